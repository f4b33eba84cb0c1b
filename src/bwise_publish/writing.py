"""Writes what the site generator reads: prose, generated pages, figures, assets, downloads, descriptors, changes and the static API."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bwise_publish.caching import Keep, uncached
from bwise_publish.progress import step
from bwise_publish.publication import Publication
from bwise_publish.release.placing import write_files

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


Writer = Callable[[Edition, Path, Keep], "Board"]


def write_docs(edition: Edition, docs: Path, keep: Keep = uncached) -> Board:
    """Writes what the site generator reads into the new folder `docs`.

    Returns what outside judges found in just these files; a board without verdicts when `edition.kept` is not of them.
    """
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
    from bwise_publish.pages import Site, all_pages, conformance, countries, rows, sources
    from bwise_publish.pages.changes import change_files
    from bwise_publish.pages.prose import served_prose
    from bwise_publish.pages.rendering import write_pages
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
    shutil.copytree(root / "docs", docs, dirs_exist_ok=True)
    shutil.copytree(root / "site_templates" / "assets", docs / "assets", dirs_exist_ok=True)
    write_files(docs, files.served)
    write_files(docs, description.served)
    write_files(docs, change_files(edition.changes))
    for shown in drawn:
        write_files(docs, figure_files(shown.figure, shown.rendered, publication))
    write_files(docs, {CARD: social_card(tables, publication)})
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
        )
        pages = [replace(page, head=page.head + description.heads.get(page.address, "")) for page in all_pages(site)]
        write_pages(pages, docs)
        for path in sorted((root / "docs").glob("*.md")):
            text = served_prose(site, path.read_text(encoding="utf-8"), f"{path.stem}/")
            (docs / path.name).write_text(text, encoding="utf-8", newline="\n")
        write_files(docs, rows.twins(site) | sources.row_files(site) | countries.files(site))
        say(f"{len(pages):,} pages")
    with step("Writing the static API") as say:
        api = api_of(edition.catalog, row_pages(tables, {page.address for page in pages}), CUT_BY)
        described = api_files(api, edition.catalog, publication)
        write_files(docs, described)
        say(f"{len(described):,} files")
    heads = {f"heads/{address}": head.encode() for address, head in description.heads.items()}
    judged = files.served | description.served | described | heads | repository_files(publication)
    board = board_of(edition.kept, fingerprint(judged, keep))
    write_pages([conformance.page(site, board)], docs)
    write_files(docs, {BOARD: board.json()})
    return board
