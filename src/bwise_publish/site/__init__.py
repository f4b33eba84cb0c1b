"""The site stage: Markdown and assets in, the finished and checked website out."""

from bwise_publish.site.build import build_site

__all__ = ["build_site"]
