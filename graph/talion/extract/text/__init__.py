"""The text made ready: cleaned, parsed, its numbers read."""
