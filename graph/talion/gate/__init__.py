"""The gate between a model's reading and the graph: what the article does not say stays outside."""
