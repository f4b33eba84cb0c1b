"""Each country as a download: every row that names it, as JSON by table and as CSV with one value a line."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass

from bwise_publish.catalog import Record, Table
from bwise_publish.exports.api.addresses import part_address
from bwise_publish.exports.json_tables import plain
from bwise_publish.pages.addresses import address
from bwise_publish.pages.file_list import FileRow, content_row
from bwise_publish.pages.site import Site
from bwise_publish.views.countries import Country, countries
from bwise_publish.views.row_keys import row_key

_COUNTRIES = ("reference", "countries")


_Rows = list[tuple[Table, list[Record]]]


@dataclass(frozen=True)
class CountryFiles:
    """The files of one country, and of how many tables and rows they are. `more` are title, file and rows of each bulk table's part."""

    files: tuple[FileRow, ...]
    contents: dict[str, bytes]
    tables: int
    rows: int
    more: tuple[tuple[str, str, int], ...]


def country_files(site: Site) -> dict[str, CountryFiles]:
    """The files of every country that has a page, by its code. Bulk tables are not in them: the static API cuts those by country."""
    found: dict[str, _Rows] = {}
    more: dict[str, list[tuple[str, str, int]]] = {}
    for item in site.rows.tables:
        table, fields = item.table, _country_fields(item.table)
        if not item.bulk:
            for code, rows in _by_country(table, fields).items():
                found.setdefault(code, []).append((table, rows))
        elif item.cut_by in fields:
            for code, count in item.cuts.items():
                part = part_address(table.package, table.name, item.cut_by, code)
                more.setdefault(code, []).append((table.resource.title, part, count))
    return {item.code: _files(site, item, found.get(item.code, []), more.get(item.code, ())) for item in countries(site.tables)}


def _country_fields(table: Table) -> tuple[str, ...]:
    """The fields of a table that name a country."""
    if (table.package, table.name) == _COUNTRIES:
        return table.schema.primary_key
    keys = [key for key in table.schema.foreign_keys if (key.package or table.package, key.resource or table.name) == _COUNTRIES]
    return tuple(key.fields[0] for key in keys if len(key.fields) == 1)


def _by_country(table: Table, fields: Sequence[str]) -> dict[str, list[Record]]:
    rows: dict[str, list[Record]] = {}
    for record in table.records if fields else ():
        for code in dict.fromkeys(record[name] for name in fields):
            if code is not None:
                rows.setdefault(str(code), []).append(record)
    return rows


def _files(site: Site, country: Country, found: _Rows, more: Sequence[tuple[str, str, int]]) -> CountryFiles:
    base = f"{address('country', country.code)}{country.code.lower()}"
    contents = {f"{base}.csv": _csv(found), f"{base}.json": _json(site, country, found)}
    files = tuple(content_row(path, content, path.rpartition(".")[2].upper()) for path, content in contents.items())
    return CountryFiles(files, contents, len(found), sum(len(rows) for _, rows in found), tuple(more))


def _json(site: Site, country: Country, found: _Rows) -> bytes:
    value = {
        "country": country.code,
        "name": country.name,
        "version": site.publication.version,
        "licence": site.publication.licence_url,
        "tables": [
            {"package": table.package, "table": table.name, "title": table.resource.title, "rows": [dict(row) for row in rows]}
            for table, rows in found
        ],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1, default=plain, allow_nan=False) + "\n").encode()


def _csv(found: _Rows) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("package", "table", "key", "field", "value"))
    for table, rows in found:
        for row in rows:
            key = row_key(table, row).key
            writer.writerows((table.package, table.name, key, name, _cell(value)) for name, value in row.items() if value is not None)
    return out.getvalue().encode("utf-8")


def _cell(value: object) -> str:
    """A value as the CSV files of the data write it."""
    if isinstance(value, bool):
        return str(value).lower()
    return plain(value) if isinstance(value, datetime.date | datetime.time) else str(value)
