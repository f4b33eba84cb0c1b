"""The built site in a real browser: pages open without a fault, and everything works from the keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.kinds import page_kinds

pytestmark = pytest.mark.browser


def first_below(site: Path, folder: str) -> str:
    """The path of the first page, by name, one level below a folder of the site."""
    found = sorted(path.parent.relative_to(site).as_posix() for path in (site / folder).glob("*/index.html"))
    assert found, f"the site has no page below {folder}/"
    return f"{found[0]}/"


@pytest.mark.parametrize("folder", ["", "countries", "data", "skills"], ids=["home", "country", "dataset", "skill"])
def test_a_page_opens_with_its_title_and_fits_the_window(visit: Visit, site: Path, folder: str) -> None:
    page = visit.open(first_below(site, folder) if folder else "")
    heading = page.locator("h1")
    expect(heading).to_have_count(1)
    assert page.title()
    if folder:
        assert page.title().startswith(heading.inner_text().removesuffix("#").strip())
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate("document.fonts.check('16px \"Source Sans 3\"')")


def test_the_page_still_fits_a_window_of_320_pixels(visit: Visit, site: Path) -> None:
    visit.page.set_viewport_size({"width": 320, "height": 640})
    page = visit.open(first_below(site, "countries"))
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_search_finds_a_word_and_tab_reaches_the_result(visit: Visit, site: Path, width: int) -> None:
    page = visit.open(first_below(site, "skills"))
    word = max(re.findall(r"\w+", page.locator("h1").inner_text()), key=len)
    visit.open("")
    field = page.get_by_role("textbox", name="Search the site")
    if width < 960:
        page.get_by_role("button", name="Search", exact=True).press("Enter")
    field.fill(word)
    results = page.locator(".md-search-result__link")
    expect(results.first).to_be_visible(timeout=60_000)
    assert word.lower() in results.first.inner_text().lower()
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.md-search-result__link')"):
            break
    else:
        pytest.fail("four presses of Tab reach no result")
    page.keyboard.press("Escape")
    expect(results.first).to_be_hidden()


def test_a_page_fetches_the_search_and_its_index_only_when_somebody_is_about_to_search(visit: Visit, width: int) -> None:
    fetched: list[str] = []
    visit.page.on("request", lambda request: fetched.append(request.url))
    page = visit.open("")
    wanted = re.compile(r"assets/javascripts/|search/search_index")
    assert [url for url in fetched if wanted.search(url)] == []
    if width < 960:
        page.get_by_role("button", name="Search", exact=True).press("Enter")
    with page.expect_response(re.compile("search/search_index")):
        page.get_by_role("textbox", name="Search the site").focus()


@pytest.mark.parametrize("searched", [False, True], ids=["at-once", "after-a-search"])
def test_single_letters_do_nothing_outside_fields(visit: Visit, width: int, searched: bool) -> None:
    page = visit.page
    page.goto(visit.address, wait_until="domcontentloaded")
    if searched:  # only then is the theme's program there, which would listen to these keys
        if width < 960:
            page.get_by_role("button", name="Search", exact=True).press("Enter")
        page.get_by_role("textbox", name="Search the site").fill("skill")
        expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=60_000)
        page.keyboard.press("Escape")
        expect(page.locator(".md-search-result__link").first).to_be_hidden()
        page.locator("main").focus()
    before = page.url
    for key in ("s", "f", "/", "n", "p", ".", ","):
        page.keyboard.press(key)
    assert page.url == before
    assert not page.evaluate("document.getElementById('__search').checked")


@pytest.mark.parametrize("width", [1280], indirect=True)
def test_a_problem_can_be_reported_from_every_kind_of_page_by_its_address(visit: Visit, site: Path) -> None:
    missing = {}
    for path in page_kinds(site):
        page = visit.page
        page.goto(visit.address + path, wait_until="domcontentloaded")
        if page.locator("footer").count() == 0:
            continue  # the page for wrong addresses has no address of its own
        line = page.locator("footer p", has_text="Something wrong on this page?")
        if line.locator("code").inner_text() != (path or "first page") or not line.get_by_role("link", name="Tell us").count():
            missing[path] = line.inner_text()
    assert missing == {}


def test_the_colours_change_by_button_and_stay_on_the_next_page(visit: Visit, site: Path) -> None:
    page = visit.open("")
    button = page.get_by_role("button", name="Dark colours")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    visit.open(first_below(site, "countries"))
    expect(page.get_by_role("button", name="Dark colours")).to_have_attribute("aria-pressed", "true")


def test_a_wide_table_becomes_cards_in_a_narrow_window_and_stays_a_table(visit: Visit, site: Path, width: int) -> None:
    page = visit.open("countries/at/")
    frame = page.locator(".bw-scroll").first
    table = frame.get_by_role("table")
    expect(table).to_be_visible()
    cell = table.locator("tbody td").first
    if width < 960:
        expect(table).to_contain_class("bw-table--cards")
        expect(cell).to_have_attribute("data-label", table.locator("thead th").nth(1).inner_text())
        assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth + 1")
        expect(table.get_by_role("columnheader").first).to_be_attached()
        expect(table.get_by_role("rowheader").first).to_be_visible()
    else:
        expect(table).not_to_contain_class("bw-table--cards")
