"""The files around the versions when the address of the site is known, and when it is not."""

from __future__ import annotations

import datetime
from xml.etree import ElementTree

import pytest

from bwise_publish.catalog.archive import zip_bytes
from bwise_publish.release.archives import Archive
from bwise_publish.release.around import around
from bwise_publish.release.version_bar import with_bar

DAY = datetime.date(2024, 5, 6)
PAGE = b'<html><head><link rel="canonical" href="https://old.example/"><title>x</title></head><body><header></header><footer></footer></body></html>'
SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"


def archive(version: str, base_url: str, *pages: str, moved: dict[str, dict[str, str]] | None = None) -> Archive:
    names = [f"{page}index.html" for page in pages]
    about = {
        "name": "small", "title": "Small & fine", "publisher": "P", "date": "2024-05-06", "commit": "c", "root": "r", "baseUrl": base_url,
        "notes": "- A <b>note</b>.", "moved": moved or {},
    }  # fmt: skip
    return Archive(version, zip_bytes(dict.fromkeys(names, PAGE), DAY), frozenset(names), about)


@pytest.fixture(params=["", "https://data.example.org/sub/"], ids=["unknown", "known"])
def base(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def two(base: str) -> list[Archive]:
    moved = {"b/": {"to": "c/", "reason": "Better."}}
    return [archive("2.0.0", base, "", "a/", "b/", "c/", moved=moved), archive("1.0.0", base, "", "a/", "b/")]


def test_the_site_map_lists_the_pages_of_the_newest_version_and_none_that_leads_on(base):
    files = around(two(base))
    assert ("sitemap.xml" in files) == ("latest/sitemap.xml" in files) == (b"Sitemap:" in files["robots.txt"]) == bool(base)
    if base:
        index = ElementTree.fromstring(files["sitemap.xml"])
        assert [item.text for item in index.iter(f"{SITEMAPS}loc")] == [f"{base}latest/sitemap.xml"]
        pages = ElementTree.fromstring(files["latest/sitemap.xml"])
        assert [item.text for item in pages.iter(f"{SITEMAPS}loc")] == [f"{base}latest/{page}" for page in ("", "a/", "c/")]


def test_the_feed_names_itself_only_where_its_address_is_known_and_keeps_its_ids(base):
    feed = ElementTree.fromstring(around(two(base))["feed.xml"])
    links = [(link.get("rel"), link.get("href")) for link in feed.findall(f"{ATOM}link")]
    assert (("self", f"{base}feed.xml") in links) == bool(base)
    ids = [item.text for item in feed.iter(f"{ATOM}id")]
    assert ids == [item.text for item in ElementTree.fromstring(around(two("https://else.example.org/"))["feed.xml"]).iter(f"{ATOM}id")]
    assert [content.text for content in feed.iter(f"{ATOM}content")] == ["- A <b>note</b>."] * 2


def test_a_wrong_address_is_answered_with_links_from_the_top_of_the_host_or_with_none(base):
    page = around(two(base))["404.html"].decode()
    assert ('href="/sub/latest/"' in page) == bool(base)
    assert "Small &amp; fine" in page
    assert base or 'href="' not in page.replace('href="data:,"', "")


def test_an_old_page_names_the_page_in_its_place_as_the_canonical_one(base):
    archives = two(base)
    page = with_bar("b/index.html", PAGE, archives[1], archives, base).decode()
    assert page.count('rel="canonical"') == page.count("noindex") == 1
    assert f'<link rel="canonical" href="{base or "../../"}latest/c/">' in page
    assert '<a href="../../latest/c/">another page stands in its place</a>. Reason: Better.' in page


def test_the_newest_page_under_its_number_names_the_one_under_latest_and_may_be_found(base):
    archives = two(base)
    page = with_bar("a/index.html", PAGE, archives[0], archives, base).decode()
    assert f'<link rel="canonical" href="{base or "../../"}latest/a/">' in page
    assert "noindex" not in page
    assert "belongs to version" not in page
