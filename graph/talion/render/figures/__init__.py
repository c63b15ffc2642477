"""Figures fit to publish, as files: drawn by the page's own scripts, without a browser."""
