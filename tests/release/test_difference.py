from __future__ import annotations

import csv
import json
import re

import pytest

from bwise_publish.problems import Refusal
from bwise_publish.release.counts import counts
from bwise_publish.release.difference import difference
from bwise_publish.release.difference_json import as_json
from bwise_publish.release.difference_text import as_markdown, as_text
from bwise_publish.release.row_difference import CellChange
from bwise_publish.release.states import opened, read_state
from tests.conftest import ROOT
from tests.making import field, package, table


def state(folder, rows, extra=(), key=("code",), **others):
    fields = [field("code"), field("value", "integer", 1), *extra]
    return read_state(folder.name, [package(folder, "small", {"things": table(fields, rows, key), **others})])


def changed(rows):
    return {row.key: row.cells for row in rows.changed}


def count(found, kind):
    return next((item.added, item.removed, item.changed) for item in counts(found) if item.kind == kind)


def replaced(*rows):
    fields = [field("entity"), field("old_id"), field("new_id"), field("reason")]
    return table(fields, "\n".join(rows), ["entity", "old_id"])


def test_rows_are_matched_by_primary_key_and_cells_compared(tmp_path):
    found = difference(state(tmp_path / "old", "a,1\nb,2\nc,3"), state(tmp_path / "new", "a,1\nb,20\nd,4"))
    (things,) = found.tables
    assert [row.key for row in things.rows.added] == [("d",)]
    assert [row.key for row in things.rows.removed] == [("c",)]
    assert changed(things.rows) == {("b",): (CellChange("value", "2", "20"),)}
    assert (count(found, "rows"), count(found, "cells")) == ((1, 1, 1), (0, 0, 1))


def test_fields_that_came_or_went_are_named_and_change_no_row(tmp_path):
    old = state(tmp_path / "old", "a,1,x", [field("old_name")])
    new = state(tmp_path / "new", "a,1,x", [field("new_name", required=True)])
    (things,) = difference(old, new).tables
    assert (things.added_fields, things.removed_fields, things.rows.changed) == (("new_name",), ("old_name",), ())


def test_a_changed_constraint_key_and_code_list_are_told_apart(tmp_path):
    old = state(tmp_path / "old", "a,1,x", [field("kind", enum=["x"])])
    new = state(tmp_path / "new", "a,1,x", [field("kind", enum=["x", "y"], required=True)], key=("code", "value"))
    found = difference(old, new)
    assert (count(found, "keys"), count(found, "constraints"), count(found, "code lists")) == ((0, 0, 1), (1, 0, 0), (0, 0, 1))
    assert 'constraints.enum: with "y"' in as_text(found)


def test_fields_in_another_order_are_named(tmp_path):
    one = read_state("old", [package(tmp_path / "old", "small", {"things": table([field("a"), field("b")], "1,2", ["a"])})])
    two = read_state("new", [package(tmp_path / "new", "small", {"things": table([field("b"), field("a")], "2,1", ["a"])})])
    (things,) = difference(one, two).tables
    assert things.fields_moved
    assert not things.rows.changed


def test_a_row_that_the_ids_say_was_renamed_is_neither_added_nor_removed(tmp_path):
    links = [field("code"), field("country")]
    link = [{"fields": ["code"], "reference": {"resource": "things", "fields": ["code"]}}]
    old = state(tmp_path / "old", "a,1\nb,2", links=table(links, "a,AT", ["code", "country"], link))
    new = state(
        tmp_path / "new",
        "b,2\nz,1",
        links=table(links, "z,AT", ["code", "country"], link),
        replaced_ids=replaced("things,a,z,A better id."),
    )
    found = difference(old, new)
    assert {item.table: [(row.old_key, row.key) for row in item.rows.renamed] for item in found.tables} == {
        "things": [(("a",), ("z",))],
        "links": [(("a", "AT"), ("z", "AT"))],
    }
    assert count(found, "rows") == (1, 0, 2)  # the row of replaced_ids itself came with its table
    assert "a is now z" in as_text(found)


def test_without_a_word_from_the_ids_nothing_is_guessed_to_be_a_rename(tmp_path):
    found = difference(state(tmp_path / "old", "a,1"), state(tmp_path / "new", "z,1"))
    assert count(found, "rows") == (1, 1, 0)


def test_rows_of_a_table_without_a_key_are_compared_whole_as_often_as_they_stand(tmp_path):
    found = difference(state(tmp_path / "old", "a,1\na,1\nb,2", key=()), state(tmp_path / "new", "a,1\nb,2\nb,3", key=()))
    (things,) = found.tables
    assert ([row.cells for row in things.rows.added], [row.cells for row in things.rows.removed]) == ([("b", "3")], [("a", "1")])


def test_whole_tables_count_with_their_rows(tmp_path):
    other = table([field("id")], "1\n2\n3", ["id"])
    found = difference(state(tmp_path / "old", "a,1"), state(tmp_path / "new", "a,1", other=other))
    assert [(item.name, item.rows) for item in found.added_tables] == [("small/other", 3)]
    assert (count(found, "tables"), count(found, "rows")) == ((1, 0, 0), (3, 0, 0))


def test_the_same_packages_have_no_difference_however_their_files_are_written(tmp_path):
    old, new = state(tmp_path / "old", 'a,"1"'), state(tmp_path / "new", "a,1")
    assert old.tables["small", "things"].content != new.tables["small", "things"].content
    found = difference(old, new)
    assert not found
    assert as_text(found) == "No difference."


