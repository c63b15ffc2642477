"""Articles and their reviewed findings, read from files."""
