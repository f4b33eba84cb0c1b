"""Three small releases in one public/, as people meet them: selector, banner, redirect, gone page, feed, and no error on the console."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bwise_publish.publication import read_publication
from bwise_publish.release.versions import publish
from tests.release.sequence import three_releases

pytestmark = pytest.mark.browser


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Writes no log."""


@pytest.fixture(scope="module")
def top(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of public/ under a sub-path, as on a host that serves several sites."""
    host = tmp_path_factory.mktemp("host")
    root = three_releases(tmp_path_factory.mktemp("sequence"))
    publish(read_publication(root)).rename(host / "open-data")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(host)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/open-data/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new window; at the end nothing may have gone wrong in it."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page, faults = context.new_page(), []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", lambda response: faults.append(f"{response.status}: {response.url}") if response.status >= 400 else None)
    yield page
    context.close()
    assert faults == []


def test_the_first_address_leads_to_the_newest_version(top: str, page: Page) -> None:
    page.goto(top, wait_until="networkidle")
    page.wait_for_url(f"{top}latest/")
    expect(page.get_by_role("region", name="Version of this page")).to_contain_text("Version 2.0.0 (newest)")


@pytest.mark.parametrize(
    ("start", "said", "listed", "link", "end"),
    [
        (
            "1.0.0/skills/teamwork/",
            "This page belongs to version 1.0.0",
            False,
            "another page stands in its place",
            "latest/skills/team-work/",
        ),
        ("latest/skills/team-work/", "Version 2.0.0 (newest)", True, "Version 1.1.0, 2 January 2025", "1.1.0/skills/teamwork/"),
        ("1.1.0/skills/", "This page belongs to version 1.1.0", True, "All versions", "versions/"),
    ],
    ids=["banner to the same page in the newest", "list to the same page in another", "list to all versions"],
)
def test_the_bar_leads_from_version_to_version(top: str, page: Page, start: str, said: str, listed: bool, link: str, end: str) -> None:
    page.goto(f"{top}{start}", wait_until="networkidle")
    bar = page.get_by_role("region", name="Version of this page")
    expect(bar).to_contain_text(said)
    if listed:
        bar.locator("summary").click()
    bar.get_by_role("link", name=link).click()
    page.wait_for_url(f"{top}{end}")


def test_the_page_of_all_versions_leads_to_each(top: str, page: Page) -> None:
    page.goto(f"{top}versions/", wait_until="networkidle")
    page.get_by_role("link", name="Version 1.0.0", exact=True).click()
    page.wait_for_url(f"{top}1.0.0/")


def test_the_old_address_of_a_renamed_row_leads_on(top: str, page: Page) -> None:
    page.goto(f"{top}latest/skills/teamwork/")
    page.wait_for_url(f"{top}latest/skills/team-work/")


def test_the_address_of_a_row_that_is_gone_says_why(top: str, page: Page) -> None:
    page.goto(f"{top}latest/skills/planning/", wait_until="networkidle")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is gone")
    expect(page.locator("main")).to_contain_text("No evidence.")


def test_a_wrong_address_in_an_old_version_leads_to_the_same_page_of_the_newest(top: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    wrong = page.request.get(f"{top}1.0.0/404.html").text()
    page.route("**/1.0.0/skills/team-work/", lambda route: route.fulfill(status=404, body=wrong, content_type="text/html"))
    page.goto(f"{top}1.0.0/skills/team-work/")
    page.get_by_role("link", name="The newest version has a page at this address").click()
    page.wait_for_url(f"{top}latest/skills/team-work/")
    page.route("**/1.0.0/skills/nowhere/", lambda route: route.fulfill(status=404, body=wrong, content_type="text/html"))
    page.goto(f"{top}1.0.0/skills/nowhere/", wait_until="networkidle")
    assert page.get_by_role("link", name="The newest version").count() == 0
    context.close()


def test_the_bar_is_styled_and_its_text_can_be_read_in_both_schemes(top: str, page: Page) -> None:
    page.goto(f"{top}1.0.0/skills/", wait_until="networkidle")
    bar = page.locator(".bwv")
    colours = []
    for _ in range(2):
        colours.append(bar.evaluate("bar => [getComputedStyle(bar).backgroundColor, getComputedStyle(bar).color]"))
        page.get_by_role("button", name="Dark colours").click()
    assert colours[0] == ["rgb(255, 244, 214)", "rgb(27, 36, 48)"]
    assert colours[1] != colours[0]


def test_the_feed_and_the_footer_are_there(top: str, page: Page) -> None:
    page.goto(f"{top}latest/", wait_until="networkidle")
    expect(page.locator("footer .bw-release")).to_contain_text("root hash")
    feed = page.request.get(f"{top}feed.xml")
    assert feed.text().count("<entry>") == 3
    page.locator("footer").get_by_role("link", name="What this version changed").click()
    page.wait_for_url(f"{top}latest/changes/")
