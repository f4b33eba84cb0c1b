"""The limits of weight: pages, first views, the index of the search."""

import json
import random
from pathlib import Path

import pytest

from bwise_publish.site.budgets import MOST_FIRST_VIEW, MOST_HTML, MOST_SEARCH_INDEX, check_budgets, weigh
from bwise_publish.site.html_page import read_page
from bwise_publish.site.search_index import MOST_CHARACTERS, shorten_index, shortened


def noise(count: int) -> str:
    """Characters that compression makes hardly smaller."""
    return "".join(random.Random(count).choices("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-", k=count))


def codes(site: Path, body: str, head: str = "") -> list[str]:
    (site / "index.html").write_text(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return [problem.code for problem in check_budgets(site, [weigh(site, read_page(site, "index.html"), "")])]


def test_a_page_may_have_just_so_much_html(tmp_path: Path) -> None:
    assert codes(tmp_path, "a" * (MOST_HTML - 100)) == []
    assert codes(tmp_path, "a" * MOST_HTML) == ["page-too-heavy"]


@pytest.mark.parametrize(
    ("element", "counts"),
    [
        ('<link rel="stylesheet" href="big.txt">', True),
        ('<script src="big.txt"></script>', True),
        ('<img src="big.txt" alt="">', True),
        ('<img src="big.txt" alt="" loading="lazy">', False),
        ('<a href="big.txt">big</a>', False),
    ],
)
def test_what_the_browser_fetches_at_once_counts_for_the_first_view(tmp_path: Path, element: str, counts: bool) -> None:
    (tmp_path / "big.txt").write_text(noise(MOST_FIRST_VIEW * 2), encoding="utf-8")
    assert codes(tmp_path, element) == (["first-view-too-heavy"] if counts else [])


def test_figures_do_not_count_for_the_first_view(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "a.svg").write_text(noise(MOST_FIRST_VIEW * 2), encoding="utf-8")
    assert codes(tmp_path, '<img src="figures/a.svg" alt="">') == []


def test_what_compresses_well_is_light(tmp_path: Path) -> None:
    (tmp_path / "big.css").write_text("a{}" * MOST_FIRST_VIEW, encoding="utf-8")
    assert codes(tmp_path, "x", '<link rel="stylesheet" href="big.css">') == []


def test_the_index_of_the_search_has_a_limit(tmp_path: Path) -> None:
    (tmp_path / "search").mkdir()
    index = tmp_path / "search" / "search_index.json"
    index.write_text(noise(1000), encoding="utf-8")
    assert codes(tmp_path, "x") == []
    index.write_text(noise(MOST_SEARCH_INDEX * 2), encoding="utf-8")
    assert codes(tmp_path, "x") == ["search-index-too-heavy"]


def test_long_sections_end_after_a_word_in_the_index_and_short_ones_stay(tmp_path: Path) -> None:
    path = tmp_path / "search_index.json"
    sections = [
        {"location": "a/", "title": "A", "text": "word " * MOST_CHARACTERS},
        {"location": "b/", "title": "B", "text": "<p>two words</p>"},
    ]
    path.write_text(json.dumps({"config": {"lang": ["en"]}, "docs": sections}), encoding="utf-8")
    shorten_index(path)
    first, second = json.loads(path.read_text(encoding="utf-8"))["docs"]
    assert first == {"location": "a/", "title": "A", "text": " ".join(["word"] * (MOST_CHARACTERS // 5))}
    assert second == sections[1]


def test_the_index_is_never_cut_inside_a_tag() -> None:
    text = "a" * (MOST_CHARACTERS - 12) + ' <ol start="3"><li>x</li></ol> more words'
    assert shortened(text) == "a" * (MOST_CHARACTERS - 12)
