"""Whom a text names and speaks of."""
