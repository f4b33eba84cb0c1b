"""All checks of the built site, page by page and across pages."""

from __future__ import annotations

from pathlib import Path

from bwise_publish.problems import Problem
from bwise_publish.site.budgets import Weight, check_budgets, weigh
from bwise_publish.site.hosts import check_loads, check_style_sheets
from bwise_publish.site.html_checks import check_page
from bwise_publish.site.html_page import page_names, read_page
from bwise_publish.site.links import LinkedPage, check_links, linked_page


def check_site(site: Path, base_url: str) -> list[Problem]:
    """Everything wrong with the site in the folder, sorted by page and line; an empty list means that it is sound."""
    problems: list[Problem] = []
    pages: dict[str, LinkedPage] = {}
    weights: list[Weight] = []
    for name in page_names(site):
        page = read_page(site, name)
        problems += check_page(page)
        problems += check_loads(page, base_url)
        pages[name] = linked_page(page)
        weights.append(weigh(site, page, base_url))
    problems += check_links(site, pages, base_url)
    problems += check_style_sheets(site, base_url)
    problems += check_budgets(site, weights)
    return sorted(problems, key=lambda problem: (problem.where.file, problem.where.row, problem))
