"""The readers of articles that a user can choose from: rules, a language model, both, others."""
