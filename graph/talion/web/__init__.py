"""The graph on the web: a local app with pages, a JSON API and a SPARQL endpoint."""
