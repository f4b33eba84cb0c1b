"""However a file is cut for reading, in chunks of any size, the report is the same."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from bwise_publish.catalog import decoding, load, reading
from bwise_publish.problems import Problem
from bwise_publish.validation import validate
from tests.validation.generated import Case, packages


def in_small_chunks(*arguments: object) -> Iterator[bytes]:
    """The chunks of a file cut into a few letters each."""
    for chunk in decoding.utf8_chunks(*arguments):  # type: ignore[arg-type]
        text = chunk.decode("utf-8")
        yield from (text[at : at + 7].encode() for at in range(0, len(text), 7))


def problems(folder: Path, hold: int | None = None) -> tuple[Problem, ...]:
    return validate(load([folder], guess=True, hold=hold), guess=True).problems


@settings(
    max_examples=200, derandomize=True, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(packages(), st.booleans())
def test_small_chunks_give_the_same_problems(case: Case, bare: bool):
    assume(sum(map(len, case.files.values())) < 20_000)
    if bare:  # the types of the columns are guessed
        for resource in case.raw["resources"]:
            resource.pop("schema", None)
    with tempfile.TemporaryDirectory() as name:
        case.write(Path(name))
        whole = problems(Path(name))
        with mock.patch.object(reading, "utf8_chunks", in_small_chunks), mock.patch.object(reading, "BUFFER", 60):
            assert problems(Path(name)) == whole, case
            # Of a file that cannot be read to its end, more is seen before the end in parts.
            assert {problem.code for problem in problems(Path(name), hold=1)} >= {problem.code for problem in whole}, case