def test_only_of_a_file_that_does_not_begin_as_described_it_is_guessed_how_it_is_written(tmp_path, monkeypatch):
    guessed = []
    real = csv.Sniffer.sniff
    monkeypatch.setattr(csv.Sniffer, "sniff", lambda self, text, marks: guessed.append(text) or real(self, text, marks))
    plain = state(tmp_path / "plain", "a,1\nb,2")
    for name, text in (("marks", "code;value\na;1\nb;2\n"), ("spaces", 'code,value\n"a", "1"\n"b", "2"\n')):
        state(tmp_path / name, "a,1")
        (tmp_path / name / "small" / "data" / "things.csv").write_text(text, encoding="utf-8")
    others = [read_state(name, [tmp_path / name / "small"]) for name in ("marks", "spaces")]
    assert plain.tables["small", "things"].text.rows() == [("a", "1"), ("b", "2")]
    assert guessed == []
    for other in others:
        assert not difference(plain, other)
    assert len(guessed) == 2


@pytest.mark.parametrize("row", ["a,1,2", "a"])
def test_a_file_with_cells_that_do_not_fit_is_a_problem_and_not_a_difference(tmp_path, row):
    old, new = state(tmp_path / "old", "a,1\nb,2"), state(tmp_path / "new", f"{row}\nb,2")
    with pytest.raises(Refusal) as caught:
        difference(old, new)
    assert [problem.code for problem in caught.value.problems] == ["row-length"]


def test_a_column_that_stands_twice_is_a_problem_and_not_a_new_column(tmp_path):
    old = state(tmp_path / "old", "a,1")
    folder = package(tmp_path / "new", "small", {"things": table([field("code"), field("value", "integer", 1)], "a,1", ["code"])})
    (folder / "data" / "things.csv").write_text("code,code\na,1\n", encoding="utf-8")
    new = read_state("new", [folder])
    with pytest.raises(Refusal) as caught:
        difference(old, new)
    assert "header-twice" in [problem.code for problem in caught.value.problems]


def test_the_text_counts_first_and_cuts_long_lists(tmp_path):
    many = "\n".join(f"k{number:02},1" for number in range(30))
    text = as_text(difference(state(tmp_path / "old", "a,1"), state(tmp_path / "new", f"a,2\n{many}")))
    assert text.splitlines()[:3] == ["old -> new", "  tables: 0 added, 0 removed, 1 changed", "  rows: 30 added, 0 removed, 1 changed"]
    assert "… and 20 more" in text
    assert '~ a: value: "1" -> "2"' in text
    assert "  version: minor, because of\n    small/things: 30 rows came: k00; k01; k02 and 27 more\n" in text


def test_of_long_texts_the_part_that_differs_is_shown(tmp_path):
    long = "the same words again and again " * 4
    text = as_text(
        difference(state(tmp_path / "old", f"a,1,{long}one", [field("note")]), state(tmp_path / "new", f"a,1,{long}two", [field("note")]))
    )
    assert 'note: "…rds again and again one" -> "…rds again and again two"' in text


def test_markdown_shows_values_as_they_are_and_makes_no_link_or_mention_of_them(tmp_path):
    old = state(tmp_path / "old", "a,1,x", [field("note")])
    new = state(tmp_path / "new", "a,1,<b>@team [x](http://e.org)", [field("note")])
    text = as_markdown(difference(old, new))
    assert "&lt;b&gt;&#64;team \\[x\\]\\(http://e.org\\)" in text
    assert "| rows | 0 | 0 | 1 |" in text
    assert "These changes call for a patch version:\n\n- small/things: cells of 1 row were corrected: a\n" in text


def test_the_json_holds_every_cell_and_says_what_it_calls_for(tmp_path):
    old, new = state(tmp_path / "old", "a,1\nb,2"), state(tmp_path / "new", "a,10\nc,3")
    value = json.loads(as_json(difference(old, new)))
    assert (value["format"], value["level"], value["counts"]["rows"]) == (
        "bwise-difference/1",
        "minor",
        {"added": 1, "removed": 1, "changed": 1},
    )
    (things,) = value["tables"]["changed"]
    assert things["rows"] == {
        "added": [{"code": "c", "value": "3"}],
        "removed": [{"code": "b", "value": "2"}],
        "changed": [{"key": ["a"], "cells": [{"field": "value", "old": "1", "new": "10"}]}],
    }


def keys(value):
    """Every key of the objects in a JSON value, those of rows left out: they are the columns of a table."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from () if key in ("counts", "rows") else keys(item)
    elif isinstance(value, list):
        for item in value:
            yield from keys(item)


def test_the_page_on_versions_documents_every_key_of_the_json(tmp_path):
    other = table([field("id")], "1", ["id"])
    old = state(tmp_path / "old", "a,1\nb,2", gone=other)
    new = state(tmp_path / "new", "a,10,x\nc,3,x", [field("note", required=True)], came=other)
    value = json.loads(as_json(difference(old, new)))
    (things,) = value["tables"]["changed"]
    page = (ROOT / "docs" / "versions.md").read_text(encoding="utf-8")
    named = {*keys(value), *keys(things["rows"]["changed"]), "oldKey"}
    assert named >= {"level", "facts", "code-lists", "moved", "cells"}
    assert sorted(key for key in named if f"`{key}`" not in page) == []
    assert set(value["counts"]) <= set(re.findall(r"[a-z][a-z ]+", page))


def test_what_is_no_state_is_said(tmp_path):
    (tmp_path / "broken.zip").write_bytes(b"no zip")
    for named in ("1.0.0", "no-such-branch", "--upload-pack=x", str(tmp_path), str(tmp_path / "broken.zip")):
        with pytest.raises(Refusal) as caught, opened(tmp_path, named):
            pass
        assert [problem.code for problem in caught.value.problems] == ["state-unknown"]
