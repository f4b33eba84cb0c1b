"""All checks of the built site, page by page and across pages."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import partial
from pathlib import Path

from bwise_publish.caching import Keep, uncached
from bwise_publish.problems import Place, Problem
from bwise_publish.site.hosts import check_loads, check_style_sheets
from bwise_publish.site.html_checks import check_page
from bwise_publish.site.html_page import page_names, parse_page
from bwise_publish.site.links import Link, LinkedPage, check_links, linked_page


def check_site(site: Path, base_url: str, keep: Keep = uncached) -> list[Problem]:
    """Everything wrong with the site in the folder, sorted by page and line; an empty list means that it is sound."""
    problems: list[Problem] = []
    pages: dict[str, LinkedPage] = {}
    for name in page_names(site):
        content = (site / name).read_bytes()
        key = f"{name}\0{base_url}\0".encode() + content
        found, pages[name] = _unpacked(name, keep("checked", key, partial(_checked, name, content, base_url)))
        problems += found
    problems += check_links(site, pages)
    problems += check_style_sheets(site, base_url)
    return sorted(problems, key=lambda problem: (problem.where.file, problem.where.row, problem))


def _checked(name: str, content: bytes, base_url: str) -> bytes:
    """What is wrong with a page on its own, and what the checks across pages need of it, as JSON."""
    page = parse_page(name, content)
    linked = linked_page(page, base_url)
    value = {
        "problems": [asdict(problem) for problem in (*check_page(page), *check_loads(page, base_url))],
        "links": [(link.line, link.url, link.text, link.file, link.fragment, link.astray) for link in linked.links],
        "ids": sorted(linked.ids),
    }
    return json.dumps(value).encode()


def _unpacked(name: str, content: bytes) -> tuple[list[Problem], LinkedPage]:
    value = json.loads(content)
    problems = [Problem(Place(**one["where"]), one["code"], one["message"], one["mend"]) for one in value["problems"]]
    links = tuple(Link(name, *link) for link in value["links"])
    return problems, LinkedPage(name, links, frozenset(value["ids"]))
