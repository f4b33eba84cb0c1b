"""The addresses of the rows: a list of all tables, a page for the rows of each, and the same rows for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bwise_publish.exports.api.addresses import json_address, part_address, row_address
from bwise_publish.pages.addresses import address
from bwise_publish.pages.data_tables import table_address
from bwise_publish.pages.file_list import FileRow
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.named import descriptions
from bwise_publish.views.records import RecordPart, RecordTable, RecordView, record_json, record_view
from bwise_publish.views.row_keys import row_key
from bwise_publish.views.row_names import PAGE_OF_ROW, row_name

_TWIN = "rows.json"
_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False)  # one for all rows: to make it takes longer than to write a row


@dataclass(frozen=True, slots=True)
class _Listed:
    """A row in the list of a large table: its key, its name, and where it is shown."""

    key: str
    name: str
    to: str


def pages(site: Site, made: Mapping[str, str]) -> list[Page]:
    """All pages of rows. `made` holds the titles of the pages of other families by address: rows lead only to these."""
    return [_index(site), *(page for item in site.rows.tables for page in _table(site, item, made))]


def _twin(site: Site, item: RecordTable) -> dict[str, bytes]:
    """The JSON file beside the page of a table that is no bulk table: every row by the key that its address ends with."""
    if item.bulk:
        return {}
    table = item.table
    head = {
        "package": table.package,
        "table": table.name,
        "title": table.resource.title,
        "version": site.publication.version,
        "licence": site.publication.licence_url,
        "address": f"{_at(site, item)}#{{key}}",
    }
    rows = {row_key(table, record).key: record_json(site.tables, table, record) for record in table.records}
    body = ",\n".join(f"{_json(key)}: {_json(row)}" for key, row in rows.items())
    return {f"{_at(site, item)}{_TWIN}": f'{_json(head)[:-1]}, "rows": {{\n{body}\n}}}}\n'.encode()}


def _json(value: object) -> str:
    return _JSON.encode(value)


def _at(site: Site, item: RecordTable) -> str:
    return site.rows.of_table(item.table.package, item.table.name)


def _index(site: Site) -> Page:
    by_package: dict[str, list[tuple[str, str, str, int]]] = {}
    for item in site.rows.tables:
        entry = (_at(site, item), item.table.resource.title, item.table.name, len(item.table))
        by_package.setdefault(item.table.package, []).append(entry)
    total = sum(len(item.table) for item in site.rows.tables)
    return site.renderer.page(
        "rows_index.md.j2",
        address("rows"),
        "Every row and its address",
        f"The addresses of all {total:,} rows of the data, by table: what each says, where it comes from, and how sure it is.",
        search=False,
        packages=[(site.tables.catalog.packages[name].title, name, entries) for name, entries in by_package.items()],
        total=total,
    )


def _table(site: Site, item: RecordTable, made: Mapping[str, str]) -> list[Page]:
    if item.whole:
        return [_part(site, item, item.parts[0], made)]
    return [_list(site, item), *(_part(site, item, part, made) for part in item.parts)]


def _files(site: Site, item: RecordTable) -> tuple[FileRow, ...]:
    """The files that hold the whole table, CSV first."""
    found = site.table_files.get((item.table.package, item.table.name), ())
    return tuple(file for file in found if file.format in ("CSV", "JSON"))


def _list(site: Site, item: RecordTable) -> Page:
    table = item.table
    at = _at(site, item)
    listed = [
        _Listed(row_key(table, record).key, row_name(site.tables, table, record), site.rows.of_part(item, part))
        for part in item.parts
        for record in part.records
        if not part.cut
    ]
    return site.renderer.page(
        "rows_list.md.j2",
        at,
        f"All rows: {table.resource.title}",
        f"The {len(table):,} rows of the table {table.name}, {'by part' if item.bulk else 'one by one'}, each with its address.",
        search=False,
        beside=_twin(site, item),
        item=item,
        listed=listed,
        cuts=_cuts(site, item),
        files=_files(site, item),
        twin="" if item.bulk else f"{at}{_TWIN}",
        table_address=table_address,
        package=site.tables.catalog.packages[table.package].title,
    )


@dataclass(frozen=True, slots=True)
class _Cut:
    """A part of a bulk table: its code, the name of the code, how many rows, the pages that list them, and the file that holds them."""

    code: str
    name: str
    rows: int
    pages: tuple[str, ...]
    file: str


def _cuts(site: Site, item: RecordTable) -> list[_Cut]:
    table = item.table
    if not item.cut_by:
        return []
    (key,) = (key for key in table.schema.foreign_keys if key.fields == (item.cut_by,))
    target = site.tables.table(key.package or table.package, key.resource or table.name)
    return [
        _Cut(
            code=code,
            name=row_name(site.tables, target, target.by_key[code]),
            rows=count,
            pages=tuple(site.rows.of_part(item, part) for part in item.parts if part.cut == code),
            file=part_address(table.package, table.name, item.cut_by, code),
        )
        for code, count in item.cuts.items()
    ]


def _part(site: Site, item: RecordTable, part: RecordPart, made: Mapping[str, str]) -> Page:
    table = item.table
    at = site.rows.of_part(item, part)
    title = table.resource.title
    views = [record_view(site.tables, table, record) for record in part.records]
    which = _which(site, item, part)
    siblings = [(site.rows.of_part(item, other), _which(site, item, other)) for other in item.parts if other.cut == part.cut]

    def page_of(view: RecordView) -> str:
        """The page that tells about the row, when it was made."""
        there = address("source", view.row.key) if view.row.table == "sources" else address(*view.page) if view.page else ""
        return there if there in made else ""

    def own_file(view: RecordView) -> str:
        """The file of this row alone in the static API, when it has one."""
        at = address(*view.page) if view.page else ""
        alone = len(table.schema.primary_key) == 1 and at in site.row_kinds and view.page is not None and view.page[1] == view.row.key
        listed = (table.package, table.name) in PAGE_OF_ROW
        return row_address(table.package, table.name, view.row.key) if alone and listed and not item.bulk else ""

    return site.renderer.page(
        "rows_lines.md.j2" if item.bulk else "rows_part.md.j2",
        at,
        f"Rows: {title}" if item.whole else f"{title}: {which}",
        f"{which[:1].upper()}{which[1:]} of the table {table.name}: what each says, its source and place there, and how sure it is.",
        search=False,
        beside=_twin(site, item) if item.whole else None,
        item=item,
        part=part,
        views=views,
        which=which,
        cut_name=next((cut.name for cut in _cuts(site, item) if cut.code == part.cut), ""),
        siblings=siblings if len(siblings) > 1 else [],
        whole_at=_at(site, item),
        files=_files(site, item),
        twin=part_address(table.package, table.name, item.cut_by, part.cut) if item.bulk else f"{_at(site, item)}{_TWIN}",
        table_json=json_address(table.package, table.name),
        page_of=page_of,
        own_file=own_file,
        permanent=site.rows.permanent,
        table_address=table_address,
        package=site.tables.catalog.packages[table.package].title,
        bases=descriptions(site.tables, "reference", "bases"),
        checks=descriptions(site.tables, "reference", "checks"),
    )


def _which(site: Site, item: RecordTable, part: RecordPart) -> str:
    """Which rows a part holds, in words."""
    size = len(part.records)
    before = sum(len(other.records) for other in item.parts if other.cut == part.cut and other.number < part.number)
    span = f"rows {before + 1:,} to {before + size:,}" if size != 1 else f"row {before + 1:,}"
    if not part.cut:
        return span if not item.whole else f"all {size:,} rows" if size != 1 else "the only row"
    name = next(cut.name for cut in _cuts(site, item) if cut.code == part.cut)
    return f"{name}, {span}"
