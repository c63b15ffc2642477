"""The date of an event mention, chosen among the times that the text gives."""
