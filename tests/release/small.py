"""A small publication that goes the whole way to a release in a few seconds: one package, one kind of page, the real theme and engine.

As a program it is `bwise-publish` for such a publication: python -m tests.release.small --root FOLDER release
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from bwise_publish import cli, pipeline
from bwise_publish.caching import Keep
from bwise_publish.catalog.archive import folder_files
from bwise_publish.conformance import Board, Check, Verdict
from bwise_publish.pages import changes as change_pages
from bwise_publish.pages.rendering import Page, page_files
from bwise_publish.pages.site import Site
from bwise_publish.release import rebuild
from bwise_publish.views.tables import Tables
from bwise_publish.writing import Docs, Edition
from tests.conftest import ROOT
from tests.making import field, package, publication, table

PROGRAM = (sys.executable, "-m", "tests.release.small")
NAV = """nav:
  - Home: index.md
  - Skills: skills/index.md
  - About:
      - Data: data/index.md
not_in_nav: |
  /*/**
"""
SETTINGS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("\nnav:")[0]


def small_publication(root: Path, rows: str = "planning,Planning\nteamwork,Working in a team") -> Path:
    """Writes the publication into `root`: the skills given as lines of CSV, a table of replaced ids, prose, theme."""
    replaced = table([field("entity"), field("old_id"), field("new_id"), field("reason")], "", ["entity", "old_id"])
    skills = table([field("skill_id", example="planning"), field("title", example="Planning")], rows, ["skill_id"])
    package(root / "datapackages", "small", {"skills": skills, "replaced_ids": (replaced[0], replaced[1].strip() + "\n")})
    publication(root, ["small"], "1.0.0")
    (root / "mkdocs.yml").write_text(f"{SETTINGS}\n{NAV}", encoding="utf-8")
    shutil.copytree(ROOT / "site_templates", root / "site_templates")
    shutil.copytree(ROOT / "changes", root / "changes", ignore=lambda _, names: [name for name in names if name.endswith(".md")])
    shutil.copy(ROOT / "towncrier.toml", root)
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text("# A small publication\n\nSee the [skills](skills/index.md).\n", encoding="utf-8")
    return root


JUDGED = Board("small", (Verdict("a judge", "anything", "1.0", checks=(Check("all files", "nothing", "files", 1, 0),)),))


def make_small(edition: Edition, _keep: Keep) -> Docs:
    """What is there for the site generator: a page for each skill, the page on changes, and the downloads. Its judge is content."""
    root = edition.publication.root
    tables = Tables(edition.catalog)
    site = Site(edition.publication, tables, {}, edition.files.listing, "", root / "site_templates", changes=edition.changes)
    skills = [Page(f"skills/{row['skill_id']}/", row["title"], "A skill.", f"# {row['title']}\n") for row in tables.rows("small", "skills")]
    lists: Mapping[str, str] = {
        "skills/": "Skills",
        "data/": "Data",
        "sources/": "Sources",
        "quality/": "Quality",
        "cite/": "How to cite",
        "contributing/": "Contributing",
        "a-z/": "A to Z",
    }
    tables_of = [Page(f"data/{at}/{name}/", name, "A table.", f"# {name}\n") for at, name in edition.catalog.tables]
    pages = [*skills, *tables_of, *(Page(at, title, f"{title}.", f"# {title}\n") for at, title in lists.items()), *change_pages.pages(site)]
    files = folder_files(root / "docs") | edition.files.served | edition.description.served
    return Docs(files | change_pages.change_files(edition.changes) | page_files(pages), JUDGED)


def run(*arguments: str) -> int:
    """Runs a command of bwise-publish on a small publication."""
    pipeline.release = partial(pipeline.release, make=make_small)  # type: ignore[assignment]
    pipeline.build = partial(pipeline.build, make=make_small)  # type: ignore[assignment]
    rebuild.differences = partial(rebuild.differences, program=PROGRAM)  # type: ignore[assignment]
    return cli.main(arguments)


if __name__ == "__main__":
    sys.exit(run(*sys.argv[1:]))
