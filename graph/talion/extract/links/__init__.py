"""What a text says an incident answers, belongs to, or has as its precedent."""
