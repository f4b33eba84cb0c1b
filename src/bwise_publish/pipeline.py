"""The stages in their order: the only module that knows them all. Each hands the next the plain value that it returned."""

from __future__ import annotations

import datetime
import gc
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bwise_publish.caching import Cache, Keep, engine_fingerprint, uncached
from bwise_publish.problems import Place, Problem, Refusal
from bwise_publish.progress import step
from bwise_publish.publication import Publication, read_publication
from bwise_publish.release.placing import exchange, next_folder, put_in_place, scratch_folder, write_files, write_over
from bwise_publish.writing import Edition, Maker, make_docs

if TYPE_CHECKING:
    from bwise_publish.catalog import Catalog
    from bwise_publish.conformance import Board
    from bwise_publish.exports.downloads import Downloads
    from bwise_publish.metadata.emitting import Description
    from bwise_publish.release.previous import Changes
    from bwise_publish.release.seal import Seal
    from bwise_publish.validation import Report

_GARBAGE = 100_000  # new objects between two looks for garbage


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


def accepted(root: Path) -> Checked:
    """Like `check`; raises Refusal when validation found anything."""
    checked = check(root)
    if checked.report.problems:
        raise Refusal(list(checked.report.problems))
    return checked


def exported(checked: Checked, keep: Keep = uncached) -> Downloads:
    """The files that can be downloaded."""
    from bwise_publish.exports.downloads import downloads

    with step("Exporting the data"):
        return downloads(checked.catalog, checked.publication, keep)


def approve(files: Downloads) -> None:
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


def build(root: Path, make: Maker = make_docs) -> Path:
    """Builds the site of the publication in `root`: validate, export, draw, write, generate, check; leaves build/site/.

    What did not change since the last build is not made again; the bytes are those of a build from nothing. `make` makes what
    the site generator reads; a test hands over one for a small publication.
    """
    from bwise_publish.conformance import read_board

    # Nearly all that a build makes is needed to its end: to look for garbage in it at the usual pace takes a tenth of the time.
    gc.set_threshold(_GARBAGE)
    kept = read_board(root)
    changes = compared(read_publication(root))
    checked = accepted(root)
    cache = Cache(root / "build" / "cache" / "values", engine_fingerprint())
    site = _site(_edition(checked, exported(checked, cache.keep), changes, kept), make, cache=cache)
    cache.prune()
    return site


def _edition(checked: Checked, files: Downloads, changes: Changes | None, kept: Board | None) -> Edition:
    return Edition(checked.publication, checked.catalog, checked.report, files, describe(checked, files), changes, kept)


def _site(edition: Edition, make: Maker, *, cache: Cache | None = None, judged: bool = False) -> Path:
    """Builds the site. Raises Refusal when something that was published is lost; with `judged`, when judges have not accepted its files."""
    from bwise_publish.conformance import objections
    from bwise_publish.pages.moved import moved_pages
    from bwise_publish.release.keeping import kept
    from bwise_publish.site import build_site
    from bwise_publish.views.tables import Tables

    root = edition.publication.root
    docs, target = root / "build" / "docs", root / "build" / "site"
    made = make(edition, cache.keep if cache else uncached)
    if judged and (found := objections(made.board)):
        raise Refusal(found)
    folder = next_folder(docs)
    write_over(folder, made.files, made.files.__getitem__)
    exchange(folder, docs)
    folder = next_folder(target)
    with step("Building and checking the site") as say:
        problems = build_site(edition.publication, docs, folder, say=say, cache=cache)
    if problems:
        raise Refusal(problems)
    with step("Looking for everything that was ever published"):
        kept(edition.publication, folder, moved_pages(Tables(edition.catalog)))
    exchange(folder, target)
    return target


def release(root: Path, *, candidate: bool = False, make: Maker = make_docs) -> Path:
    """Makes the release of the publication in `root`; leaves dist/<version>/ and returns it.

    Raises Refusal when its number is too low for what changed, something that was published is lost, or outside judges have not accepted
    its files. A `candidate` is made for the judges to look at: build/candidate/. When nothing changed since the version was released, it
    is made once more as it was.
    """
    from bwise_publish.conformance import read_board
    from bwise_publish.release.changes import read_changelog, release_notes
    from bwise_publish.release.previous import number_problems, released_before

    publication = read_publication(root)
    notes = release_notes(read_changelog(root), publication)
    # What was found before is not asked for a candidate: the judges are about to look at it.
    kept = None if candidate else read_board(root)
    changes = compared(publication)
    if problems := number_problems(publication, changes):
        raise Refusal(problems)
    if released_before(publication) and not candidate:
        return _once_more(publication, make)
    checked = accepted(root)
    files = exported(checked)
    approve(files)
    edition = _edition(checked, files, changes, kept)
    site = _site(edition, make, judged=not candidate)
    target = root / "build" / "candidate" if candidate else root / "dist" / publication.version
    with scratch_folder(target) as folder:
        shutil.copytree(site, folder / "site", copy_function=shutil.copyfile)  # without their times, by which hosts tell what is new
        seal = _sealed(edition, notes, folder / "site")
        with step("Bundling the release"):
            _bundle(edition, notes, seal, folder)
        put_in_place(folder, target)
    return target


