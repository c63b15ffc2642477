"""Which words of a text tell of an incident."""
