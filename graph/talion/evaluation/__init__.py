"""Evaluation: how well findings agree with a gold standard."""
