"""The files of a package are kept from one build to the next, and made again when anything that they are made of differs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bwise_publish.caching import Cache
from bwise_publish.catalog import load
from bwise_publish.exports.downloads import Downloads, downloads
from bwise_publish.exports.keeping import packed, unpacked
from bwise_publish.publication import Publication, read_publication
from tests.making import field, package, publication, table


@pytest.fixture
def read(tmp_path):
    """Two packages: `figures` uses one of the two codes of `lists`."""
    codes = table([field("code"), field("title")], "a,First\nb,Second", ["code"])
    figures = table(
        [field("figure"), field("code")],
        "one,a",
        ["figure"],
        [{"fields": ["code"], "reference": {"package": "lists", "resource": "codes", "fields": ["code"]}}],
    )
    package(tmp_path / "datapackages", "lists", {"codes": codes})
    package(tmp_path / "datapackages", "figures", {"figures": figures})
    return read_publication(publication(tmp_path, ["lists", "figures"]))


def exported(read: Publication, cache: Cache) -> Downloads:
    return downloads(load(read.package_folder(name) for name in read.packages), read, cache.keep)


def made(read: Publication, cache: Cache) -> int:
    """How many values an export had to make; its bytes must be those of an export from nothing."""
    before = {path for path in cache.folder.rglob("*") if path.is_file()}
    kept = exported(read, cache)
    fresh = downloads(load(read.package_folder(name) for name in read.packages), read)
    assert (kept.served, kept.listing, kept.everything) == (fresh.served, fresh.listing, fresh.everything)
    return len({path for path in cache.folder.rglob("*") if path.is_file()} - before)


def test_all_is_made_once_and_then_found(read, tmp_path):
    cache = Cache(tmp_path / "cache", "engine")
    assert made(read, cache) == 3
    assert made(read, cache) == 0
    assert made(read, Cache(cache.folder, "another engine")) == 3


@pytest.mark.parametrize(
    ("package", "file", "old", "new", "values"),
    [
        ("lists", "data/codes.csv", "Second", "Other", 2),  # a row that no other package carries: its package, and the whole
        ("lists", "data/codes.csv", "First", "Other", 3),  # a row that `figures` carries along
        ("figures", "data/figures.csv", "one", "two", 2),
        ("lists", "datapackage.json", "The title.", "A title.", 3),
    ],
)
def test_what_an_edit_reaches_is_made_again_and_nothing_else(read, tmp_path, package, file, old, new, values):
    cache = Cache(tmp_path / "cache", "engine")
    made(read, cache)
    path = read.package_folder(package) / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert made(read, cache) == values


def test_a_readme_and_the_words_of_the_publication_count(read, tmp_path):
    cache = Cache(tmp_path / "cache", "engine")
    made(read, cache)
    (read.package_folder("figures") / "README.md").write_text("# Figures\n", encoding="utf-8")
    assert made(read, cache) == 2
    assert made(replace(read, publisher="Others"), cache) == 3


def test_what_is_packed_comes_out_as_it_was():
    files = [(("a.csv", "", 3, None), b"a\nb\n"), (("b.zip", "x", 0, None), b""), (("c", "y", 1, None), bytes(range(256)))]
    assert list(unpacked(packed(files))) == files
