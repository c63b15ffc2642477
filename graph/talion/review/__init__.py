"""The review of an article's findings by a person."""
