from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bwise_publish.catalog.canonical import csv_bytes
from bwise_publish.problems import Refusal
from bwise_publish.release.difference import difference
from bwise_publish.release.patch import apply, patch_json, patch_of, read_patch
from bwise_publish.release.states import State, StateTable, read_state
from tests.making import field, package, table
from tests.release.states import made


def patch(old: State, new: State):
    ((at, before),) = old.tables.items()
    found = difference(old, new)
    return patch_of(found.tables[0], before, new.tables[at]) if found.tables else None


def canonical(one: StateTable) -> bytes:
    return csv_bytes(one.text.columns, one.text.rows())


_CELLS = st.text(alphabet='ab ,"\nü', max_size=3)


@st.composite
def states(draw):
    """Two states of a table with unique ids, rows in any order, columns that come and go."""
    sides = []
    for _ in range(2):
        columns = ["id", *draw(st.lists(st.sampled_from(["p", "q", "r"]), unique=True))]
        ids = draw(st.lists(st.integers(0, 6), unique=True))
        sides.append((columns, [[str(one), *(draw(_CELLS) for _ in columns[1:])] for one in ids]))
    return sides


@given(states(), st.booleans())
def test_a_patch_makes_the_new_table_of_the_old_and_back(sides, keyed):
    (old, new) = (made(columns, rows, ["id"] if keyed else []) for columns, rows in sides)
    step = patch(old, new)
    before, after = old.tables["small", "things"], new.tables["small", "things"]
    if step is None:
        assert canonical(before) == canonical(after)
        return
    assert read_patch(patch_json(step), "x") == step
    assert apply(step, before.content) == canonical(after)
    assert apply(step.reversed(), after.content) == canonical(before)
    assert step.reversed().reversed() == step


def small(folder, rows):
    return read_state(folder.name, [package(folder, "small", {"things": table([field("code"), field("value")], rows, ["code"])})])


def test_a_patch_is_refused_for_any_other_state(tmp_path):
    step = patch(small(tmp_path / "old", "a,1\nb,2"), small(tmp_path / "new", "a,1\nb,3"))
    for content in (b"code,value\na,1\nb,9\n", b"", b"\xff", b'code,value\na,"1\n'):
        with pytest.raises(Refusal) as caught:
            apply(step, content)
        assert caught.value.problems[0].code in ("patch-other-state", "patch-unreadable")


def test_line_ends_quotation_marks_and_a_byte_order_mark_make_no_other_state(tmp_path):
    step = patch(small(tmp_path / "old", "a,1\nb,2"), small(tmp_path / "new", "a,1\nb,3"))
    assert apply(step, '\ufeff"code","value"\r\n"a",1\r\nb,"2"\r\n'.encode()) == b"code,value\na,1\nb,3\n"


def test_a_damaged_patch_is_found(tmp_path):
    step = patch(small(tmp_path / "old", "a,1\nb,2"), small(tmp_path / "new", "a,1\nb,3\nc,4"))
    other = dataclasses.replace(step, cells=((1, "value", "2", "4"),))
    with pytest.raises(Refusal) as caught:
        apply(other, b"code,value\na,1\nb,2\n")
    assert caught.value.problems[0].code == "patch-damaged"


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"cells": [[9, "value", "2", "3"]]},
        {"cells": [[0, "nothing", "2", "3"]]},
        {"order": [0, 0]},
        {"old": {}},
        {"cells": 5},
    ],
)
def test_a_patch_whose_parts_do_not_fit_is_refused_before_it_is_applied(tmp_path, change):
    step = patch(small(tmp_path / "old", "a,1\nb,2"), small(tmp_path / "new", "a,1\nb,3"))
    text = json.dumps({**json.loads(patch_json(step)), **change})
    with pytest.raises(Refusal) as caught:
        read_patch(text, "x.json")
    assert caught.value.problems[0].code == "patch-unreadable"
