from __future__ import annotations

from bwise_publish.catalog import load
from bwise_publish.release.difference import CellChange, as_text, difference
from tests.making import field, package, table


def catalog(folder, rows, extra=()):
    fields = [field("code"), field("value", "integer", 1), *extra]
    return load([package(folder, "small", {"things": table(fields, rows, ["code"])})])


def test_rows_are_matched_by_primary_key_and_cells_compared(tmp_path):
    found = difference(catalog(tmp_path / "old", "a,1\nb,2\nc,3"), catalog(tmp_path / "new", "a,1\nb,20\nd,4"))
    (things,) = found.tables
    assert things.added_rows == (("d",),)
    assert things.removed_rows == (("c",),)
    assert things.changed_rows == {("b",): (CellChange("value", "2", "20"),)}


def test_fields_that_came_or_went_or_changed_are_named(tmp_path):
    old = catalog(tmp_path / "old", "a,1,x", [field("old_name")])
    new = catalog(tmp_path / "new", "a,1,x", [field("new_name", required=True)])
    (things,) = difference(old, new).tables
    assert (things.added_fields, things.removed_fields, things.changed_rows) == (("new_name",), ("old_name",), {})


def test_the_same_packages_have_no_difference(tmp_path):
    found = difference(catalog(tmp_path / "old", "a,1"), catalog(tmp_path / "new", "a,1"))
    assert not found
    assert as_text(found) == "No difference."


def test_the_text_counts_first_and_cuts_long_lists(tmp_path):
    many = "\n".join(f"k{number:02},1" for number in range(30))
    text = as_text(difference(catalog(tmp_path / "old", "a,1"), catalog(tmp_path / "new", f"a,2\n{many}")))
    assert text.splitlines()[0] == "small/things: 30 rows added, 0 removed, 1 changed"
    assert "… and 20 more" in text
    assert '~ a: value: "1" -> "2"' in text
