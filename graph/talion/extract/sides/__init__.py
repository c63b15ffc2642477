"""Agents and targets as a scored choice among everything in the text that could be either."""
