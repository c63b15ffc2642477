"""The text: cleaned, parsed, its language and numbers recognised."""
