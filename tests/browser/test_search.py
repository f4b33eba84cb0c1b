"""The page of the search: an address for every search, results by kind, and what the header's box finds."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_keyboard import step

pytestmark = pytest.mark.browser
SLOW = 60_000


def said(page: Page) -> Locator:
    return page.locator("[data-bw-found]")


def asked(visit: Visit, query: str) -> Page:
    """The page of the search once it has answered."""
    page = visit.open(f"search/?{query}")
    expect(said(page)).to_have_text(re.compile(r"^(No|\d+)"), timeout=SLOW)
    return page


def kinds_shown(page: Page) -> set[str]:
    return set(page.locator(".bw-result__kind").all_inner_texts())


def test_enter_in_the_header_leads_to_a_page_with_the_same_results(visit: Visit, width: int) -> None:
    page = visit.open("countries/at/")
    if width < 960:
        page.get_by_role("button", name="Search", exact=True).press("Enter")
    field = page.get_by_role("textbox", name="Search the site")
    field.fill("job coach")
    links = page.locator(".md-search-result__item > a:first-child")
    expect(links.first).to_be_visible(timeout=SLOW)
    number = re.match(r"\d+", page.locator(".md-search-result__meta").inner_text())
    in_box = [re.sub(r"[?#].*", "", address) for address in links.evaluate_all("links => links.map((link) => link.href)")]
    expect(page.get_by_role("link", name="All results, by kind")).to_have_attribute("href", re.compile(r"search/\?q=job\+coach$"))
    field.press("Enter")
    page.wait_for_url("**/search/?q=job+coach")
    expect(said(page)).to_have_text(re.compile(r"^\d+ results for “job coach”"), timeout=SLOW)
    assert number is not None
    assert said(page).inner_text().startswith(f"{number[0]} results")
    on_page = page.locator(".bw-result h3 a").evaluate_all("links => links.map((link) => link.href.replace(/#.*/, ''))")
    assert on_page[: len(in_box)] == in_box[: len(on_page)]
    assert len(on_page) >= 10


def test_the_kind_is_told_filters_and_stands_in_the_address(visit: Visit) -> None:
    page = asked(visit, "q=digital")
    assert len(kinds_shown(page)) > 1
    all_of_them = int(said(page).inner_text().split()[0])
    chosen = page.get_by_label("Kind of page")
    chosen.select_option("skill")
    expect(said(page)).to_have_text(re.compile(rf"^\d+ of {all_of_them} results for “digital”, of the kind: Skills$"))
    assert kinds_shown(page) == {"skill"}
    assert page.url.endswith("search/?q=digital&type=skill")
    shown = said(page).inner_text()
    page.reload()
    expect(said(page)).to_have_text(shown, timeout=SLOW)
    page.go_back()
    expect(said(page)).to_have_text(f"{all_of_them} results for “digital”")
    expect(chosen).to_have_value("")
    counts = [int(re.search(r"\((\d+)\)$", text)[1]) for text in chosen.locator("option").all_inner_texts()]  # type: ignore[index]
    assert counts[0] == all_of_them == sum(counts[1:])


def test_a_list_of_things_is_no_thing_of_its_kind(visit: Visit) -> None:
    page = asked(visit, "q=practices+by+country")
    kinds = page.locator(".bw-result").evaluate_all(
        "items => items.map((item) => [new URL(item.querySelector('a').href).pathname, item.querySelector('.bw-result__kind').textContent])"
    )
    lists = {kind for path, kind in kinds if path.count("/") <= 2}
    assert lists <= {"page"}
    assert {kind for path, kind in kinds if re.match(r"/practices/(?!by-|success)[^/]+/$", path)} <= {"practice"}


def test_by_keyboard_words_are_written_more_is_shown_and_the_focus_goes_on(visit: Visit) -> None:
    page = visit.open("search/")
    visit.page.emulate_media(reduced_motion="reduce")
    expect(said(page)).to_have_text("")
    page.get_by_label("Words").focus()
    page.keyboard.type("training")
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text(re.compile(r"^\d+ results for “training”$"), timeout=SLOW)
    expect(page.get_by_label("Words")).to_be_focused()
    assert step(page).startswith("Kind of page")
    assert step(page) == "Search"
    step(page)
    assert page.evaluate("document.activeElement.closest('.bw-result') !== null")
    results = page.locator(".bw-result")
    expect(results).to_have_count(20)
    page.get_by_role("button", name="Show 20 more results").press("Enter")
    expect(results).to_have_count(40)
    expect(results.nth(20).get_by_role("link").first).to_be_focused()


def test_of_two_questions_in_a_row_the_last_is_answered(visit: Visit) -> None:
    alone = asked(visit, "q=recognition").locator(".bw-result h3").all_inner_texts()
    page = visit.open("search/")
    page.evaluate(
        """() => {
          const form = document.querySelector("[data-bw-find]");
          for (const words of ["digital", "recognition"]) {
            form.elements.q.value = words;
            form.requestSubmit();
          }
        }"""
    )
    expect(said(page)).to_have_text(re.compile(r"^\d+ results for “recognition”"), timeout=SLOW)
    assert page.locator(".bw-result h3").all_inner_texts() == alone


def test_nothing_is_asked_of_an_empty_field_and_what_is_not_there_leads_on(visit: Visit) -> None:
    page = visit.open("search/?q=%20%20")
    expect(said(page)).to_have_text("")
    expect(page.locator(".bw-result")).to_have_count(0)
    asked(visit, "q=qqqqqqqq")
    expect(said(page)).to_have_text("No results for “qqqqqqqq”. Try other or fewer words, or one of the lists below.")
    for name in ("Everything from A to Z", "All countries", "All skills", "All practices", "Ask us"):
        expect(page.get_by_role("main").get_by_role("link", name=name)).to_be_visible()
    asked(visit, "q=digital&type=unheard-of")
    expect(page.get_by_label("Kind of page")).to_have_value("")


@pytest.mark.parametrize(
    "words",
    [
        "<img src=x onerror=alert(1)>",
        '"><script>alert(1)</script>',
        "title:* ^~ +- &amp; 100%",
        "تعليم digital",
        "כישורים",
        "🙂 é ß",
    ],
)
def test_whatever_is_written_is_shown_as_it_was_written(visit: Visit, words: str) -> None:
    page = visit.open("search/")
    page.get_by_label("Words").fill(words)
    page.get_by_role("button", name="Search", exact=True).press("Enter")
    expect(said(page)).to_contain_text(f"“{words}”", timeout=SLOW)
    assert page.get_by_label("Words").input_value() == words
    assert page.title().startswith(f"{words} – Search")
    assert page.locator("article img, article script:not([type='application/ld+json'])").count() == 0
    assert said(page).locator("bdi").inner_text() == words
    page.reload()
    expect(said(page)).to_contain_text(f"“{words}”", timeout=SLOW)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_very_long_query_is_cut_and_answered(visit: Visit) -> None:
    page = asked(visit, "q=" + "digital+skills+" * 400)
    assert len(page.get_by_label("Words").input_value()) <= 200
    expect(page.locator(".bw-result").first).to_be_visible()
    asked(visit, "q=" + "x" * 3000)
    expect(said(page)).to_have_text(re.compile(r"^No results for “x{200}”"))
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_markup_in_the_index_is_shown_as_text(visit: Visit, site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    bad = {"location": "skills/x/", "title": "Sly &lt;b&gt; <img src=x onerror=alert(1)>", "text": "<p>sly <script>alert(1)</script></p>"}
    body = json.dumps({**index, "docs": [bad]})
    visit.page.route("**/search/search_index.json", lambda route: route.fulfill(body=body, content_type="application/json"))
    page = asked(visit, "q=sly")
    expect(page.locator(".bw-result h3")).to_contain_text("Sly <b>")
    assert page.locator(".bw-result :is(img, script)").count() == 0


def test_without_scripts_the_page_of_the_search_leads_to_the_lists(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}search/?q=digital")
    expect(page.get_by_text("The search needs scripts")).to_be_visible()
    expect(page.locator("form[data-bw-find]")).to_be_hidden()
    page.get_by_role("main").get_by_role("link", name="Everything from A to Z").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A to Z")
    context.close()


def test_a_page_that_cannot_load_the_index_says_so(visit: Visit) -> None:
    visit.page.route("**/search/search_index.json", lambda route: route.abort())
    page = visit.open("search/?q=digital")
    expect(said(page)).to_have_text("The search could not be loaded. The lists below have everything.")
    visit.faults.clear()
