"""A table that is not held gives the report that it gives when it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bwise_publish.catalog import load, reading
from bwise_publish.validation import Report, validate
from tests import making


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A table of three hundred rows with problems of every kind in it, and one that points to it."""
    rows = [f"r{number},{number},{'AT' if number % 2 else 'BE'}" for number in range(300)]
    rows[10] = "r10,x,AT"
    rows[20] = "r7,20,AT"
    rows[30] = "r30,-5,XX"
    rows[250] = "r7,250,BE"
    rows[260] = ",260,BE"
    rows[270] = "r270,7,BE"
    foreign = [{"fields": "country", "reference": {"resource": "countries", "fields": "code"}}]
    fields = [
        making.field("id"),
        {**making.field("n", "integer", 1, minimum=0), "constraints": {"minimum": 0, "unique": True}},
        making.field("country"),
    ]
    things = making.table(fields, "\n".join(rows), ["id"], foreign)
    marks = making.table(
        [making.field("mark"), making.field("thing")],
        "a,r5\nb,r299\nc,r999",
        ["mark"],
        [{"fields": ["thing"], "reference": {"resource": "things", "fields": ["id"]}}],
    )
    countries = making.table([making.field("code")], "AT\nBE", ["code"])
    return making.package(tmp_path, "p", {"things": things, "marks": marks, "countries": countries})


def report(folder: Path, hold: int | None) -> Report:
    return validate(load([folder], hold=hold))


def test_it_gives_the_same_report(package: Path, monkeypatch: pytest.MonkeyPatch):
    whole = report(package, None)
    monkeypatch.setattr(reading, "BUFFER", 10)
    monkeypatch.setattr(
        "bwise_publish.catalog.loading.read_batches",
        lambda package, resource, guess: reading.read_batches(package, resource, guess=guess, size=500),
    )
    parts = report(package, 1000)
    assert ("p", "things") in load([package], hold=1000).large
    assert parts.problems == whole.problems
    assert parts.counts == whole.counts
    found = {(problem.code, problem.where.row) for problem in parts.problems if problem.where.table == "things"}
    assert found == {
        ("cell-type", 12),
        ("primary-key-twice", 22),
        ("cell-range", 32),
        ("foreign-key-unknown", 32),
        ("primary-key-twice", 252),
        ("primary-key-missing", 262),
        ("cell-unique", 272),
    }
    assert [problem.where.row for problem in parts.problems if problem.where.table == "marks"] == [4]


def test_very_many_targets_are_held_as_hashes(package: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bwise_publish.validation.targets._MOST_LISTED", 10)
    assert [problem.where.row for problem in report(package, 1000).problems if problem.where.table == "marks"] == [4]
