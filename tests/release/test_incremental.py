"""A build that keeps what did not change gives the bytes of a build from nothing, and trusts no cache that does not fit."""

from __future__ import annotations

import os
import shutil
from functools import partial

import pytest

from bwise_publish import pipeline
from bwise_publish.caching import Cache, uncached
from bwise_publish.catalog.archive import folder_files
from bwise_publish.figures.keeping import drawn_once
from bwise_publish.figures.spec import Column, Figure, RankedBar
from tests.release.repositories import edit
from tests.release.small import make_small, small_publication

_SKILLS = "datapackages/small/data/skills.csv"
build = partial(pipeline.build, make=make_small)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = small_publication(tmp_path_factory.mktemp("built"))
    build(root)
    return root


@pytest.fixture
def root(built, tmp_path):
    """A publication that was built once."""
    return shutil.copytree(built, tmp_path / "root")


def cold(root):
    """The site built from nothing."""
    shutil.rmtree(root / "build")
    return folder_files(build(root))


def test_after_an_edited_cell_only_its_pages_are_made_again_and_the_bytes_are_those_of_a_cold_build(root, capsys):
    edit(root, "Working in a team", "Teamwork", _SKILLS)
    warm = folder_files(build(root))
    said = capsys.readouterr().err
    assert "Only 1 pages changed" in said
    assert "Making every page" not in said
    assert b"Teamwork" in warm["skills/teamwork/index.html"]
    assert b'"title":"Teamwork"' in warm["search/search_index.json"]
    assert warm == cold(root)


def test_a_new_row_a_new_text_and_other_settings_are_all_followed(root):
    edit(root, "teamwork,", "reading,Reading\nteamwork,", _SKILLS)
    edit(root, "# A small publication", "# Another title\n\n## A section", "docs/index.md")
    build(root)
    edit(root, 'title = "A small publication"', 'title = "Renamed"', "publication.toml")
    warm = folder_files(build(root))
    assert b"Renamed" in warm["skills/teamwork/index.html"]
    assert warm == cold(root)


def test_a_file_beside_the_pages_is_followed_whatever_its_time(root):
    """Unpacking an archive or going back to an older state gives files times in the past."""
    note = root / "docs" / "note.txt"
    note.write_text("one", encoding="utf-8")
    build(root)
    note.write_text("two", encoding="utf-8")
    os.utime(note, (1_000_000_000, 1_000_000_000))
    warm = folder_files(build(root))
    assert warm["note.txt"] == b"two"
    assert warm == cold(root)


def test_a_title_that_the_menu_takes_from_its_page_is_followed_on_every_page(root):
    edit(root, "  - Skills: skills/index.md", "  - Skills: skills/index.md\n  - more.md", "mkdocs.yml")
    (root / "docs" / "more.md").write_text("# One title\n\nText.\n", encoding="utf-8")
    build(root)
    edit(root, "One title", "Another title", "docs/more.md")
    warm = folder_files(build(root))
    assert b"Another title" in warm["skills/teamwork/index.html"]
    assert warm == cold(root)


@pytest.mark.parametrize(
    "damage", ["site/skills/teamwork/index.html", "record.json", "site/search/search_index.json", "site/assets/stylesheets/main.*.css"]
)
def test_a_damaged_output_is_detected_and_not_built_upon(root, damage):
    (path,) = (root / "build" / "cache" / "generated").glob(damage)
    path.write_bytes(path.read_bytes()[:-40] + b"damage")
    edit(root, "Planning", "Plans", _SKILLS)
    assert folder_files(build(root)) == cold(root)


def test_damaged_and_exchanged_values_are_detected_and_made_again(root):
    values = sorted((root / "build" / "cache" / "values" / "mended").iterdir())
    first = values[0].read_bytes()
    values[0].write_bytes(values[1].read_bytes())
    values[1].write_bytes(first)
    values[2].write_bytes(b"0" * 100)
    assert folder_files(build(root)) == cold(root)


def test_what_lies_in_the_folders_of_the_next_build_is_written_over(root, tmp_path):
    outside = tmp_path / "outside.html"
    outside.write_text("outside", encoding="utf-8")
    for name in (".docs-next", ".site-next"):
        folder = root / "build" / name
        shutil.copytree(root / "build" / name[1:-5], folder)
        (folder / "left" / "over").mkdir(parents=True)
        (folder / "left" / "over" / "index.html").write_text("left", encoding="utf-8")
        (folder / ".hidden").write_text("left", encoding="utf-8")
        for path in sorted(folder.rglob("index.*")):
            path.write_bytes(b"half")
    page = root / "build" / ".site-next" / "skills" / "planning" / "index.html"
    page.unlink()
    page.symlink_to(outside)
    assert folder_files(build(root)) == cold(root)
    assert outside.read_text(encoding="utf-8") == "outside"


def test_what_another_engine_kept_is_not_taken(root, monkeypatch, capsys):
    monkeypatch.setattr(pipeline, "engine_fingerprint", lambda: "another engine")
    values = {path.name for path in (root / "build" / "cache" / "values").rglob("*")}
    site = folder_files(build(root))
    assert "Only" not in capsys.readouterr().err
    kept = {path.name for path in (root / "build" / "cache" / "values").rglob("*") if path.is_file()}
    assert kept
    assert not kept & values
    assert site == cold(root)


def test_a_value_is_made_once_for_one_input_and_pruned_when_it_is_not_asked_for(tmp_path):
    made = []

    def value(text):
        made.append(text)
        return text.encode()

    cache = Cache(tmp_path, "engine")
    assert [cache.keep("kind", key, partial(value, "v")) for key in (b"a", b"a", b"b")] == [b"v"] * 3
    assert made == ["v", "v"]
    again = Cache(tmp_path, "engine")
    again.keep("kind", b"a", partial(value, "never"))
    again.prune()
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_a_figure_that_holds_anything_else_is_another_figure(tmp_path):
    def figure(**changes):
        values = {
            "id": "bars", "title": "Bars", "subtitle": "Two", "drawing": RankedBar(("A", "B"), (1, 2), highlight=frozenset({"A", "B"})),
            "columns": (Column("Place"), Column("People")), "rows": (("A", 1), ("B", 2)), "alt": "A.", "summary": "S.", "source_note": "N.",
            "source_ids": ("s",),
        }  # fmt: skip
        return Figure(**{**values, **changes})

    cache = Cache(tmp_path, "engine")
    first = drawn_once(figure(), cache.keep)
    assert first == drawn_once(figure(), uncached) == drawn_once(figure(), cache.keep)
    assert drawn_once(figure(alt="B."), cache.keep) != first
    assert len(list((tmp_path / "figures").iterdir())) == 2
