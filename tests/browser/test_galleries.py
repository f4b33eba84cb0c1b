"""Galleries, tables that can be sorted, and addresses of rows, in a real browser."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

GALLERIES = {
    "practices/": "practices",
    "curricula/": "curricula",
    "recognition/": "ways of recognition",
    "organisations/": "organisations in projects",
}


def shown(page: Page) -> int:
    """How many items of the gallery can be seen."""
    return page.locator("[data-bw-item]:visible").count()


@pytest.mark.parametrize("path", GALLERIES)
def test_a_filter_shows_what_fits_says_how_many_and_stands_in_the_address(visit: Visit, path: str) -> None:
    page = visit.open(path)
    count = page.get_by_role("status").filter(has_text=GALLERIES[path])
    every = page.locator("[data-bw-item]").count()
    expect(count).to_have_text(f"{every} {GALLERIES[path]}")
    choice = page.locator("form.bw-filter select").first
    option = choice.locator("option").nth(1)
    expected = int(re.search(r"\((\d+)\)$", option.inner_text())[1])  # type: ignore[index]
    value = str(option.get_attribute("value"))
    choice.select_option(value)
    assert shown(page) == expected
    expect(count).to_have_text(f"{expected} of {every} {GALLERIES[path]}")
    assert f"{choice.get_attribute('name')}={value}" in page.url
    page.reload()
    assert shown(page) == expected
    page.get_by_role("button", name="Clear all").press("Enter")
    expect(count).to_have_text(f"{every} {GALLERIES[path]}")
    assert "?" not in page.url


def test_words_narrow_the_gallery_and_an_empty_group_goes_with_its_heading(visit: Visit) -> None:
    page = visit.open("practices/")
    first = page.locator("[data-bw-item] a").first.inner_text()
    page.get_by_label("Words").fill(first)
    assert 1 <= shown(page) < 20
    headings = page.locator("h2:visible").count()
    assert headings <= 2 + shown(page)


def test_the_order_can_be_chosen(visit: Visit) -> None:
    page = visit.open("practices/?order=title")
    expect(page.locator("[data-bw-count]")).to_have_text(re.compile(", by title$"))
    titles = [title.casefold() for title in page.locator("[data-bw-item] a").all_inner_texts()]
    assert titles != sorted(titles, reverse=True)
    collated = page.evaluate("titles => titles.toSorted((a, b) => a.localeCompare(b, 'en'))", titles)
    assert titles == collated


ORDERS = {
    "practices/": [("title", "by title"), ("year", "by year, newest first")],
    "curricula/": [("title", "by title"), ("status", "by status"), ("hours", "by hours, fewest first")],
    "recognition/": [("kind", "by kind"), ("country", "by country")],
    "organisations/": [("name", "by name"), ("country", "by country")],
}
# What each item shown is ordered by: the title, the year of a card, or the cell below the head that says how the table is sorted.
_SORTED_BY = """() => {
  const head = document.querySelector("th[aria-sort]");
  return [...document.querySelectorAll("[data-bw-item]")].filter((item) => item.checkVisibility()).map((item) =>
    item.localName === "tr" ? item.cells[head.cellIndex].textContent.trim() : item.querySelector("a").textContent.trim());
}"""
_IN_ORDER = """(texts) => {
  const lacks = (text) => /^(not |no |none|$)/i.test(text);
  const known = texts.filter((text) => !lacks(text));
  const number = (text) => parseFloat(text.replaceAll(",", "").match(/[\\d.]+/)?.[0] ?? "");
  const numeric = known.every((text) => /^(about |at least |up to |more than )?\\d/.test(text));
  const behind = texts.slice(known.length).every(lacks);
  return behind && known.slice(1).every((text, at) =>
    numeric ? number(known[at]) <= number(text) : known[at].localeCompare(text, "en", { numeric: true, sensitivity: "base" }) <= 0);
}"""


@pytest.mark.parametrize("path", ORDERS)
def test_the_order_of_cards_and_rows_can_be_chosen_in_a_form_is_said_and_stays(visit: Visit, path: str) -> None:
    page = visit.open(path)
    count = page.get_by_role("status").filter(has_text=GALLERIES[path])
    choice = page.get_by_label("Order")
    every = page.locator("[data-bw-item]").count()
    listed = page.locator("[data-bw-item]").evaluate_all("items => items.map((item) => item.dataset.key)")
    for value, words in ORDERS[path]:
        choice.select_option(value)
        expect(count).to_have_text(f"{every} {GALLERIES[path]}, {words}")
        assert f"order={value}" in page.url
        if value == "year":
            years = page.locator("[data-bw-item]:visible").evaluate_all("items => items.map((item) => Number(item.dataset.year ?? 0))")
            assert years == sorted(years, reverse=True)
        else:
            assert page.evaluate(_IN_ORDER, page.evaluate(_SORTED_BY)), value
    before = page.evaluate(_SORTED_BY) if path != "practices/" else None
    page.reload()
    expect(choice).to_have_value(ORDERS[path][-1][0])
    assert before is None or page.evaluate(_SORTED_BY) == before
    page.get_by_role("button", name="Clear all").press("Enter")
    expect(count).to_have_text(f"{every} {GALLERIES[path]}")
    assert page.locator("[data-bw-item]").evaluate_all("items => items.map((item) => item.dataset.key)") == listed
    assert page.locator("th[aria-sort]").count() == 0


@pytest.mark.parametrize("width", [1280], indirect=True)
def test_the_order_of_a_head_of_a_column_stays_while_the_filter_changes(visit: Visit) -> None:
    page = visit.open("organisations/?order=country")
    head = page.get_by_role("columnheader", name="Organisation")
    head.get_by_role("button").press("Enter")
    head.get_by_role("button").press("Enter")
    expect(page.get_by_label("Order")).to_have_value("")
    assert "order" not in page.url
    shown_keys = "items => items.filter((item) => !item.hidden).map((item) => item.dataset.key)"
    keys = page.locator("[data-bw-item]").evaluate_all(shown_keys)
    page.locator("form.bw-filter select").first.select_option(index=1)
    expect(head).to_have_attribute("aria-sort", "descending")
    fewer = page.locator("[data-bw-item]").evaluate_all(shown_keys)
    assert 0 < len(fewer) < len(keys)
    assert fewer == [key for key in keys if key in fewer]


@pytest.mark.parametrize("path", GALLERIES)
def test_what_is_shown_can_be_saved(visit: Visit, site: Path, path: str, tmp_path: Path) -> None:
    page = visit.open(path)
    page.locator("form.bw-filter select").first.select_option(index=1)
    keys = page.locator("[data-bw-item]:visible").evaluate_all("items => items.map((item) => item.dataset.key)")
    with page.expect_download() as caught:
        page.get_by_role("button", name="Save what is shown as CSV").click()
    caught.value.save_as(tmp_path / "saved.csv")
    with (tmp_path / "saved.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    source = site / str(page.locator("form.bw-filter").get_attribute("data-bw-csv")).lstrip("./")
    with source.open(encoding="utf-8", newline="") as file:
        assert head == next(csv.reader(file))
    assert sorted(row[0] for row in rows) == sorted(keys)


@pytest.mark.parametrize("path", GALLERIES)
def test_without_programs_a_gallery_is_complete_and_shows_no_dead_controls(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + path)
    assert shown(page) == page.locator("[data-bw-item]").count() > 0
    expect(page.locator("form.bw-filter")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("width", [1280], indirect=True)
def test_a_table_is_sorted_by_keyboard_and_says_so(visit: Visit) -> None:
    page = visit.open("organisations/")
    table = page.locator("#table-table-organisations")
    head = table.get_by_role("columnheader", name="Country")
    for direction in ("ascending", "descending"):
        head.get_by_role("button").press("Enter")
        expect(head).to_have_attribute("aria-sort", direction)
        cells = [text for text in table.locator("tbody tr td:nth-child(5)").all_inner_texts() if not text.startswith("not ")]
        assert cells == sorted(cells, key=str.casefold, reverse=direction == "descending")


def test_the_address_of_a_row_of_a_large_table_leads_to_the_row(visit: Visit) -> None:
    page = visit.open("id/skill_findings/")
    last = str(page.locator(".bw-row-list a").last.get_attribute("id"))
    visit.open("")
    visit.open(f"id/skill_findings/#{last}")
    expect(page.locator(f'article[id="{last}"]')).to_be_in_viewport()


def test_a_row_address_without_its_sign_is_found_by_the_page_for_wrong_addresses(visit: Visit, site: Path) -> None:
    wrong = (site / "404.html").read_text(encoding="utf-8")
    visit.page.route("**/id/target_groups/enabler", lambda route: route.fulfill(body=wrong, content_type="text/html"))
    visit.page.goto(f"{visit.address}id/target_groups/enabler")
    visit.page.wait_for_url("**/id/target_groups/#enabler")
    expect(visit.page.locator("#enabler")).to_be_in_viewport()
    # The page looks for the first page of the site where it may lie: folders without one answer with 404, and that is all.
    assert [fault for fault in visit.faults if not fault.endswith("/a-z/") and "404 (File not found)" not in fault] == []
    visit.faults.clear()
