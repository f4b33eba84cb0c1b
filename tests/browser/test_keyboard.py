"""A walk by keyboard alone, step by step: skip link, menu, search, gallery, table.

Each stop has a name, can be seen, and nothing covers it.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
GALLERY = "practices/"
TABLE = "countries/at/"
TABS = ["Home", "Topics", "Countries", "Skills", "Training and practice", "Data", "About"]
_STOP = """() => {
  const stop = document.activeElement;
  const name = stop.getAttribute("aria-label") || stop.labels?.[0]?.textContent || stop.textContent;
  const box = stop.getBoundingClientRect();
  const [x, y] = [Math.max(box.left, 0) + Math.min(box.width, 8) / 2, Math.max(box.top, 0) + Math.min(box.height, 8) / 2];
  const top = document.elementFromPoint(x, y);
  return {
    name: name.trim().replace(/\\s+/g, " "),
    outline: parseFloat(getComputedStyle(stop).outlineWidth) || 0,
    shown: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: top !== null && !stop.contains(top) && !top.contains(stop),
  };
}"""


def step(page: Page, key: str = "Tab") -> str:
    """Presses a key and returns the name of what has the focus, which must be visible as such (WCAG 2.4.7, 2.4.11)."""
    page.keyboard.press(key)
    stop = page.evaluate(_STOP)
    assert stop["name"], "a stop without a name"
    assert stop["outline"] >= 2, f"the focus on {stop['name']!r} cannot be seen"
    assert stop["shown"], f"{stop['name']!r} lies outside the window"
    assert not stop["covered"], f"{stop['name']!r} is covered"
    return str(stop["name"])


@pytest.fixture
def walk(visit: Visit) -> Page:
    """A page on which nothing moves, so that each stop is where it will be."""
    visit.page.emulate_media(reduced_motion="reduce")
    return visit.page


def test_the_first_press_of_tab_offers_the_way_to_the_content(walk: Page, visit: Visit) -> None:
    page = visit.open(TABLE)
    assert step(page) == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    step(page)
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("width", [1280], indirect=True)
def test_the_header_of_a_wide_window_in_its_order(walk: Page, visit: Visit) -> None:
    page = visit.open(GALLERY)
    start = ["Skip to content", "B-WISE open data Home", "Search the site", "Dark colours"]
    assert [step(page) for _ in start] == start
    assert [step(page) for _ in TABS] == TABS
    current = page.locator(".bw-tabs a[aria-current]")
    expect(current).to_have_text("Training and practice")


@pytest.mark.parametrize("width", [360], indirect=True)
def test_the_menu_of_a_narrow_window_opens_is_walked_and_closes(walk: Page, visit: Visit) -> None:
    page = visit.open(GALLERY)
    start = ["Skip to content", "B-WISE open data Home", "Search", "Dark colours", "Menu"]
    assert [step(page) for _ in start] == start
    menu = page.get_by_role("navigation", name="Menu")
    expect(menu).to_be_hidden()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    names = menu.get_by_role("link").all_inner_texts()
    assert [step(page) for _ in names] == names
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.bw-menu > summary')")
    step(page)
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_search_opens_finds_and_gives_the_focus_back(walk: Page, visit: Visit, width: int) -> None:
    page = visit.open(TABLE)
    stops = 4
    for _ in range(stops):
        if step(page) in ("Search", "Search the site"):
            break
    if width < 960:
        page.keyboard.press("Enter")
        expect(page.get_by_role("textbox", name="Search the site")).to_be_focused()
    page.keyboard.insert_text("digital")  # at once: results of single letters may come after those of the word
    results = page.locator(".md-search-result__link")
    expect(results.first).to_be_visible(timeout=60_000)
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile(r"\d+ matching documents"))
    assert page.get_by_role("heading", level=1).count() == 1
    assert step(page) == "Clear the search"
    assert step(page) == "All results, by kind"
    step(page)
    assert page.evaluate("document.activeElement.matches('.md-search-result__link')")
    page.keyboard.press("Escape")
    expect(results.first).to_be_hidden()
    name = "Search the site" if width >= 960 else "Search"
    assert page.evaluate(_STOP)["name"] == name


def test_a_gallery_is_filtered_in_the_order_of_its_form_and_its_cards_follow(walk: Page, visit: Visit) -> None:
    page = visit.open(GALLERY)
    form = page.locator("form.bw-filter")
    labels = form.locator("label").all_inner_texts()
    form.get_by_label(labels[0], exact=True).focus()
    assert [step(page) for _ in labels[1:]] == labels[1:]
    assert [step(page), step(page)] == ["Clear all", "Save what is shown as CSV"]
    form.get_by_label(labels[1], exact=True).focus()
    count = page.locator("[data-bw-count]")
    every = count.inner_text()
    page.keyboard.press("ArrowDown")
    expect(count).not_to_have_text(every)
    form.get_by_role("button", name="Clear all").focus()
    page.keyboard.press("Enter")
    expect(count).to_have_text(every)
    step(page)
    step(page)
    assert page.evaluate("document.activeElement.closest('[data-bw-item], main') !== null")


@pytest.mark.parametrize("width", [1280], indirect=True)
def test_a_table_that_scrolls_is_a_stop_and_moves_with_the_arrow_keys(walk: Page, visit: Visit) -> None:
    page = visit.open(TABLE)
    page.set_viewport_size({"width": 660, "height": 800})  # too wide for cards, too narrow for all columns
    frame = page.locator(".bw-scroll[tabindex='0']").first
    expect(frame).to_be_visible()
    frame.focus()
    assert page.evaluate(_STOP)["outline"] >= 2
    assert frame.evaluate("frame => frame.scrollLeft") == 0
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert frame.evaluate("frame => frame.scrollLeft") > 0


@pytest.mark.parametrize("width", [1280], indirect=True)
def test_a_column_of_files_has_no_order(visit: Visit) -> None:
    page = visit.open("data/practices/")
    heads = page.locator("#table-table-list thead th")
    assert [head.get_by_role("button").count() for head in heads.all()] == [1, 1, 1, 1, 0]


@pytest.mark.parametrize("width", [1280], indirect=True)
def test_the_heads_of_a_table_sort_it_and_say_so(walk: Page, visit: Visit) -> None:
    page = visit.open("data/practices/practices/")
    head = page.locator(".bw-table:has(button.bw-sort) thead th").first
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(page.get_by_role("status").filter(has_text="Sorted by")).to_have_text(f"Sorted by {head.inner_text()}, descending")
