"""What people look at: the page and pictures."""

from talion.render.collect import page_data
from talion.render.data import PageData
from talion.render.page import render_page, write_page

__all__ = ["PageData", "page_data", "render_page", "write_page"]
