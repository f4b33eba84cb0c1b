from __future__ import annotations

import re
import time

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bwise_publish.validation.patterns import UnsupportedPatternError, whole_value

PATTERNS = [
    "[a-z0-9]+(?:-[a-z0-9]+)*",
    "a|bc",
    r"\w+",
    r"[\w.]+@\W",
    r"\s\S*",
    r"[^\s,]+",
    r"[]a]+",
    r"\d{2,3}(?P<tail>x?)",
    r".+\.é",
    r"\x41[\u0042-\u0044]",
    r"(a+)+b?",
]


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=60, derandomize=True, deadline=None, database=None)
@given(text=st.text(st.sampled_from("abcxABCD019-_.,@ \t\n\x1c]éé\u0301٣²"), max_size=6))
def test_a_translated_pattern_accepts_just_what_python_matches_as_a_whole(pattern: str, text: str):
    accepted = pl.Series([text]).str.contains(whole_value(pattern))[0]
    assert accepted == bool(re.fullmatch(pattern, text))


def test_an_alternation_is_anchored_as_a_whole():
    cells = pl.Series(["a", "b", "axxx", "xxxb"]).str.contains(whole_value("a|b"))
    assert cells.to_list() == [True, True, False, False]


def test_a_catastrophic_pattern_takes_no_time():
    started = time.process_time()
    assert pl.Series(["a" * 5000 + "!"]).str.contains(whole_value("(a+)+"))[0] is False
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(", "not a regular expression"),
        ("(?=a)b", "look-around"),
        (r"(a)\1", "not supported"),
        ("a++", "possessive"),
        (r"\bword", "not supported"),
        ("(?i)a", "flags"),
        ("[a&&b]", "not a regular expression"),
        (r"\p{L}", "not a regular expression"),
    ],
)
def test_a_pattern_that_would_change_its_meaning_is_refused_with_the_reason(pattern: str, reason: str):
    with pytest.raises(UnsupportedPatternError, match=reason):
        whole_value(pattern)
