"""What a page tells search engines (JSON-LD) stands on the page, for every kind of page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.kinds import page_kinds

pytestmark = pytest.mark.browser
# What no page prints as it is said: types, the address of the vocabulary, and places in a list.
_SILENT = {"@context", "@type", "position", "inLanguage", "datePublished"}
_TEXT = """() => {
  const seen = document.body.cloneNode(true);
  seen.querySelectorAll("script, style, .headerlink").forEach((one) => one.remove());
  return seen.textContent.replace(/\\s+/g, " ");
}"""


def test_what_a_page_says_to_search_engines_stands_on_it(browser: Browser, address: str, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    wrong: dict[str, list[str]] = {}
    for path in page_kinds(site):
        page.goto(address + path, wait_until="domcontentloaded")
        if page.locator("nav.bw-breadcrumb, .bw-stats").count() and (found := faults(page, path)):
            wrong[path] = found
    context.close()
    assert wrong == {}


def faults(page: Page, path: str) -> list[str]:
    """What one page says that does not stand on it."""
    said = [json.loads(text) for text in page.locator("script[type='application/ld+json']").all_text_contents()]
    pages = [value for value in said if value["@type"] == "WebPage"]
    if len(pages) != 1:
        return [f"{len(pages)} descriptions of the page"]
    [value] = pages
    text, description = page.evaluate(_TEXT), page.locator("meta[name=description]").get_attribute("content")
    links = page.evaluate("[...document.querySelectorAll('a, img, link')].map((one) => one.href || one.src)")
    out = [] if value.get("description", description) == description else [f"description: {value['description']}"]
    if path:
        trail = [(item["name"], page.evaluate("url => new URL(url, document.baseURI).href", item["item"])) for item in steps(value)]
        shown = page.locator(".bw-breadcrumb li").evaluate_all(
            "items => items.map((item) => [item.textContent.trim(), item.querySelector('a')?.href ?? location.href])"
        )
        if trail != [tuple(item) for item in shown]:
            out.append(f"breadcrumb: {trail} but {shown}")
    for key, item in leaves({key: item for key, item in value.items() if key not in ("description", "breadcrumb")}):
        if key in ("url", "item", "contentUrl", "sameAs", "license"):
            target = page.evaluate("url => new URL(url, document.baseURI).href", item)
            # A figure's drawing is also the target of its download.
            if target not in links and item not in text:
                out.append(f"{key}: {item}")
        elif " ".join(item.split()) not in text:
            out.append(f"{key}: {item}")
    return out


def steps(value: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = value["breadcrumb"]["itemListElement"]
    return found


def leaves(value: Any, key: str = "") -> list[tuple[str, str]]:
    """Every text in the description that a page has to print, with its key."""
    if isinstance(value, dict):
        return [leaf for name, item in value.items() if name not in _SILENT for leaf in leaves(item, name)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves(item, key)]
    return [(key, str(value))]
