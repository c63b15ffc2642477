"""A person's walk through the findings of an article."""
