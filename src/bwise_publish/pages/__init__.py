"""Writes pages: views in, Markdown out (Jinja2). One module a family of pages; each offers `pages(site) -> list[Page]`."""

from bwise_publish.pages.all_pages import all_pages
from bwise_publish.pages.site import Site

__all__ = ["Site", "all_pages"]
