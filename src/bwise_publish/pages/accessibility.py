"""The accessibility statement, in the form of Commission Implementing Decision (EU) 2018/1523."""

from __future__ import annotations

from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.pages.statement import CONFORMANCE, read_statement

ADDRESS = "accessibility/"


def pages(site: Site) -> list[Page]:
    """The statement. Raises Refusal when what is known about accessibility cannot be read, or may not be said."""
    statement = read_statement(site.publication)
    return [
        site.renderer.page(
            "accessibility.md.j2",
            ADDRESS,
            "Accessibility statement",
            f"How far everyone can use this site, what is known not to work, and how to tell us: {CONFORMANCE[statement.conformance]}.",
            statement=statement,
            status=CONFORMANCE[statement.conformance],
        )
    ]
