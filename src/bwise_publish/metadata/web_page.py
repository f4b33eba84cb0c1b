"""schema.org: what a page says about itself to search engines, from the values that the page prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bwise_publish.metadata.json_text import without_empty
from bwise_publish.publication import Publication

Thing = Mapping[str, Any]


def web_page(
    publication: Publication,
    title: str,
    description: str,
    trail: Sequence[tuple[str, str]],
    url: Callable[[str], str],
    about: Thing | None,
) -> dict[str, Any]:
    """A page with its place in the site. `trail` are the label and address of each page above it, then its own label and address.

    `url` makes a link of an address, and `about` is the one thing that the page is about, if there is one.
    """
    value = {
        "@context": "https://schema.org/",
        "@type": "WebPage",
        "name": title,
        "description": description,
        "inLanguage": "en",
        "version": publication.version,
        "datePublished": publication.date.isoformat(),
        "license": publication.licence_url,
        "isPartOf": {"@type": "WebSite", "name": publication.title, "url": url("")},
        "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": _items(trail, url)} if len(trail) > 1 else None,
        "mainEntity": dict(about) if about else None,
    }
    return without_empty(value)


def _items(trail: Sequence[tuple[str, str]], url: Callable[[str], str]) -> list[dict[str, Any]]:
    return [
        {"@type": "ListItem", "position": place, "name": label, "item": url(address)}
        for place, (label, address) in enumerate(trail, start=1)
    ]


def thing(kind: str, name: str, **more: Any) -> Thing:
    """A thing of a schema.org type; what is empty is left out."""
    return without_empty({"@type": kind, "name": name, **more})
