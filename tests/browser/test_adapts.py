"""Pages adapt to the reader: no scripts, small and enlarged windows, less motion, forced colours, paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit, watched
from tests.browser.kinds import page_kinds

pytestmark = pytest.mark.browser
_TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def opened(browser: Browser, address: str, **settings: object) -> Iterator[Visit]:
    """A window with these settings; at the end nothing may have gone wrong in it."""
    context = browser.new_context(**settings)  # type: ignore[arg-type]
    visit = watched(context, address)
    yield visit
    context.close()
    assert visit.faults == []


@pytest.fixture
def without_scripts(browser: Browser, address: str) -> Iterator[Visit]:
    yield from opened(browser, address, viewport={"width": 1280, "height": 900}, java_script_enabled=False)


@pytest.fixture(params=[(320, 640), (320, 256)], ids=["320-pixels", "1280x1024-at-400-percent"])
def small(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    """WCAG 1.4.10: the width that a window of 1280 pixels has left at 400 % zoom is 320 pixels."""
    width, height = request.param
    yield from opened(browser, address, viewport={"width": width, "height": height})


_UNSEEN = """() => [...document.querySelectorAll("article :is(h1, h2, h3, p, li, dt, dd, th, td, img)")]
  .filter((piece) => !piece.closest("details:not([open]), form[hidden]") && !piece.checkVisibility())
  .map((piece) => piece.outerHTML.slice(0, 120))"""


def test_without_scripts_all_content_of_every_kind_of_page_can_be_seen(without_scripts: Visit, site: Path) -> None:
    page = without_scripts.page
    unseen = {}
    for path in page_kinds(site):
        page.goto(without_scripts.address + path, wait_until="load")
        expect(page.locator("h1")).to_be_visible()
        # What is folded in opens without script; a filter, which needs one, is not offered.
        if hidden := page.evaluate(_UNSEEN):
            unseen[path] = hidden
    assert unseen == {}
    expect(page.locator(".bw-tool--scheme")).to_be_hidden()


def test_without_scripts_the_menu_opens_and_no_control_is_dead(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("button", name="Search", exact=True)).to_be_hidden()
    expect(page.get_by_role("textbox", name="Search the site")).to_be_hidden()
    page.locator(".bw-menu > summary").click()
    expect(page.get_by_role("navigation", name="Menu").get_by_role("link").first).to_be_visible()
    context.close()


def test_every_kind_of_page_fits_a_small_and_an_enlarged_window(small: Visit, site: Path) -> None:
    page = small.page
    wide = {}
    for path in page_kinds(site):
        page.goto(small.address + path, wait_until="load")
        if page.evaluate(_TOO_WIDE) > 0:
            wide[path] = page.evaluate(_TOO_WIDE)
    assert wide == {}


def test_nothing_moves_for_readers_who_ask_for_less_motion(browser: Browser, address: str) -> None:
    for visit in opened(browser, address, viewport={"width": 1280, "height": 800}, reduced_motion="reduce"):
        page = visit.open("practices/")
        moving = """() => [...document.querySelectorAll("*")].filter((element) => {
          const style = getComputedStyle(element);
          const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0);
          return lasts(style.transitionDuration) || (style.animationName !== "none" && lasts(style.animationDuration));
        }).length"""
        assert page.evaluate(moving) == 0


def test_in_forced_colours_the_focus_and_the_current_tab_can_be_seen(browser: Browser, address: str) -> None:
    for visit in opened(browser, address, viewport={"width": 1280, "height": 800}, forced_colors="active"):
        page = visit.open("countries/")
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert outline(page) >= 2
        borders = page.locator(".bw-tabs a").evaluate_all(
            "tabs => tabs.map(tab => [tab.hasAttribute('aria-current'), getComputedStyle(tab).borderBottomColor])"
        )
        [current] = {colour for marked, colour in borders if marked}
        assert current not in {colour for marked, colour in borders if not marked}
        expect(page.locator(".bw-tool--scheme")).to_be_hidden()


def outline(page: Page) -> float:
    """The width of the outline around what has the focus, in pixels."""
    return float(page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth) || 0"))


def test_on_paper_the_frame_is_gone_and_folded_parts_are_open(browser: Browser, address: str) -> None:
    for visit in opened(browser, address, viewport={"width": 1280, "height": 800}):
        page = visit.open("figures/skills-needed-by-group/")
        closed = page.locator("article details:not([open])")
        before = closed.count()
        assert before > 0
        page.emulate_media(media="print")
        for part in (".bw-tools", ".bw-tabs", ".bw-side"):
            expect(page.locator(part)).to_be_hidden()
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        expect(closed).to_have_count(0)
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        expect(closed).to_have_count(before)
