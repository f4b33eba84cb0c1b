"""The stages in their order: the only module that knows them all. Each hands the next the plain value that it returned."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bwise_publish.problems import Refusal
from bwise_publish.progress import step
from bwise_publish.publication import Publication, read_publication
from bwise_publish.release.placing import put_in_place, scratch_folder, write_files

if TYPE_CHECKING:
    from bwise_publish.catalog import Catalog
    from bwise_publish.conformance import Board
    from bwise_publish.exports.downloads import Downloads
    from bwise_publish.metadata.emitting import Description
    from bwise_publish.validation import Report


@dataclass(frozen=True)
class Checked:
    """A publication whose packages were read and validated, with the report on them."""

    publication: Publication
    catalog: Catalog
    report: Report


def check(root: Path) -> Checked:
    """Reads and validates the publication in `root`; writes build/validation/. Raises Refusal for a broken publication.toml only."""
    from bwise_publish.catalog import load
    from bwise_publish.validation import validate

    publication = read_publication(root)
    with step("Reading the data packages"):
        catalog = load(publication.package_folder(name) for name in publication.packages)
    with step("Validating them"):
        report = validate(catalog, publication=publication)
    target = root / "build" / "validation"
    with scratch_folder(target) as folder:
        write_files(folder, {"report.json": report.json().encode(), "report.md": report.markdown().encode()})
        put_in_place(folder, target)
    return Checked(publication, catalog, report)


def package_report(report: Report, name: str) -> str:
    """The validation report of one package as Markdown: what was found, then what was checked."""
    own = report.of_package(name)
    return f"{own.markdown()}\n{own.checks_markdown()}"


def accepted(root: Path) -> Checked:
    """Like `check`; raises Refusal when validation found anything."""
    checked = check(root)
    if checked.report.problems:
        raise Refusal(list(checked.report.problems))
    return checked


def exported(checked: Checked) -> Downloads:
    """The files that can be downloaded. Raises Refusal when stock frictionless does not accept a published package."""
    from bwise_publish.exports.downloads import downloads, stock_problems

    with step("Exporting the data"):
        files = downloads(checked.catalog, checked.publication)
    with step("Checking each published package with stock frictionless") as say:
        problems = stock_problems(files, say)
    if problems:
        raise Refusal(problems)
    return files


def describe(checked: Checked, files: Downloads) -> Description:
    """What the release says about itself, in every vocabulary. Raises Refusal when a package covers no known place or time."""
    from bwise_publish.exports.api.addresses import INDEX, OPENAPI
    from bwise_publish.metadata.building import release_model
    from bwise_publish.metadata.emitting import description
    from bwise_publish.metadata.model import Release, Service
    from bwise_publish.release.changes import FILE, releases

    publication = checked.publication
    with step("Describing the release"):
        path = publication.root / FILE
        # A preview is built before its section of the changelog is written; a release is not.
        earlier = dict(releases(path.read_text(encoding="utf-8"))) if path.is_file() else {}
        history = [Release(version, date) for version, date in ({publication.version: publication.date} | earlier).items()]
        service = Service("Static API", "Every table, code list and row as JSON files at stable addresses.", INDEX, OPENAPI)
        return description(release_model(checked.catalog, publication, files.listing, history, service))


def write_docs(checked: Checked, files: Downloads, description: Description, docs: Path, kept: Board | None) -> Board:
    """Writes what the site generator reads into the new folder `docs`: prose, generated pages, figures, assets, downloads, descriptors.

    Returns what outside judges found in just these files; a board without verdicts when `kept` is not of them.
    """
    from bwise_publish.conformance import FILE as BOARD
    from bwise_publish.conformance import board_of
    from bwise_publish.exports.api.files import api_files
    from bwise_publish.exports.api.model import api_of
    from bwise_publish.figures.catalogue import all_figures
    from bwise_publish.figures.files import figure_files
    from bwise_publish.figures.render import render
    from bwise_publish.figures.social_card import PATH as CARD
    from bwise_publish.figures.social_card import social_card
    from bwise_publish.metadata.emitting import described_by, repository_files
    from bwise_publish.pages import Site, all_pages, conformance, rows, sources
    from bwise_publish.pages.rendering import write_pages
    from bwise_publish.pages.row_pages import row_pages
    from bwise_publish.pages.site import ShownFigure
    from bwise_publish.release.fingerprint import fingerprint
    from bwise_publish.views.row_names import CUT_BY
    from bwise_publish.views.tables import Tables

    root = checked.publication.root
    tables = Tables(checked.catalog)
    with step("Drawing the figures") as say:
        drawn = []
        for figure in all_figures(tables):
            say(figure.id)
            drawn.append(ShownFigure(figure, render(figure)))
    shutil.copytree(root / "docs", docs, dirs_exist_ok=True)
    shutil.copytree(root / "site_templates" / "assets", docs / "assets", dirs_exist_ok=True)
    write_files(docs, files.served)
    write_files(docs, description.served)
    for shown in drawn:
        write_files(docs, figure_files(shown.figure, shown.rendered, checked.publication))
    write_files(docs, {CARD: social_card(tables, checked.publication)})
    with step("Writing the pages") as say:
        site = Site(
            publication=checked.publication,
            tables=tables,
            figures={shown.figure.id: shown for shown in drawn},
            downloads=files.listing,
            report=checked.report.markdown(),
            templates=root / "site_templates",
            descriptors=described_by(description.model),
            reports={name: package_report(checked.report, name) for name in checked.publication.packages},
        )
        pages = [replace(page, head=description.heads.get(page.address, "")) for page in all_pages(site)]
        write_pages(pages, docs)
        write_files(docs, rows.twins(site) | sources.row_files(site))
        say(f"{len(pages):,} pages")
    with step("Writing the static API") as say:
        api = api_of(checked.catalog, row_pages(tables, {page.address for page in pages}), CUT_BY)
        described = api_files(api, checked.catalog, checked.publication)
        write_files(docs, described)
        say(f"{len(described):,} files")
    heads = {f"heads/{address}": head.encode() for address, head in description.heads.items()}
    judged = files.served | description.served | described | heads | repository_files(checked.publication)
    board = board_of(kept, fingerprint(judged))
    write_pages([conformance.page(site, board)], docs)
    write_files(docs, {BOARD: board.json()})
    return board


def build(root: Path) -> Path:
    """Builds the site of the publication in `root`: validate, export, draw, write, generate, check; leaves build/site/."""
    from bwise_publish.conformance import read_board

    kept = read_board(root)
    checked = accepted(root)
    files = exported(checked)
    return _site(checked, files, describe(checked, files), kept)


def _site(checked: Checked, files: Downloads, description: Description, kept: Board | None, *, judged: bool = False) -> Path:
    """Builds the site. With `judged`, raises Refusal when outside judges have not accepted its files."""
    from bwise_publish.conformance import objections
    from bwise_publish.site import build_site

    root = checked.publication.root
    docs, target = root / "build" / "docs", root / "build" / "site"
    with scratch_folder(docs) as folder:
        board = write_docs(checked, files, description, folder, kept)
        if judged and (found := objections(board)):
            raise Refusal(found)
        put_in_place(folder, docs)
    with scratch_folder(target) as folder:
        with step("Building and checking the site") as say:
            problems = build_site(checked.publication, docs, folder / "site", say=say)
        if problems:
            raise Refusal(problems)
        put_in_place(folder / "site", target)
    return target


def release(root: Path, *, candidate: bool = False) -> Path:
    """Makes the release of the publication in `root`; leaves dist/<version>/ and returns it.

    Raises Refusal when outside judges have not accepted its files. A `candidate` is made for them to look at: build/candidate/.
    """
    from bwise_publish.catalog.archive import folder_files, zip_bytes
    from bwise_publish.conformance import read_board
    from bwise_publish.metadata.emitting import facts_of, release_files
    from bwise_publish.metadata.sbom import LOCK
    from bwise_publish.release.changes import read_changelog, release_notes
    from bwise_publish.release.manifest import checksums, manifest

    publication = read_publication(root)
    notes = release_notes(read_changelog(root), publication)
    # What was found before is not asked for a candidate: the judges are about to look at it.
    kept = None if candidate else read_board(root)
    checked = accepted(root)
    files = exported(checked)
    description = describe(checked, files)
    site = _site(checked, files, description, kept, judged=not candidate)
    target = root / "build" / "candidate" if candidate else root / "dist" / publication.version
    with step("Bundling the release"), scratch_folder(target) as folder:
        shutil.copytree(site, folder / "site")
        name, version = publication.name, publication.version
        bundles = {
            f"{name}-data-{version}.zip": files.everything,
            f"{name}-site-{version}.zip": zip_bytes(folder_files(site), publication.date),
            "CHANGES.md": notes,
        }
        write_files(folder, bundles)
        lock = root / LOCK
        write_files(
            folder,
            release_files(
                description,
                [facts_of(path, content) for path, content in bundles.items()],
                pages=sum(1 for _ in site.rglob("*.html")),
                lock=lock.read_text(encoding="utf-8") if lock.is_file() else None,
            ),
        )
        rows = {f"site/{item.path}": item.rows for item in files.listing if item.rows is not None}
        write_files(folder, {"manifest.json": manifest(folder, publication, rows)})
        write_files(folder, {"SHA256SUMS": checksums(folder)})
        put_in_place(folder, target)
    return target
