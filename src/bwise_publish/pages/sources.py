"""Sources: the index, a list for each letter, and a page for each source with everything that rests on it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence

from bwise_publish.metadata.web_page import Thing, thing
from bwise_publish.pages.addresses import address
from bwise_publish.pages.data_tables import table_address
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.row_keys import RowKey
from bwise_publish.views.source_use import OTHER, SourceView, every_row, sources

_MOST_USED = 20


def pages(site: Site, made: Mapping[str, str]) -> list[Page]:
    """The pages of the sources. `made` holds the titles of the pages of other families by address: rows link only to these."""
    views = sources(site.tables)
    letters = sorted({view.letter for view in views}, key=lambda letter: (letter == OTHER, letter))
    by_letter = {letter: [view for view in views if view.letter == letter] for letter in letters}
    index = _index(site, views, by_letter)
    lists = [_letter(site, letter, by_letter) for letter in letters]
    every = every_row(site.tables)
    return [index, *lists, *(_source(site, view, made, every.get(view.source_id, ())) for view in views)]


def _csv(site: Site, rows: Sequence[tuple[RowKey, str, str, str]]) -> bytes:
    """All rows that rest on a source, with their addresses."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("package", "table", "key", "address", "locator", "basis", "checked"))
    for row, locator, basis, checked in rows:
        writer.writerow((row.package, row.table, row.key, site.rows.permanent(row), locator, basis, checked))
    return out.getvalue().encode("utf-8")


def letter_address(letter: str) -> str:
    """The address of the list of sources under a letter. A source with such an id would be refused: two pages at one address."""
    return f"{address('source')}letter-{letter}/"


def letter_title(letter: str) -> str:
    """What the list of a letter is called."""
    return "Digits and other scripts" if letter == OTHER else letter.upper()


def _index(site: Site, views: Sequence[SourceView], by_letter: Mapping[str, Sequence[SourceView]]) -> Page:
    kinds = Counter(view.kind for view in views)
    languages = Counter(language for view in views for language in view.languages)
    publishers = Counter(view.publisher for view in views if view.publisher)
    return site.renderer.page(
        "sources.md.j2",
        address("source"),
        "Sources",
        f"The {len(views)} public sources on which the data rest, by title, with the rows that rest on each.",
        views=views,
        letters=[(letter_title(letter), letter_address(letter), len(group)) for letter, group in by_letter.items()],
        kinds=_ranked(kinds),
        languages=_ranked(languages),
        publishers=_ranked(publishers)[:_MOST_USED],
        most_used=sorted(views, key=lambda view: (-len(view.tables), -view.total, view.source_id))[:_MOST_USED],
        unused=sum(1 for view in views if not view.total),
        table_address=table_address,
    )


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold(), item[0]))


def _letter(site: Site, letter: str, by_letter: Mapping[str, Sequence[SourceView]]) -> Page:
    group = by_letter[letter]
    name = letter_title(letter)
    return site.renderer.page(
        "sources_letter.md.j2",
        letter_address(letter),
        f"Sources: {name}",
        f"{len(group)} sources whose title begins with {'a digit or a letter of another script' if letter == OTHER else name}.",
        views=group,
        letters=[(letter_title(other), letter_address(other), other == letter) for other in by_letter],
    )


def _source(site: Site, view: SourceView, made: Mapping[str, str], rows: Sequence[tuple[RowKey, str, str, str]]) -> Page:
    """The page of a source; when more rows rest on it than the page lists, a file of all lies beside it."""
    file = f"{address('source', view.source_id)}rows.csv" if view.cut else ""
    figures = sorted((shown.figure.id, shown.figure.title) for shown in site.figures.values() if view.source_id in shown.figure.source_ids)

    def page_of(page: tuple[str, str] | None) -> str:
        """The address of the page about a row when that page was made, else an empty text."""
        at = address(*page) if page else ""
        return at if at in made else ""

    return site.renderer.page(
        "source.md.j2",
        address("source", view.source_id),
        view.title,
        f"Source {view.source_id}, {view.kind.lower()}{f' by {view.publisher}' if view.publisher else ''}: what rests on it in the data.",
        search=False,
        about=thing("CreativeWork", view.title, publisher=_publisher(view), url=view.url if view.links else ""),
        beside={file: _csv(site, rows)} if file else None,
        view=view,
        figures=figures,
        page_of=page_of,
        rows_file=file,
        table_address=table_address,
        letter=(f"Sources: {letter_title(view.letter)}", letter_address(view.letter)),
    )


def _publisher(view: SourceView) -> Thing | None:
    return thing("Organization", view.publisher) if view.publisher else None
