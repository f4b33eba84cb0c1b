"""The topic page of the reference data: frameworks, code lists, versions of ESCO, sources."""

from __future__ import annotations

from bwise_publish.pages.addresses import address
from bwise_publish.pages.data_tables import table_address
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.reference_lists import PACKAGE, reference


def topic_pages(site: Site) -> list[Page]:
    """The one topic page of this module."""
    view = reference(site.tables)
    return [
        site.renderer.page(
            "topic_reference.md.j2",
            address("topic", PACKAGE),
            "Reference lists",
            f"What the codes mean: {len(view.code_lists)} code lists, {len(view.frameworks)} frameworks, {view.sources} sources.",
            view=view,
            table_address=table_address,
        )
    ]
