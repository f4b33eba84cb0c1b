"""Sources, and what rests on each: the rows of every table, and the other sources with the same address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bwise_publish.catalog import Record, Table
from bwise_publish.views.row_keys import RowKey, row_key
from bwise_publish.views.row_names import row_name, row_page
from bwise_publish.views.tables import Tables, title_language

# A source page lists at most so many rows of one table, fewer of a table with bulk data; the CSV holds the rest.
SHOWN = 100
SHOWN_OF_BULK = 25
BULK = 2000

OTHER = "other"


@dataclass(frozen=True, slots=True)
class RestingRow:
    """One row that rests on a source. `page` is kind and id of the page that tells about it, or None."""

    name: str
    locator: str
    derived: bool
    single_read: bool
    page: tuple[str, str] | None
    row: RowKey


@dataclass(frozen=True, slots=True)
class RestingTable:
    """The rows of one table that rest on a source: `total` of them, of which the first are `rows`."""

    package: str
    table: str
    title: str
    total: int
    rows: tuple[RestingRow, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source. `language` is that of the title where it is known; `links` whether the address may be a link (http or https).

    `terms` are the parts of the note that tell under which terms the source may be used; empty when none were seen.
    """

    source_id: str
    title: str
    language: str | None
    languages: tuple[str, ...]
    publisher: str
    published: str
    kind_id: str
    kind: str
    url: str
    links: bool
    retrieved: str
    note: str
    terms: str
    letter: str
    twins: tuple[tuple[str, str], ...]
    total: int
    tables: tuple[RestingTable, ...]

    @property
    def cut(self) -> bool:
        """Whether more rows rest on it than its page lists."""
        return any(table.total > len(table.rows) for table in self.tables)


def sources(tables: Tables) -> tuple[SourceView, ...]:
    """All sources by title, with the rows that rest on each."""
    use = _use(tables)
    views = [_source(tables, record, use.get(record["source_id"], {})) for record in tables.rows("reference", "sources")]
    return tuple(sorted(views, key=lambda view: (sort_key(view.title), view.source_id)))


def _use(tables: Tables) -> dict[str, dict[tuple[str, str], list[Record]]]:
    """Rows by source and table. A table without a locator is about sources and does not rest on them."""
    use: dict[str, dict[tuple[str, str], list[Record]]] = {}
    for name, table in tables.catalog.tables.items():
        if "locator" not in table.schema.names:
            continue
        fields = tuple(_source_fields(table))
        for record in table.records:
            # A row whose fields name one source twice rests on it once.
            for source_id in dict.fromkeys(record[field] for field in fields if record[field] is not None):
                use.setdefault(source_id, {}).setdefault(name, []).append(record)
    return use


def every_row(tables: Tables) -> dict[str, tuple[tuple[RowKey, str, str, str], ...]]:
    """All rows that rest on each source, table by table: which row, its place in the source, basis, check."""
    return {
        source_id: tuple(
            (row_key(tables.table(*name), record), record["locator"] or "", record["basis"], record["checked"])
            for name in tables.catalog.tables
            for record in by_table.get(name, ())
        )
        for source_id, by_table in _use(tables).items()
    }


def _source_fields(table: Table) -> Iterator[str]:
    """The fields that are keys to the table of sources."""
    for key in table.schema.foreign_keys:
        if key.resource == "sources" and (key.package or table.package) == "reference":
            yield from key.fields


def _source(tables: Tables, record: Record, use: dict[tuple[str, str], list[Record]]) -> SourceView:
    source_id = record["source_id"]
    codes = tuple(row["language_code"] for row in tables.by("reference", "source_languages", "source_id").get(source_id, ()))
    twins = tuple(row["twin_source_id"] for row in tables.by("reference", "source_twins", "source_id").get(source_id, ()))
    url = record["url"] or ""
    note = record["note"] or ""
    resting = tuple(_resting(tables, tables.table(*name), use[name]) for name in tables.catalog.tables if name in use)
    return SourceView(
        source_id=source_id,
        title=record["title"],
        language=title_language(tables, record),
        languages=tuple(tables.title("reference", "languages", code) for code in codes),
        publisher=record["publisher"] or "",
        published=str(record["published"] or ""),
        kind_id=record["source_kind_id"],
        kind=tables.title("reference", "source_kinds", record["source_kind_id"]),
        url=url,
        links=url.startswith(("http://", "https://")),
        retrieved=str(record["retrieved"] or ""),
        note=note,
        terms=stated_terms(note),
        letter=initial(record["title"]),
        twins=tuple((twin, tables.title("reference", "sources", twin)) for twin in sorted(twins)),
        total=sum(table.total for table in resting),
        tables=resting,
    )


_TERMS = re.compile(r"\blicen[cs]|\bpublic domain\b|\breuse (?:is )?(?:allowed|authorised)\b|\bis MIT\b", re.IGNORECASE)


def stated_terms(note: str) -> str:
    """The sentences and half-sentences of a source's note that tell of its terms, joined by semicolons; empty when none does."""
    parts = re.split(r"\.\s+|;\s+", note)
    return "; ".join(part.rstrip(".") for part in parts if _TERMS.search(part))


def _resting(tables: Tables, table: Table, records: list[Record]) -> RestingTable:
    shown = records[: SHOWN_OF_BULK if len(table) > BULK else SHOWN]
    rows = tuple(
        RestingRow(
            name=row_name(tables, table, record),
            locator=record["locator"] or "",
            derived=record["basis"] == "derived",
            single_read=record["checked"] == "single-read",
            page=row_page(table, record),
            row=row_key(table, record),
        )
        for record in shown
    )
    return RestingTable(table.package, table.name, table.resource.title, len(records), rows)


def sort_key(text: str) -> str:
    """The text without marks on letters, case and leading signs, so that É sorts with E. Other scripts keep their own order."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return re.sub(r"^\W+", "", plain.casefold())


def initial(text: str) -> str:
    """The letter under which the text is listed: a to z, or `other` for digits and other scripts."""
    first = sort_key(text)[:1]
    return first if "a" <= first <= "z" else OTHER
