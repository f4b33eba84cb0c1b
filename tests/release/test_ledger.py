from __future__ import annotations

import pytest

from bwise_publish.problems import Refusal
from bwise_publish.publication import read_publication
from bwise_publish.release.keeping import addresses
from bwise_publish.release.ledger import identifiers, ledger_files, ledger_problems, read_ledger
from bwise_publish.release.placing import write_files
from bwise_publish.release.states import read_state
from tests.making import field, package, publication, table

RELEASE = {"version": "1.0.0", "date": "2024-05-06", "commit": "c", "root": "r", "sha256": "s"}


def found(folder, rows="a,x\nb,y", codes=("x", "y"), addresses=("things/a/", "things/b/")):
    things = table([field("code"), field("kind", enum=list(codes))], rows, ["code"])
    links = table([field("code"), field("other")], "a,b", ["code", "other"])
    return identifiers(read_state("now", [package(folder, "small", {"things": things, "links": links})]), addresses)


@pytest.fixture
def root(tmp_path):
    """A publication whose first release is in the ledger."""
    publication(tmp_path, ["small"])
    write_files(tmp_path / "ledger", ledger_files(read_ledger(tmp_path), found(tmp_path / "first"), RELEASE))
    return tmp_path


def problems(root, now, replaced=()):
    return [(problem.code, problem.where.file) for problem in ledger_problems(read_ledger(root), now, read_publication(root), replaced)]


def test_the_ledger_holds_what_was_published_with_the_version_that_published_it_first(root):
    ledger = read_ledger(root)
    assert set(ledger.known["ids"]) == {("small", "things", "a"), ("small", "things", "b")}
    assert ledger.known["codes"][("small", "things", "kind", "x")] == "1.0.0"
    later = ledger_files(ledger, found(root / "later", "a,x\nc,x"), {**RELEASE, "version": "1.1.0"})
    assert later["ids.csv"].decode().splitlines()[1:] == ["small,things,a,1.0.0", "small,things,b,1.0.0", "small,things,c,1.1.0"]


def test_addresses_are_those_of_pages_and_of_files_that_live_longer_than_a_version(tmp_path):
    files = (
        "index.html", "404.html", "things/a/index.html", "changes/index.html", "changes/small/things.patch.json", "data/things.csv",
        "data/small-1.0.0.zip", "api/small/things/a.json", "assets/a.css", "search/search_index.json", "release.json", "catalog.jsonld",
    )  # fmt: skip
    write_files(tmp_path, dict.fromkeys(files, b""))
    kept = ["api/small/things/a.json", "catalog.jsonld", "changes/", "data/things.csv", "things/a/"]
    assert addresses(tmp_path, "1.0.0") == kept


def test_what_is_all_there_is_no_problem(root):
    assert problems(root, found(root / "now")) == []


def test_everything_that_was_lost_without_a_word_is_named(root):
    now = found(root / "now", "a,x", codes=("x",), addresses=("things/a/",))
    assert problems(root, now) == [("ledger-lost", f"ledger/{kind}.csv") for kind in ("addresses", "ids", "codes")]


def test_a_replaced_id_and_tombstones_explain_what_is_gone(root):
    stones = "kind,name,reason,successor\naddresses,things/b/,Merged.,things/a/\ncodes,small/things/kind/y,Not used.,small/things/kind/x\n"
    (root / "ledger" / "tombstones.csv").write_text(stones, encoding="utf-8")
    now = found(root / "now", "a,x", codes=("x",), addresses=("things/a/",))
    assert problems(root, now, [("things", "b", "a")]) == []


def test_a_table_that_is_gone_is_explained_by_one_tombstone(root):
    (root / "ledger" / "tombstones.csv").write_text("kind,name,reason,successor\ntables,small/things,Withdrawn.,\n", encoding="utf-8")
    now = {**found(root / "now"), "ids": set(), "codes": set(), "columns": {("small", "links", "code"), ("small", "links", "other")}}
    assert problems(root, now) == []


def test_what_explains_a_row_or_a_table_explains_its_files(root):
    files = (
        "api/small/things/b.json",
        "api/small/things/a.json",
        "api/small/things.json",
        "data/small/things/",
        "data/small/data/things.csv",
    )
    kept = ledger_files(read_ledger(root), found(root / "more", addresses=files), RELEASE)
    write_files(root / "ledger", kept)
    (root / "ledger" / "tombstones.csv").write_text("kind,name,reason,successor\nids,small/things/a,Wrong.,\n", encoding="utf-8")
    now = {**found(root / "now", "c,x", addresses=("things/a/", "things/b/", *files[2:])), "codes": found(root / "codes")["codes"]}
    assert problems(root, now, [("things", "b", "c")]) == []
    assert problems(root, {**now, "addresses": now["addresses"] - {(files[4],)}}, [("things", "b", "c")]) == [
        ("ledger-lost", "ledger/addresses.csv")
    ]
    (root / "ledger" / "tombstones.csv").write_text("kind,name,reason,successor\ntables,small/things,Wrong.,\n", encoding="utf-8")
    links = {("small", "links", "code"), ("small", "links", "other")}
    gone = {"ids": set(), "codes": set(), "columns": links, "addresses": {("things/a/",), ("things/b/",)}}
    assert problems(root, gone) == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("tombstones", "kind,name,reason,successor\nids,small/things/b,,\n"),
        ("ids", "package,table,id\nsmall,things,a\n"),
        ("ids", "package,table,id,since\nsmall,things\n"),
        ("releases", '"'),
    ],
)
def test_a_ledger_that_cannot_be_read_is_a_problem(root, file, text):
    (root / "ledger" / f"{file}.csv").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        read_ledger(root)
    assert caught.value.problems[0].code == "ledger-unreadable"


def test_a_successor_that_is_gone_too_is_a_dead_end(root):
    (root / "ledger" / "tombstones.csv").write_text(
        "kind,name,reason,successor\nids,small/things/b,Merged.,small/things/z\n", encoding="utf-8"
    )
    assert ("ledger-dead-end", "ledger/tombstones.csv") in problems(root, found(root / "now", "a,x"))