def _once_more(publication: Publication, make: Maker) -> Path:
    """Makes a version that was released again from its commit. Raises Refusal when it has other bytes than the ledger holds."""
    from bwise_publish.release.keeping import keep_signatures, unchanged
    from bwise_publish.release.rebuild import check_out

    commit, target = publication.previous.commit if publication.previous else "", publication.root / "dist" / publication.version
    with scratch_folder(target) as folder:
        with step(f"Version {publication.version} was released: making it once more") as say:
            check_out(publication, commit, folder / "clone")
            say(f"from commit {commit}")
        made = release(folder / "clone", make=make)
        unchanged(publication, made)
        keep_signatures(target, made)
        put_in_place(made, target)
    return target


def _sealed(edition: Edition, notes: bytes, site: Path) -> Seal:
    """Checks the site against the ledger, adds pages for what moved or is gone, and seals it. Raises Refusal when something was lost."""
    from bwise_publish.pages.moved import moved_pages
    from bwise_publish.release.environment import LOCK, lock_sum
    from bwise_publish.release.git import clean_commit
    from bwise_publish.release.keeping import kept
    from bwise_publish.release.moved import write_moved
    from bwise_publish.release.rebuild import INPUTS
    from bwise_publish.release.seal import seal_site
    from bwise_publish.views.tables import Tables

    publication = edition.publication
    with step("Checking the ledger of identifiers and sealing the site") as say:
        ledger, found = kept(publication, site, moved_pages(Tables(edition.catalog)))
        moved = write_moved(site, found)
        about = {
            "level": edition.changes.level if edition.changes else "",
            "environment": {"lock": LOCK, "sha256": lock_sum(publication.root)},
            "notes": notes.decode("utf-8").split("\n\n", 2)[2].strip(),
            "moved": {item.address: {"to": item.successor, "reason": item.reason} for item in moved},
        }
        seal = seal_site(site, publication, clean_commit(publication.root, INPUTS), about)
        origin = f"commit {seal.commit}" if seal.commit else "files that no commit holds"
        say(f"root hash {seal.root}, {origin}; {len(ledger.releases)} releases before")
    return seal


def _bundle(edition: Edition, notes: bytes, seal: Seal, folder: Path) -> None:
    """Writes what lies beside the sealed site in the release `folder`: archives, notes, descriptors, manifest and sums."""
    from bwise_publish.catalog.archive import folder_files, zip_bytes
    from bwise_publish.metadata.emitting import facts_of, release_files
    from bwise_publish.metadata.sbom import LOCK
    from bwise_publish.release.manifest import checksums, manifest

    publication, site = edition.publication, folder / "site"
    name, version = publication.name, publication.version
    bundles = {
        f"{name}-data-{version}.zip": edition.files.everything,
        f"{name}-site-{version}.zip": zip_bytes(folder_files(site), publication.date),
        "CHANGES.md": notes,
    }
    write_files(folder, bundles)
    lock = publication.root / LOCK
    described = release_files(
        edition.description,
        [facts_of(path, content) for path, content in bundles.items()],
        pages=sum(1 for _ in site.rglob("*.html")),
        lock=lock.read_text(encoding="utf-8") if lock.is_file() else None,
    )
    write_files(folder, described)
    rows = {f"site/{item.path}": item.rows for item in edition.files.listing if item.rows is not None}
    write_files(folder, {"manifest.json": manifest(folder, publication, rows, seal)})
    write_files(folder, {"SHA256SUMS": checksums(folder)})


def compare_generators(root: Path) -> Path:
    """Builds build/docs/ with other site generators and compares; leaves build/generators.md. Raises Refusal without build/docs/."""
    from bwise_publish.site.others import as_markdown
    from bwise_publish.site.others import compare_generators as compare_all

    publication = read_publication(root)
    docs, target = root / "build" / "docs", root / "build" / "generators.md"
    if not docs.is_dir():
        raise Refusal([Problem(Place(file="build/docs"), "docs-missing", "There are no pages to build from.", "Run: ./nox -s site")])
    with step("Comparing site generators") as say:
        target.write_text(as_markdown(compare_all(publication, docs, say)), encoding="utf-8")
    return target


def bump(root: Path, date: datetime.date | None) -> str:
    """Writes the version that the changes call for, the date (today's when none is given) and the notes; returns the version."""
    from bwise_publish.release.fragments import bump as write_version
    from bwise_publish.release.previous import changes

    publication = read_publication(root)
    return write_version(publication, changes(publication), date or datetime.datetime.now(datetime.UTC).date())
