"""All checks of the built site, page by page and across pages."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from bwise_publish.caching import Keep, keep_each, uncached
from bwise_publish.problems import Place, Problem
from bwise_publish.site.budgets import Weight, check_budgets, weigh
from bwise_publish.site.hosts import check_loads, check_style_sheets
from bwise_publish.site.html_checks import check_page
from bwise_publish.site.html_page import page_names, read_page
from bwise_publish.site.links import Link, LinkedPage, check_links, linked_page
from bwise_publish.site.parallel import for_each


@dataclass(frozen=True, slots=True)
class _Checked:
    """What one page alone can tell."""

    problems: list[Problem]
    linked: LinkedPage
    weight: Weight


def check_site(site: Path, base_url: str, keep: Keep = uncached) -> list[Problem]:
    """Everything wrong with the site in the folder, sorted by page and line; an empty list means that it is sound."""
    keys = {name: f"{name}\0{base_url}\0".encode() + (site / name).read_bytes() for name in page_names(site)}
    found = keep_each(keep, "checked", keys, partial(for_each, partial(_checked, site, base_url)))
    checked = [_unpacked(name, content) for name, content in found.items()]
    problems = [problem for page in checked for problem in page.problems]
    problems += check_links(site, {page.linked.name: page.linked for page in checked})
    problems += check_style_sheets(site, base_url)
    problems += check_budgets(site, [page.weight for page in checked])
    return sorted(problems, key=lambda problem: (problem.where.file, problem.where.row, problem))


def _checked(site: Path, base_url: str, name: str) -> bytes:
    """What is wrong with a page on its own, and what the checks across pages need of it, as JSON."""
    page = read_page(site, name)
    linked, weight = linked_page(page, base_url), weigh(site, page, base_url)
    value = {
        "problems": [asdict(problem) for problem in (*check_page(page), *check_loads(page, base_url))],
        "links": [(link.line, link.url, link.text, link.file, link.fragment, link.astray) for link in linked.links],
        "ids": sorted(linked.ids),
        "html": weight.html,
        "files": sorted(weight.files),
    }
    return json.dumps(value).encode()


def _unpacked(name: str, content: bytes) -> _Checked:
    value = json.loads(content)
    problems = [Problem(Place(**one["where"]), one["code"], one["message"], one["mend"]) for one in value["problems"]]
    links = tuple(Link(name, *link) for link in value["links"])
    linked = LinkedPage(name, links, frozenset(value["ids"]))
    return _Checked(problems, linked, Weight(name, value["html"], frozenset(value["files"])))
