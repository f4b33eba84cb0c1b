from __future__ import annotations

from types import SimpleNamespace

from bwise_publish.conformance import Board, Check, Verdict, Waiver
from bwise_publish.pages.conformance import page
from bwise_publish.pages.rendering import Renderer
from bwise_publish.publication import read_publication
from tests.conftest import ROOT

SITE = SimpleNamespace(renderer=Renderer.of(ROOT / "site_templates", publication=read_publication(ROOT)))
GOOD = Verdict(
    "a judge",
    "a standard",
    "3.1",
    checks=(Check("files <1>", "rules", "files", 1200, 0, waived=(Waiver("rule x", "It is at fault.", 7),)),),
)
BAD = Verdict("a strict judge", "another standard", "4.5", checks=(Check("tables", "rules", "tables", 3, 1, ("b.csv: wrong",)),))


def test_the_board_names_judge_version_counts_and_what_was_waived_and_why():
    body = page(SITE, Board("f00d", (GOOD,))).body
    for text in (
        "All 1 outside judges accept",
        "a judge",
        "3.1",
        "a standard",
        "files &lt;1&gt;",
        "1,200",
        "rule x",
        "It is at fault.",
        "f00d",
    ):
        assert text in body


def test_a_failing_judge_shows_with_what_it_found():
    body = page(SITE, Board("f00d", (GOOD, BAD))).body
    assert "1 of 2 outside judges accept" in body
    assert "a strict judge, tables: b.csv: wrong" in body


def test_a_judge_that_could_not_run_says_why():
    body = page(SITE, Board("f00d", (Verdict("a far judge", "a standard", "", could_not_run="It needs Python 9."),))).body
    assert "could not run: It needs Python 9." in body


def test_files_that_nobody_judged_say_so():
    body = page(SITE, Board("f00d")).body
    assert "No outside judge has seen the files of this build yet." in body
    assert "Nothing was waived" not in body


def test_a_count_of_our_own_is_not_called_an_outside_judge():
    own = Verdict("a score, our own count", "a standard", "ours, 1234", checks=GOOD.checks, own=True)
    body = page(SITE, Board("f00d", (GOOD, own))).body
    assert "All 1 outside judges accept" in body
    assert "One more line is our own" in body
    assert "One more line is our own" not in page(SITE, Board("f00d", (GOOD,))).body
