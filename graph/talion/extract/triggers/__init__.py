"""Trigger words: their frames, their detection, negation and modality."""
