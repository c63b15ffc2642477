"""Event mentions, and their clustering into the incidents of a text."""
