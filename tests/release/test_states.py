"""The quick way to read a table of a state gives what the careful way gives, or leaves the file to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bwise_publish.catalog.reading import read_text
from bwise_publish.problems import Refusal
from bwise_publish.release.states import read_state
from tests.making import field, package, table

PIECES = ["a", "b", "0", "é", ",", ",", "\n", "\n", "\r\n", " ", '"', "\ufeff", "a,b\n", "1,2\n", "#", "\t", "\\"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One package whose table has the fields a and b."""
    return package(tmp_path_factory.mktemp("states"), "small", {"things": table([field("a"), field("b")], "1,2")})


@settings(max_examples=1000, derandomize=True, deadline=None, database=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.booleans())
def test_every_file_is_read_as_the_careful_reader_reads_it(folder, text, with_header):
    (folder / "data" / "things.csv").write_bytes((("a,b\n" if with_header else "") + text).encode())
    made = read_state("now", [folder]).tables["small", "things"]
    frame, problems = read_text(made.source, made.resource)
    if frame is None or problems:
        with pytest.raises(Refusal):
            _ = made.text
    else:
        assert (made.text.columns, made.text.rows()) == (frame.columns, frame.rows())
