from __future__ import annotations

import pytest

from bwise_publish.release.difference import difference
from bwise_publish.release.recipe import facts, level, next_version
from bwise_publish.release.states import read_state
from tests.making import field, package, table

REFER = [{"fields": ["kind"], "reference": {"resource": "kinds", "fields": ["id"]}}]


def tables(rows="a,1,x", *, kinds="x,X\ny,Y", value=None, extra=(), key=("code",), foreign=(), order=None):
    fields = [field("code"), value or field("value", "integer", 1, minimum=0), field("kind"), *extra]
    fields = [fields[at] for at in order] if order else fields
    return {"things": table(fields, rows, key, foreign), "kinds": table([field("id"), field("title")], kinds, ["id"])}


def step(tmp_path, old, new):
    found = difference(*(read_state(name, [package(tmp_path / name, "small", made)]) for name, made in (("old", old), ("new", new))))
    return level(facts(found))


CASES = {
    "nothing": (tables(), tables(), "none"),
    "a corrected value": (tables(), tables("a,2,x"), "patch"),
    "a new row": (tables(), tables("a,1,x\nb,1,x"), "minor"),
    "a removed row that nothing refers to": (tables("a,1,x\nb,1,x"), tables(), "minor"),
    "a removed row that others may refer to": (tables(foreign=REFER), tables(kinds="x,X", foreign=REFER), "major"),
    "a field that came": (tables(), tables("a,1,x,n", extra=[field("note")]), "major"),
    "a field that went": (tables("a,1,x,n", extra=[field("note")]), tables(), "major"),
    "a field with another type": (tables(), tables(value=field("value", "number", 1.0, minimum=0)), "major"),
    "a field with another unit": (tables(), tables(value={**field("value", "integer", 1, minimum=0), "unit": "EUR"}), "major"),
    "fields in another order": (tables(), tables("1,a,x", order=(1, 0, 2)), "major"),
    "another title of a field": (tables(), tables(value={**field("value", "integer", 1, minimum=0), "title": "Worth"}), "patch"),
    "a tighter minimum": (tables(), tables(value=field("value", "integer", 1, minimum=1)), "major"),
    "a looser minimum": (tables(), tables(value=field("value", "integer", 1, minimum=-1)), "minor"),
    "a new constraint": (tables(), tables(value=field("value", "integer", 1, minimum=0, required=True)), "major"),
    "a constraint that went": (tables(), tables(value=field("value", "integer", 1)), "minor"),
    "another pattern": (
        tables(extra=[field("note", pattern="a")], rows="a,1,x,a"),
        tables(extra=[field("note", pattern="a+")], rows="a,1,x,a"),
        "major",
    ),
    "a longer code list": (
        tables(extra=[field("note", enum=["a"])], rows="a,1,x,a"),
        tables(extra=[field("note", enum=["a", "b"])], rows="a,1,x,a"),
        "minor",
    ),
    "a shorter code list": (
        tables(extra=[field("note", enum=["a", "b"])], rows="a,1,x,a"),
        tables(extra=[field("note", enum=["a"])], rows="a,1,x,a"),
        "major",
    ),
    "another primary key": (tables(), tables(key=("code", "kind")), "major"),
    "a new foreign key": (tables(), tables(foreign=REFER), "major"),
    "a foreign key that went": (tables(foreign=REFER), tables(), "minor"),
    "a new table": (tables(), {**tables(), "more": table([field("id")], "1", ["id"])}, "minor"),
    "a removed table": ({**tables(), "more": table([field("id")], "1", ["id"])}, tables(), "major"),
}


@pytest.mark.parametrize("case", CASES)
def test_the_recipe_is_applied(tmp_path, case):
    old, new, wanted = CASES[case]
    assert step(tmp_path, old, new) == wanted


def test_a_renamed_row_is_major_and_rows_that_follow_it_are_minor(tmp_path):
    ids = [field("entity"), field("old_id"), field("new_id"), field("reason")]
    new = {**tables(kinds="y,Y\nz,X"), "replaced_ids": table(ids, "kinds,x,z,Better.", ["entity", "old_id"])}
    states = [read_state(name, [package(tmp_path / name, "small", made)]) for name, made in (("old", tables()), ("new", new))]
    found = facts(difference(*states))
    assert [(fact.level, fact.where) for fact in found if fact.level == "major"] == [("major", "small/kinds")]
    assert "got another id: x" in found[0].what
    corrected = {**new, "things": table([field("code"), field("value", "integer", 1, minimum=0), field("kind")], "a,1,z\nb,3,z", ["code"])}
    before = {**tables("a,1,x\nb,2,x", foreign=REFER), "kinds": tables()["kinds"]}
    corrected["things"][0]["foreignKeys"] = REFER
    both = [read_state(name, [package(tmp_path / f"more {name}", "small", made)]) for name, made in (("old", before), ("new", corrected))]
    told = [(fact.level, fact.what) for fact in facts(difference(*both)) if fact.where == "small/things"]
    assert told == [("minor", "2 rows followed new ids: a; b"), ("patch", "cells of 1 row were corrected: b")]


def test_rows_without_a_key_are_named_in_short(tmp_path):
    long = "a long text " * 20
    old, new = tables("a,1,x", key=()), tables(f"a,1,x\nb,2,{long}", key=())
    found = difference(*(read_state(name, [package(tmp_path / name, "small", made)]) for name, made in (("old", old), ("new", new))))
    [fact] = facts(found)
    assert fact.what.startswith("1 row came: b, 2, a long text")
    assert len(fact.what) < 80


def test_the_strongest_facts_come_first(tmp_path):
    new = tables("a,2,x,n\nb,1,x,n", extra=[field("note")])
    states = [read_state(name, [package(tmp_path / name, "small", made)]) for name, made in (("old", tables()), ("new", new))]
    assert [fact.level for fact in facts(difference(*states))] == ["major", "minor", "patch"]


@pytest.mark.parametrize(
    ("previous", "step", "following"),
    [
        ("1.2.3", "major", "2.0.0"),
        ("1.2.3", "minor", "1.3.0"),
        ("1.2.3", "patch", "1.2.4"),
        ("1.2.3", "none", "1.2.4"),
        ("0.9.9", "minor", "0.10.0"),
    ],
)
def test_the_next_number_follows_from_the_level(previous, step, following):
    assert next_version(previous, step) == following
