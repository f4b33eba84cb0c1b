"""The shapes of DCAT-AP 3.0.1 that name what another file defines are completed from it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = (Path(__file__).parent / "dcat_ap.py").read_text(encoding="utf-8")


@pytest.fixture
def whole():
    """The function of the judge, without the library that only its environment has."""
    import rdflib

    (function,) = [node for node in ast.parse(SOURCE).body if isinstance(node, ast.FunctionDef) and node.name == "whole"]
    names = {"Graph": rdflib.Graph, "SH": rdflib.SH, "Path": Path, "ELSEWHERE": "ranges.ttl"}
    exec(compile(ast.Module([function], []), "dcat_ap.py", "exec"), names)
    return names["whole"]


NAMED = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <http://a.example/> .
:shape a sh:NodeShape ; sh:property :part ."""
PART = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <http://a.example/> . :part sh:path :p . :other sh:path :q ."


def test_a_shape_that_is_named_is_taken_from_the_other_file_and_no_more(whole, tmp_path):
    (tmp_path / "shapes.ttl").write_text(NAMED, encoding="utf-8")
    (tmp_path / "ranges.ttl").write_text(PART, encoding="utf-8")
    assert len(whole(tmp_path / "shapes.ttl")) == 3


def test_a_shape_that_nobody_defines_is_an_error(whole, tmp_path):
    (tmp_path / "shapes.ttl").write_text(NAMED, encoding="utf-8")
    (tmp_path / "ranges.ttl").write_text("", encoding="utf-8")
    with pytest.raises(LookupError, match=r"ranges\.ttl does not define"):
        whole(tmp_path / "shapes.ttl")
