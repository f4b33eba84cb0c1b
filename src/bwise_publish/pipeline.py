"""The stages in their order: the only module that knows them all. Each hands the next the plain value that it returned."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bwise_publish.caching import Cache, Keep, fingerprint, uncached
from bwise_publish.problems import Place, Problem, Refusal
from bwise_publish.progress import step
from bwise_publish.publication import Publication, read_publication
from bwise_publish.release.lock import only_run
from bwise_publish.release.placing import put_in_place, scratch_folder, write_files

if TYPE_CHECKING:
    from bwise_publish.catalog import Catalog
    from bwise_publish.exports.downloads import Downloads
    from bwise_publish.release.previous import Changes
    from bwise_publish.release.seal import Seal
    from bwise_publish.validation import Report


@dataclass(frozen=True)
class Checked:
    """A publication whose packages were read and validated, with the report on them."""

    publication: Publication
    catalog: Catalog
    report: Report


def check(root: Path) -> Checked:
    """Reads and validates the publication in `root`; writes build/validation/. Raises Refusal for a broken publication.toml only."""
    publication = read_publication(root)
    with only_run(root, "validate"):
        return _check(publication)


def _check(publication: Publication) -> Checked:
    from bwise_publish.catalog import load
    from bwise_publish.validation import validate

    with step("Reading the data packages"):
        catalog = load(publication.package_folder(name) for name in publication.packages)
    with step("Validating them"):
        report = validate(catalog, publication=publication)
    target = publication.root / "build" / "validation"
    with scratch_folder(target) as folder:
        write_files(folder, {"report.json": report.json().encode(), "report.md": report.markdown().encode()})
        put_in_place(folder, target)
    return Checked(publication, catalog, report)


def _accepted(publication: Publication) -> Checked:
    """Like `_check`; raises Refusal when validation found anything."""
    checked = _check(publication)
    if checked.report.problems:
        raise Refusal(list(checked.report.problems))
    return checked


def exported(checked: Checked) -> Downloads:
    """The files that can be downloaded."""
    from bwise_publish.exports.downloads import downloads

    with step("Exporting the data"):
        return downloads(checked.catalog, checked.publication)


def accept(files: Downloads) -> None:
    """Raises Refusal when stock frictionless does not accept a published package. A release asks it; a look at the site does not wait."""
    from bwise_publish.exports.downloads import stock_problems

    with step("Checking each published package with stock frictionless") as say:
        problems = stock_problems(files, say)
    if problems:
        raise Refusal(problems)


def compared(publication: Publication) -> Changes | None:
    """What changed since the previous release; None for the first. Raises Refusal when that release cannot be read."""
    from bwise_publish.release.previous import changes

    with step("Comparing with the previous release") as say:
        made = changes(publication)
        say(f"{made.level}: the next version is {made.lowest} or higher" if made else "this is the first release")
    return made


def write_docs(checked: Checked, files: Downloads, changes: Changes | None, docs: Path, keep: Keep = uncached) -> None:
    """Writes what the site generator reads into the new folder `docs`: prose, generated pages, figures, assets and downloads."""
    from bwise_publish.figures.catalogue import all_figures
    from bwise_publish.figures.files import figure_files
    from bwise_publish.figures.keeping import drawn_once
    from bwise_publish.pages import Site, all_pages
    from bwise_publish.pages.changes import change_files
    from bwise_publish.pages.rendering import write_pages
    from bwise_publish.pages.site import ShownFigure
    from bwise_publish.views.tables import Tables

    root = checked.publication.root
    tables = Tables(checked.catalog)
    with step("Drawing the figures") as say:
        drawn = []
        for figure in all_figures(tables):
            say(figure.id)
            drawn.append(ShownFigure(figure, drawn_once(figure, keep)))
    shutil.copytree(root / "docs", docs, dirs_exist_ok=True)
    shutil.copytree(root / "site_templates" / "assets", docs / "assets", dirs_exist_ok=True)
    write_files(docs, files.served)
    write_files(docs, change_files(changes))
    for shown in drawn:
        write_files(docs, figure_files(shown.figure, shown.rendered, checked.publication))
    with step("Writing the pages") as say:
        site = Site(
            publication=checked.publication,
            tables=tables,
            figures={shown.figure.id: shown for shown in drawn},
            downloads=files.listing,
            report=checked.report.markdown(),
            templates=root / "site_templates",
            changes=changes,
        )
        pages = all_pages(site)
        write_pages(pages, docs)
        say(f"{len(pages):,} pages")


Writer = Callable[[Checked, "Downloads", "Changes | None", Path, Keep], None]


def build(root: Path, write: Writer = write_docs) -> Path:
    """Builds the site of the publication in `root`: validate, export, draw, write, generate, check; leaves build/site/.

    What did not change since the last build is not made again; the bytes are those of a build from nothing. `write` fills the folder that
    the site generator reads; a test hands over one for a small publication.
    """
    publication = read_publication(root)
    with only_run(root, "build"):
        changes = compared(publication)
        checked = _accepted(publication)
        cache = Cache(root / "build" / "cache" / "values", fingerprint())
        site = _site(checked, exported(checked), changes, write, cache)
        cache.prune()
        return site


def _site(checked: Checked, files: Downloads, changes: Changes | None, write: Writer, cache: Cache | None = None) -> Path:
    from bwise_publish.site import build_site

    root = checked.publication.root
    docs, target = root / "build" / "docs", root / "build" / "site"
    with scratch_folder(docs) as folder:
        write(checked, files, changes, folder, cache.keep if cache else uncached)
        put_in_place(folder, docs)
    with scratch_folder(target) as folder:
        with step("Building and checking the site") as say:
            problems = build_site(checked.publication, docs, folder / "site", say=say, cache=cache)
        if problems:
            raise Refusal(problems)
        put_in_place(folder / "site", target)
    return target


def release(root: Path, write: Writer = write_docs) -> Path:
    """Makes the release of the publication in `root`; leaves dist/<version>/ and returns it."""
    from bwise_publish.catalog.archive import folder_files, zip_bytes
    from bwise_publish.release.changes import read_changelog, release_notes
    from bwise_publish.release.manifest import checksums, manifest
    from bwise_publish.release.previous import number_problems

    publication = read_publication(root)
    with only_run(root, "release"):
        notes = release_notes(read_changelog(root), publication)
        changes = compared(publication)
        if problems := number_problems(publication, changes):
            raise Refusal(problems)
        checked = _accepted(publication)
        files = exported(checked)
        accept(files)
        site = _site(checked, files, changes, write)
        target = root / "dist" / publication.version
        with scratch_folder(target) as folder:
            shutil.copytree(site, folder / "site")
            seal = _sealed(checked, changes, notes, folder / "site")
            with step("Bundling the release"):
                name, version = publication.name, publication.version
                bundles = {
                    f"{name}-data-{version}.zip": files.everything,
                    f"{name}-site-{version}.zip": zip_bytes(folder_files(folder / "site"), publication.date),
                    "CHANGES.md": notes,
                }
                write_files(folder, bundles)
                rows = {f"site/{item.path}": item.rows for item in files.listing if item.rows is not None}
                write_files(folder, {"manifest.json": manifest(folder, publication, rows, seal)})
                write_files(folder, {"SHA256SUMS": checksums(folder)})
                put_in_place(folder, target)
    return target


def compare_generators(root: Path) -> Path:
    """Builds build/docs/ with other site generators and compares; leaves build/generators.md. Raises Refusal without build/docs/."""
    from bwise_publish.site.others import as_markdown
    from bwise_publish.site.others import compare_generators as compare_all

    publication = read_publication(root)
    docs, target = root / "build" / "docs", root / "build" / "generators.md"
    if not docs.is_dir():
        raise Refusal([Problem(Place(file="build/docs"), "docs-missing", "There are no pages to build from.", "Run: nox -s site")])
    with only_run(root, "generators"), step("Comparing site generators") as say:
        target.write_text(as_markdown(compare_all(publication, docs, say)), encoding="utf-8")
    return target


def bump(root: Path, date: datetime.date | None) -> str:
    """Writes the version that the changes call for, the date (today's when none is given) and the notes; returns the version."""
    from bwise_publish.release.fragments import bump as write_version
    from bwise_publish.release.previous import changes

    publication = read_publication(root)
    with only_run(root, "bump"):
        return write_version(publication, changes(publication), date or datetime.datetime.now(datetime.UTC).date())


def _sealed(checked: Checked, changes: Changes | None, notes: bytes, site: Path) -> Seal:
    """Checks the site against the ledger, adds pages for what moved or is gone, and seals it. Raises Refusal when something was lost."""
    from bwise_publish.pages.moved import moved_pages
    from bwise_publish.release.environment import LOCK, lock_sum
    from bwise_publish.release.git import clean_commit
    from bwise_publish.release.keeping import kept
    from bwise_publish.release.moved import write_moved
    from bwise_publish.release.rebuild import INPUTS
    from bwise_publish.release.seal import seal_site
    from bwise_publish.views.tables import Tables

    publication = checked.publication
    with step("Checking the ledger of identifiers and sealing the site") as say:
        ledger, found = kept(publication, site, moved_pages(Tables(checked.catalog)))
        moved = write_moved(site, found)
        about = {
            "level": changes.level if changes else "",
            "environment": {"lock": LOCK, "sha256": lock_sum(publication.root)},
            "notes": notes.decode("utf-8").split("\n\n", 2)[2].strip(),
            "moved": {item.address: {"to": item.successor, "reason": item.reason} for item in moved},
        }
        seal = seal_site(site, publication, clean_commit(publication.root, INPUTS), about)
        origin = f"commit {seal.commit}" if seal.commit else "files that no commit holds"
        say(f"root hash {seal.root}, {origin}; {len(ledger.releases)} releases before")
    return seal
