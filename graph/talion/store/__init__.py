"""The graph kept: rdflib over Oxigraph, in memory or on disk."""
