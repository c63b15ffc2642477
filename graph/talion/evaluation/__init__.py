"""How far findings agree with those of a careful reader."""
