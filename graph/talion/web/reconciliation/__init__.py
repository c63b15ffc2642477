"""Reconciliation: names of a spreadsheet become actors (W3C Reconciliation Service API 0.2)."""
