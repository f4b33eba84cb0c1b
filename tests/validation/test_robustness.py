"""Whatever a descriptor or a file holds, the answer is a report and never a crash."""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bwise_publish.catalog import load
from bwise_publish.publication import read_publication
from bwise_publish.validation import Report, validate
from bwise_publish.validation.metaschema import CONSTRAINTS, CONSTRAINTS_OF, DIALECT, FIELD, PACKAGE, RESOURCE, SCHEMA
from tests import making
from tests.validation import small

QUIET = settings(max_examples=60, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
KEYS = sorted(
    {*PACKAGE.keys, *RESOURCE.keys, *SCHEMA.keys, *FIELD.keys, *CONSTRAINTS.keys, *DIALECT.keys, "reference", "package", "resource"}
)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**25), 10**25),
    st.floats(allow_nan=False),
    st.sampled_from(["", "a", "id", "t", "%Q", "[", "(a+)+", "any", "email", "../x", "1", "2020-01-01", "\x00", *CONSTRAINTS_OF]),
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3), max_leaves=6
)


def paths(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The place of every value inside a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, inner in items for found in ((*way, key), *paths(inner, (*way, key)))]


def report(descriptor: Any, content: bytes) -> Report:
    """The report on a package of these bytes, held to the house rules."""
    with tempfile.TemporaryDirectory() as name:
        root = making.publication(Path(name), ["places"])
        folder = root / "datapackages" / "places"
        (folder / "data").mkdir(parents=True)
        (folder / "data" / "places.csv").write_bytes(content)
        (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
        found = validate(load([folder]), publication=read_publication(root))
        assert found.text()
        assert found.markdown()
        return found


def the_descriptor() -> tuple[Any, bytes]:
    with tempfile.TemporaryDirectory() as name:
        folder = small.write(Path(name)) / "datapackages" / "places"
        raw = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        return raw, (folder / "data" / "places.csv").read_bytes()


RAW, CONTENT = the_descriptor()
PLACES = paths(RAW)


@QUIET
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(KEYS), VALUES, st.booleans()), min_size=1, max_size=3))
def test_any_value_anywhere_in_a_descriptor_gives_a_report(edits: list[tuple[tuple[Any, ...], str, Any, bool]]):
    raw = copy.deepcopy(RAW)
    for way, key, value, beside in edits:
        inner = raw
        try:
            for step in way[:-1]:
                inner = inner[step]
            inner[key if beside and isinstance(inner, dict) else way[-1]] = copy.deepcopy(value)
        except (KeyError, IndexError, TypeError):  # an earlier edit took the place away
            continue
    report(raw, CONTENT)


@QUIET
@given(st.lists(st.tuples(st.integers(0, len(CONTENT)), st.integers(0, 3), st.binary(max_size=4)), min_size=1, max_size=4))
def test_any_bytes_anywhere_in_a_file_give_a_report(edits: list[tuple[int, int, bytes]]):
    content = CONTENT
    for at, length, put in edits:
        content = content[:at] + put + content[at + length :]
    report(RAW, content)
