"""Talion: a knowledge graph of actors and incidents that finds chains of tit-for-tat."""

__version__ = "0.1.0"
