"""A built site served on the loopback address, and a headless Chromium that looks at it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tests.site_judges.served import newest_site, serving
from tests.site_judges.tools import need

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Visit:
    """A browser page on the site, and what went wrong on it: console errors, failed files, requests to other hosts."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Opens a page by its path from the top of the site and waits until its files have come and its modules have run."""
        self.page.goto(self.address + path, wait_until="networkidle")
        self.page.wait_for_load_state("load")  # on a busy machine the network can be idle before a module has asked for the next
        return self.page


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the site: BWISE_SITE, or the newest release."""
    folder = newest_site()
    if folder is None or not (folder / "index.html").is_file():
        pytest.fail("There is no built site: run ./nox -s release first, or name its folder in BWISE_SITE.")
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address at which the site is served."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from the system, with a fresh profile."""
    if not (program := os.environ.get("BWISE_CHROMIUM")):
        need("chromium")
        program = shutil.which("chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, headless=True, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(params=[1280, 360], ids=["wide", "narrow"])
def width(request: pytest.FixtureRequest) -> int:
    """The width of the window in CSS pixels."""
    return int(request.param)


def _is_fault(message: ConsoleMessage) -> bool:
    """An error, other than that the browser looks at the top of the host for an icon.

    The page for wrong addresses names none: it cannot know where one lies.
    """
    return message.type == "error" and not message.location["url"].endswith("/favicon.ico")


def watched(context: BrowserContext, address: str) -> Visit:
    """A page of the context, and what goes wrong on it from now on."""
    visit = Visit(context.new_page(), address)

    def watch(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            visit.faults.append(f"request to another host: {request.url}")

    context.on("request", watch)
    visit.page.on("console", lambda message: visit.faults.append(f"console: {message.text}") if _is_fault(message) else None)
    visit.page.on("pageerror", lambda error: visit.faults.append(f"script: {error}"))
    visit.page.on(
        "response", lambda response: visit.faults.append(f"{response.status}: {response.url}") if response.status >= 400 else None
    )
    return visit


@pytest.fixture
def visit(browser: Browser, address: str, width: int) -> Iterator[Visit]:
    """A new window; at the end of the test nothing may have gone wrong in it."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    visit = watched(context, address)
    yield visit
    cookies = context.cookies()
    context.close()
    assert visit.faults == []
    assert cookies == []
