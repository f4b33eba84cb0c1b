"""axe-core on every kind of page, in both colour schemes and at two widths: plain, with the menu, with the search, with a filter in use.

The rules are those of WCAG 2.0 to 2.2, levels A and AA, and the best practices of axe-core. One violation is one too many.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit, watched
from tests.browser.kinds import page_kinds
from tests.site_judges.served import newest_site
from tests.site_judges.tools import node_modules

pytestmark = pytest.mark.browser
WORD = "digital"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = "([where, rules]) => axe.run(where, {runOnly: rules, resultTypes: ['violations'], elementRef: false})"
_WINDOWS = [(scheme, width) for scheme in ("light", "dark") for width in (1280, 360)]


def kinds() -> list[str]:
    """The pages to look at, when the tests are collected; without a site the fixture `site` says what is missing."""
    site = newest_site()
    return page_kinds(site) if site and (site / "index.html").is_file() else [""]


@cache
def axe_source() -> str:
    return (node_modules() / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, where: str = "html") -> list[str]:
    """What axe-core finds in a part of the page, as lines: rule, how often, the first element, and what is wrong with it."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe_source())
    found = page.evaluate(_RUN, [where, RULES])["violations"]
    return [
        f"{item['id']} ({len(item['nodes'])}): {item['nodes'][0]['html'][:200]} {json.dumps(item['nodes'][0]['failureSummary'])[:300]}"
        for item in found
    ]


@cache
def small_index(site: Path) -> str:
    """The index of the search with a few pages: the look of results does not depend on how many pages there are, the time they take does.

    With the whole index the search is looked at on three pages below, and used in other tests.
    """
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = [section for section in index["docs"] if WORD in section["text"].lower() and "#" not in section["location"]]
    assert len(found) >= 5
    return json.dumps({**index, "docs": found[:20]})


@pytest.fixture(params=_WINDOWS, ids=[f"{scheme}-{width}" for scheme, width in _WINDOWS])
def still(request: pytest.FixtureRequest, browser: Browser, address: str, site: Path) -> Iterator[Visit]:
    """A window of one scheme and width in which nothing moves; at the end nothing may have gone wrong in it."""
    scheme, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    visit = watched(context, address)
    yield visit
    context.close()
    assert visit.faults == []


@pytest.mark.parametrize("path", kinds(), ids=lambda path: path or "home")
def test_axe_finds_nothing_whatever_is_open(still: Visit, site: Path, path: str) -> None:
    page = still.page
    page.route("**/search/search_index.json", lambda route: route.fulfill(body=small_index(site), content_type="application/json"))
    page.goto(still.address + path, wait_until="load")
    assert {"plain": violations(page)} == {"plain": []}
    # In a wide window the entries of the menu stand in the head and at the side of the page: there is nothing to open.
    menu = page.locator(".bw-menu > summary")
    if menu.is_visible():
        menu.press("Enter")
        expect(page.get_by_role("navigation", name="Menu")).to_be_visible()
        assert {"menu open": violations(page, "header")} == {"menu open": []}
        menu.press("Enter")
    form = page.locator("form[data-bw-gallery]")
    if form.count():
        form.locator("select").first.select_option(index=1)
        form.get_by_label("Order").select_option(index=1)
        assert {"filter used": violations(page)} == {"filter used": []}
    if page.locator("form[data-bw-find]").count():
        find(page, WORD)
        page.get_by_label("Kind of page").select_option("practice")
        expect(page.get_by_role("status").filter(has_text="of the kind: Practices")).to_be_visible()
        assert {"filter used": violations(page)} == {"filter used": []}
    elif page.locator("#bw-search").count():  # the page for wrong addresses of a site without an address stands alone
        search(page)
        assert {"search open": violations(page, "header")} == {"search open": []}


@pytest.mark.parametrize("path", ["", "countries/at/"], ids=lambda path: path or "home")
def test_axe_finds_nothing_in_the_search_while_it_shows_results(still: Visit, path: str) -> None:
    page = still.page
    page.goto(still.address + path, wait_until="load")
    search(page)
    assert violations(page, "header") == []


def test_axe_finds_nothing_on_the_page_of_the_search_with_results_and_without(still: Visit) -> None:
    page = still.page
    page.goto(f"{still.address}search/?q={WORD}", wait_until="load")
    expect(page.locator(".bw-result").first).to_be_visible(timeout=60_000)
    assert {"results": violations(page)} == {"results": []}
    find(page, "qqqqqqqq")
    expect(page.locator(".bw-result")).to_have_count(0)
    assert {"no result": violations(page)} == {"no result": []}


def search(page: Page) -> None:
    """Opens the search in the header and waits for results."""
    opener = page.get_by_role("button", name="Search", exact=True)
    if opener.is_visible():
        opener.press("Enter")
    page.get_by_role("textbox", name="Search the site").fill(WORD)
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=60_000)


def find(page: Page, words: str) -> None:
    """Asks the page of the search."""
    field = page.get_by_label("Words")
    field.fill(words)
    field.press("Enter")
    expect(page.get_by_role("status").filter(has_text=f"“{words}”")).to_be_visible(timeout=60_000)
