"""From machine-coded reports to events."""
