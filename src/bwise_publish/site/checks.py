"""All checks of the built site, page by page and across pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bwise_publish.problems import Problem
from bwise_publish.site.budgets import Weight, check_budgets, weigh
from bwise_publish.site.hosts import check_loads, check_style_sheets
from bwise_publish.site.html_checks import check_page
from bwise_publish.site.html_page import page_names, read_page
from bwise_publish.site.links import LinkedPage, check_links, linked_page
from bwise_publish.site.parallel import for_each


@dataclass(frozen=True, slots=True)
class _Checked:
    """What one page alone can tell."""

    problems: list[Problem]
    linked: LinkedPage
    weight: Weight


def check_site(site: Path, base_url: str) -> list[Problem]:
    """Everything wrong with the site in the folder, sorted by page and line; an empty list means that it is sound."""
    checked = for_each(partial(_checked, site, base_url), page_names(site))
    problems = [problem for page in checked for problem in page.problems]
    problems += check_links(site, {page.linked.name: page.linked for page in checked}, base_url)
    problems += check_style_sheets(site, base_url)
    problems += check_budgets(site, [page.weight for page in checked])
    return sorted(problems, key=lambda problem: (problem.where.file, problem.where.row, problem))


def _checked(site: Path, base_url: str, name: str) -> _Checked:
    page = read_page(site, name)
    return _Checked([*check_page(page), *check_loads(page, base_url)], linked_page(page), weigh(site, page, base_url))
