"""How heavy a page may be, for readers with a slow or dear connection: three limits, checked on the finished site.

kB and MB are decimal. "Compressed" is gzip, which every web server can send and every browser reads.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bwise_publish.problems import Place, Problem
from bwise_publish.site.addresses import resolve
from bwise_publish.site.html_page import HtmlPage

MOST_HTML = 200_000
MOST_FIRST_VIEW = 300_000
MOST_SEARCH_INDEX = 1_000_000
SEARCH_INDEX = "search/search_index.json"
_FETCHED = "//link[@rel='stylesheet' or @rel='preload' or @rel='icon']/@href | //script[@src]/@src | //img[not(@loading='lazy')]/@src"
_FIGURES = "figures/"


@dataclass(frozen=True, slots=True)
class Weight:
    """What a page makes a browser fetch at first, apart from figures: the bytes of its HTML, and the files that come with it."""

    name: str
    html: int
    files: frozenset[str]


def weigh(site: Path, page: HtmlPage, base_url: str) -> Weight:
    """The weight of one page of the site; modules that its scripts import are found by their own check in the browser."""
    targets = [resolve(page.folder, url, base_url) for url in page.root.xpath(_FETCHED)]
    files = frozenset(target.path for target in targets if target and not target.path.startswith(_FIGURES))
    return Weight(page.name, (site / page.name).stat().st_size, files)


def check_budgets(site: Path, weights: list[Weight]) -> list[Problem]:
    """What is over a limit: pages, first views, the index of the search."""

    @cache
    def compressed(name: str) -> int:
        path = site / name
        return len(gzip.compress(path.read_bytes(), 6, mtime=0)) if path.is_file() else 0

    problems: list[Problem] = []
    for weight in weights:
        if weight.html > MOST_HTML:
            message = f"The page has {weight.html:,} bytes of HTML; {MOST_HTML:,} are allowed."
            problems.append(Problem(Place(file=weight.name), "page-too-heavy", message, "Spread what it lists over several pages."))
        around = sum(compressed(name) for name in sorted(weight.files))
        # Compression makes nothing larger: only a page that could break the limit is compressed to see.
        if around + weight.html > MOST_FIRST_VIEW and (whole := around + compressed(weight.name)) > MOST_FIRST_VIEW:
            message = f"The first view of the page takes {whole:,} bytes, compressed and without figures; {MOST_FIRST_VIEW:,} are allowed."
            mend = "Make the page, its styles, scripts, fonts or pictures smaller; pictures below the fold can load lazily."
            problems.append(Problem(Place(file=weight.name), "first-view-too-heavy", message, mend))
    if (size := compressed(SEARCH_INDEX)) > MOST_SEARCH_INDEX:
        message = f"The index of the search has {size:,} bytes, compressed; {MOST_SEARCH_INDEX:,} are allowed."
        mend = "Keep tables and lists out of it: give them the attribute data-search-exclude, or pages search: {exclude: true}."
        problems.append(Problem(Place(file=SEARCH_INDEX), "search-index-too-heavy", message, mend))
    return problems
