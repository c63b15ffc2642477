"""Pictures of exchanges, waves and chains, as SVG or PNG; the same input gives the same bytes."""
