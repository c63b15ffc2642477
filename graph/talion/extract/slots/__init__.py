"""Slot filling: agents and targets, counts, dates, status."""
