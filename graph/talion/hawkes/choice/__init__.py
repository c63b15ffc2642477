"""Which of the other side's measures a measure responds to, or none: a conditional choice."""
