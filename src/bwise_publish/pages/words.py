"""The page that explains the words of the tables."""

from __future__ import annotations

from bwise_publish.pages.addresses import address
from bwise_publish.pages.data_tables import table_address
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.words import PACKAGE, word_lists

ADDRESS = "words/"


def pages(site: Site) -> list[Page]:
    """The page of all lists of words."""
    lists = word_lists(site.tables)
    total = sum(len(item.words) for item in lists)
    page = site.renderer.page(
        "words.md.j2",
        ADDRESS,
        "Words explained",
        f"What {total} words and codes mean that this site and its tables use: groups, enterprises, training, and how sure a fact is.",
        lists=lists,
        total=total,
        package=PACKAGE,
        crumbs=[("Topics", address("topic"))],
        table_address=table_address,
    )
    return [page]
