"""The files of a figure as the site serves them, under /figures/<id>/."""

from __future__ import annotations

import json

from bwise_publish.catalog.archive import zip_bytes
from bwise_publish.figures.spec import Figure, RenderedFigure
from bwise_publish.metadata.citations import Citation, citation
from bwise_publish.publication import Publication


def figure_files(figure: Figure, rendered: RenderedFigure, publication: Publication) -> dict[str, bytes]:
    """SVG (wide and narrow), PNG, CSV, metadata.json, a citation with the version, and a zip of all; by path under the site's root."""
    name = figure.id
    cited = citation(publication, figure.title, "figure", name, f"figures/{name}/")
    files = {
        f"{name}.svg": rendered.svg,
        f"{name}-narrow.svg": rendered.narrow_svg,
        f"{name}.png": rendered.png,
        f"{name}.csv": rendered.csv,
        "metadata.json": _metadata(figure, publication, cited),
        "citation.txt": f"{cited.text}\n".encode(),
        "citation.bib": f"{cited.bibtex}\n".encode(),
    }
    return {f"figures/{name}/{path}": content for path, content in {**files, f"{name}.zip": zip_bytes(files, publication.date)}.items()}


def _metadata(figure: Figure, publication: Publication, cited: Citation) -> bytes:
    value = {
        "id": figure.id,
        "title": figure.title,
        "subtitle": figure.subtitle,
        "summary": figure.summary,
        "alternativeText": figure.alt,
        "missing": figure.missing_note,
        "columns": [{"title": column.title, "unit": column.unit} for column in figure.columns],
        "sources": list(figure.source_ids),
        "sourceNote": figure.source_note,
        "publication": publication.title,
        "version": publication.version,
        "date": publication.date.isoformat(),
        "licence": publication.licence_url,
        "citation": cited.text,
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
