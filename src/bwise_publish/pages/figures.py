"""The gallery of figures, and a page for each: drawing, numbers, sources, downloads, citation."""

from __future__ import annotations

from bwise_publish.figures.files import figure_files
from bwise_publish.figures.spec import Cell, Figure
from bwise_publish.metadata.citations import citation
from bwise_publish.metadata.web_page import thing
from bwise_publish.pages.addresses import address
from bwise_publish.pages.file_list import FileRow, content_row
from bwise_publish.pages.rendering import Page, page_url
from bwise_publish.pages.site import ShownFigure, Site
from bwise_publish.pages.text import number

_FORMATS = {"svg": "SVG", "png": "PNG", "csv": "CSV", "json": "JSON", "zip": "ZIP", "txt": "text", "bib": "BibTeX"}


def pages(site: Site) -> list[Page]:
    """The gallery in the order of the figures, and the page of each figure."""
    shown = list(site.figures.values())
    gallery = site.renderer.page(
        "figures.md.j2",
        address("figure"),
        "Figures",
        f"{len(shown)} figures drawn from the data, each with its numbers, sources and files to download.",
        shown=shown,
    )
    return [gallery, *(_figure(site, figure) for figure in shown)]


def _figure(site: Site, shown: ShownFigure) -> Page:
    figure = shown.figure
    at = address("figure", figure.id)
    return site.renderer.page(
        "figure.md.j2",
        at,
        figure.title,
        f"Figure: {figure.title}. {figure.subtitle}",
        about=thing(
            "ImageObject", figure.title, caption=figure.subtitle, contentUrl=page_url(site.publication, at)(f"{at}{figure.id}.svg")
        ),
        shown=shown,
        files=figure_rows(site, shown),
        sources=tuple((source_id, site.tables.title("reference", "sources", source_id)) for source_id in figure.source_ids),
        citation=citation(site.publication, figure.title, "figure", figure.id, at),
        numeric=numeric_columns(figure),
        rows=table_rows(figure),
    )


def figure_rows(site: Site, shown: ShownFigure) -> tuple[FileRow, ...]:
    """The files of a figure with their sizes, in the order in which they are written."""
    contents = figure_files(shown.figure, shown.rendered, site.publication)
    return tuple(content_row(path, content, _FORMATS[path.rsplit(".", 1)[-1]]) for path, content in contents.items())


def numeric_columns(figure: Figure) -> tuple[bool, ...]:
    """Which columns of the figure's data table hold numbers only, besides missing values."""
    columns = zip(*figure.rows, strict=True)
    return tuple(all(cell is None or isinstance(cell, int | float) for cell in column) for column in columns)


def table_rows(figure: Figure) -> tuple[tuple[str, ...], ...]:
    """The data table as text: numbers with separators except years, a missing number in words."""
    numeric = numeric_columns(figure)
    years = tuple("year" in column.title.lower() for column in figure.columns)

    def shown(cell: Cell, place: int) -> str:
        if cell is None:
            return "no figure" if numeric[place] else ""
        return str(cell) if isinstance(cell, str) or years[place] else number(cell)

    return tuple(tuple(shown(cell, place) for place, cell in enumerate(row)) for row in figure.rows)
