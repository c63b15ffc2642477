"""Actors in a text: mentions, persons, coreference, the parties of noun phrases."""
