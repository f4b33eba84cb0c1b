"""The kinds of pages of a built site, and the fullest page of each."""

from __future__ import annotations

from pathlib import Path


def page_kinds(site: Path) -> list[str]:
    """One page of every kind, by its path from the top of the site, sorted.

    Pages are of one kind when they lie in the same first folder at the same depth. The largest file of a kind stands for it: it has most
    of what pages of the kind can have.
    """
    largest: dict[tuple[str, int], tuple[int, str]] = {}
    for path in site.rglob("*.html"):
        name = path.relative_to(site).as_posix()
        address = name.removesuffix("index.html") if path.name == "index.html" else name
        parts = [part for part in address.split("/") if part]
        kind = (parts[0] if parts else "", len(parts))
        largest[kind] = max(largest.get(kind, (0, "")), (path.stat().st_size, address))
    return sorted(address for _, address in largest.values())


def pages_with(site: Path, mark: str) -> list[str]:
    """The pages of `page_kinds` whose HTML holds the text `mark`."""
    return [address for address in page_kinds(site) if mark in file_of(site, address).read_text(encoding="utf-8")]


def file_of(site: Path, address: str) -> Path:
    """The file of a page."""
    return site / (address if address.endswith(".html") else f"{address}index.html")
