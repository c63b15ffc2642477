"""From text to findings."""
