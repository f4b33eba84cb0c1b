"""A build has no clock: what asks the system for the day is kept out of the engine, except where a person is shown or writes something."""

from __future__ import annotations

import ast

from tests.conftest import ROOT

SOURCE = ROOT / "src" / "bwise_publish"
_ASKING = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime", "perf_counter", "monotonic", "getmtime"}
# How long a step took, for the terminal; the date that a bump writes into publication.toml for a person to read.
_ALLOWED = {("progress.py", "perf_counter"), ("pipeline.py", "now")}


def test_nothing_in_the_engine_asks_what_time_it_is():
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            call = node.func if isinstance(node, ast.Call) else None
            if isinstance(call, ast.Attribute) and call.attr in _ASKING and isinstance(call.value, (ast.Name, ast.Attribute)):
                owner = call.value.id if isinstance(call.value, ast.Name) else call.value.attr
                if owner in ("datetime", "date", "time", "path"):
                    found.add((path.relative_to(SOURCE).as_posix(), call.attr))
    assert found == _ALLOWED
