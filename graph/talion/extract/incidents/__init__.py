"""Mentions of incidents, and the incidents that they tell of."""
