"""The web app over a store: the page, its JSON API, and a SPARQL endpoint."""
