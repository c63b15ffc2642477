"""What people look at: the page and pictures."""

from talion.render.page import render_page, write_page
from talion.render.page_contents import page_data
from talion.render.page_data import PageData

__all__ = ["PageData", "page_data", "render_page", "write_page"]
