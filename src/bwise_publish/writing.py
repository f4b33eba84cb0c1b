"""Makes what the site generator reads: prose, generated pages, figures, downloads, descriptors, changes and the static API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bwise_publish.caching import Keep, uncached
from bwise_publish.progress import step
from bwise_publish.publication import Publication

if TYPE_CHECKING:
    from bwise_publish.catalog import Catalog
    from bwise_publish.conformance import Board
    from bwise_publish.exports.downloads import Downloads
    from bwise_publish.metadata.emitting import Description
    from bwise_publish.release.previous import Changes
    from bwise_publish.validation import Report


@dataclass(frozen=True)
class Edition:
    """What the pages of an edition are made of: valid packages and their report, what can be downloaded, what describes it, what changed.

    `changes` is None for the first release; `kept` is what outside judges found before, if it is to be shown.
    """

    publication: Publication
    catalog: Catalog
    report: Report
    files: Downloads
    description: Description
    changes: Changes | None
    kept: Board | None


def package_report(report: Report, name: str) -> str:
    """The validation report of one package as Markdown: what was found, then what was checked."""
    own = report.of_package(name)
    return f"{own.markdown()}\n{own.checks_markdown()}"


@dataclass(frozen=True)
class Docs:
    """What the site generator reads: files by path; and what outside judges found in just these files, when the edition has their board."""

    files: dict[str, bytes]
    board: Board


Maker = Callable[[Edition, Keep], Docs]


def make_docs(edition: Edition, keep: Keep = uncached) -> Docs:
    """Makes what the site generator reads. What an earlier build made is found in `keep`."""
    from bwise_publish.catalog.archive import folder_files
    from bwise_publish.conformance import FILE as BOARD
    from bwise_publish.conformance import board_of
    from bwise_publish.exports.api.files import api_files
    from bwise_publish.exports.api.model import api_of
    from bwise_publish.figures.catalogue import all_figures
    from bwise_publish.figures.files import figure_files
    from bwise_publish.figures.keeping import drawn_once
    from bwise_publish.figures.social_card import PATH as CARD
    from bwise_publish.figures.social_card import social_card
    from bwise_publish.metadata.emitting import described_by, repository_files
    from bwise_publish.pages import Site, all_pages, conformance
    from bwise_publish.pages.changes import change_files
    from bwise_publish.pages.prose import served_prose
    from bwise_publish.pages.rendering import page_files
    from bwise_publish.pages.row_pages import row_pages
    from bwise_publish.pages.site import ShownFigure
    from bwise_publish.release.fingerprint import fingerprint
    from bwise_publish.views.row_names import CUT_BY
    from bwise_publish.views.tables import Tables

    publication, files, description = edition.publication, edition.files, edition.description
    root = publication.root
    tables = Tables(edition.catalog)
    with step("Drawing the figures") as say:
        drawn = []
        for figure in all_figures(tables):
            say(figure.id)
            drawn.append(ShownFigure(figure, drawn_once(figure, keep)))
    docs = folder_files(root / "docs") | files.served | description.served | change_files(edition.changes)
    for shown in drawn:
        docs |= figure_files(shown.figure, shown.rendered, publication)
    docs[CARD] = social_card(tables, publication)
    with step("Writing the pages") as say:
        site = Site(
            publication=publication,
            tables=tables,
            figures={shown.figure.id: shown for shown in drawn},
            downloads=files.listing,
            report=edition.report.markdown(),
            templates=root / "site_templates",
            descriptors=described_by(description.model),
            reports={name: package_report(edition.report, name) for name in publication.packages},
            codebooks=files.codebooks,
            changes=edition.changes,
            keep=keep,
        )
        pages = [replace(page, head=page.head + description.heads.get(page.address, "")) for page in all_pages(site)]
        docs |= page_files(pages)
        for path in sorted((root / "docs").glob("*.md")):
            docs[path.name] = served_prose(site, path.read_text(encoding="utf-8"), f"{path.stem}/").encode()
        say(f"{len(pages):,} pages")
    with step("Writing the static API") as say:
        api = api_of(edition.catalog, row_pages(tables, {page.address for page in pages}), CUT_BY)
        described = api_files(api, edition.catalog, publication)
        docs |= described
        say(f"{len(described):,} files")
    heads = {f"heads/{address}": head.encode() for address, head in description.heads.items()}
    judged = files.served | description.served | described | heads | repository_files(publication)
    board = board_of(edition.kept, fingerprint(judged, keep))
    return Docs(docs | page_files([conformance.page(site, board)]) | {BOARD: board.json()}, board)
