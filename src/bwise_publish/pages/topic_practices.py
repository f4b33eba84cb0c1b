"""The topic page of the practices: who already does it well?"""

from __future__ import annotations

from bwise_publish.pages.addresses import address
from bwise_publish.pages.data_tables import table_address
from bwise_publish.pages.file_list import package_files
from bwise_publish.pages.practices import CAUTION
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.practice_facets import facets
from bwise_publish.views.practice_findings import findings, lead
from bwise_publish.views.practice_summary import summary
from bwise_publish.views.practices import practices

_FIGURES = (
    "practices-by-technology-kind",
    "practices-by-country",
    "practices-technology-kind-by-support-need",
    "practices-technology-kind-by-country",
)


def topic_pages(site: Site) -> list[Page]:
    """The topic page of the package `practices`."""
    found = practices(site.tables)
    whole = summary(site.tables, found)
    page = site.renderer.page(
        "topic_practices.md.j2",
        address("topic", "practices"),
        "Practices of inclusion at work",
        f"Who already does it well: {len(found)} practices in {whole.countries} countries by technology, people served and field.",
        lead=lead(whole),
        caution=CAUTION,
        summary=whole,
        findings=findings(site.tables, found, whole),
        facets=facets(site.tables, found),
        figures=[site.figures[name] for name in _FIGURES if name in site.figures],
        downloads=package_files(site.downloads, "practices"),
        table_address=table_address,
        table_title=site.table_title,
    )
    return [page]
