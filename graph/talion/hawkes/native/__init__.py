"""The compiled pass over the dyads."""
