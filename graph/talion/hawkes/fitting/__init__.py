"""Fitting the reply model: EM steps on sufficient statistics."""
