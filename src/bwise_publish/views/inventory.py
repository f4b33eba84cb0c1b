"""What the tables are: grain, fields, keys, counts for each field, coverage, and the first rows of each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bwise_publish.catalog import Field, Package, Table
from bwise_publish.views.tables import Tables

# A code list up to this length is shown whole, other tables with their first rows.
WHOLE_LIST = 60
PREVIEW = 10

Value = str | int | float | bool | datetime.date | None


@dataclass(frozen=True, slots=True)
class Link:
    """A foreign key: fields of one table whose values stand in fields of another."""

    package: str
    table: str
    fields: tuple[str, ...]
    to_package: str
    to_table: str
    to_title: str
    to_fields: tuple[str, ...]
    to_rows: int

    @property
    def within(self) -> bool:
        """Whether the key leads to the table it starts from."""
        return (self.package, self.table) == (self.to_package, self.to_table)


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """A field as the schema describes it, and what its column holds.

    `rules` are the constraints in words; `allowed` the values of an enum; `codes` the key that leads to its code list. `distinct` counts
    values that are there; `lowest` and `highest` are set for numbers, years and dates only.
    """

    name: str
    title: str
    description: str
    type: str
    format: str
    unit: str
    example: str
    required: bool
    rules: tuple[str, ...]
    allowed: tuple[str, ...]
    codes: Link | None
    rows: int
    missing: int
    distinct: int
    lowest: Value
    highest: Value


@dataclass(frozen=True, slots=True)
class Evidence:
    """How sure the rows of a table are: rows with provenance, and how many of them are derived or were read once."""

    rows: int
    derived: int
    single_read: int


@dataclass(frozen=True, slots=True)
class TableFacts:
    """Everything that the page of a table tells. `preview` are rows of text cells as in the file; `whole` when these are all rows."""

    package: str
    name: str
    title: str
    description: str
    rows: int
    fields: tuple[FieldFacts, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]
    linked_from: tuple[Link, ...]
    evidence: Evidence | None
    first_year: int | None
    last_year: int | None
    countries: int | None
    preview: tuple[tuple[str, ...], ...]
    whole: bool

    @property
    def coverage(self) -> bool:
        """Whether its rows have reference years or countries."""
        return self.first_year is not None or self.countries is not None

    @property
    def missing(self) -> int:
        """Empty cells of the table."""
        return sum(field.missing for field in self.fields)

    @property
    def cells(self) -> int:
        """All cells of the table."""
        return self.rows * len(self.fields)


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """Everything that the page of a data package tells about it as a whole, with its tables in the order of the descriptor."""

    name: str
    title: str
    description: str
    keywords: tuple[str, ...]
    licence: str
    licence_url: str
    contributors: tuple[str, ...]
    period: str
    space: str
    tables: tuple[TableFacts, ...]

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(table.rows for table in self.tables)

    @property
    def fields(self) -> int:
        """Fields of all tables."""
        return sum(len(table.fields) for table in self.tables)

    @property
    def cells(self) -> int:
        """Cells of all tables."""
        return sum(table.cells for table in self.tables)

    @property
    def evidence(self) -> Evidence:
        """The evidence of all tables together."""
        known = [table.evidence for table in self.tables if table.evidence is not None]
        return Evidence(sum(item.rows for item in known), sum(item.derived for item in known), sum(item.single_read for item in known))


def inventory(tables: Tables) -> tuple[PackageFacts, ...]:
    """The packages in the order of the publication."""
    catalog = tables.catalog
    everything = [link for table in catalog.tables.values() for link in _links(tables, table)]
    return tuple(_package(tables, package, everything) for package in catalog.packages.values())


def _package(tables: Tables, package: Package, everything: Iterable[Link]) -> PackageFacts:
    raw = package.raw
    licence: Mapping[str, Any] = next(iter(raw.get("licenses") or ()), {})
    facts = tuple(table_facts(tables, table, everything) for table in tables.catalog.tables_of(package.name))
    return PackageFacts(
        name=package.name,
        title=package.title,
        description=package.description,
        keywords=tuple(raw.get("keywords") or ()),
        licence=str(licence.get("title") or licence.get("name") or ""),
        licence_url=str(licence.get("path") or ""),
        contributors=tuple(str(item.get("title", "")) for item in raw.get("contributors") or ()),
        period=_period(str(raw.get("temporalCoverage") or "")),
        space=_space(tables, raw.get("spatialCoverage")),
        tables=facts,
    )


def _period(text: str) -> str:
    """An ISO 8601 interval in words: 1999/2025 becomes 1999 to 2025."""
    start, _, end = text.partition("/")
    return f"{start} to {end}" if end else start


def _space(tables: Tables, value: object) -> str:
    """The spatial coverage as text; country codes become names."""
    if not isinstance(value, list):
        return str(value or "")
    countries = tables.table("reference", "countries").by_key if ("reference", "countries") in tables.catalog.tables else {}
    return ", ".join(str(countries[code]["name"]) if code in countries else str(code) for code in value)


def table_facts(tables: Tables, table: Table, everything: Iterable[Link]) -> TableFacts:
    """The facts of one table; `everything` are the foreign keys of all tables, to tell which lead here."""
    links = _links(tables, table)
    codes = {link.fields[0]: link for link in links if len(link.fields) == 1}
    linked_from = tuple(link for link in everything if (link.to_package, link.to_table) == (table.package, table.name) and not link.within)
    whole = len(table) <= (WHOLE_LIST if linked_from and table.package == "reference" else PREVIEW)
    shown = table.text if whole else table.text.head(PREVIEW)
    years = _years(table)
    return TableFacts(
        package=table.package,
        name=table.name,
        title=table.resource.title,
        description=table.resource.description,
        rows=len(table),
        fields=tuple(_field(table, field, codes.get(field.name)) for field in table.schema.fields),
        primary_key=table.schema.primary_key,
        unique_keys=table.schema.unique_keys,
        links=links,
        linked_from=linked_from,
        evidence=_evidence(table),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
        countries=table.data["country_code"].drop_nulls().n_unique() if "country_code" in table.schema.names else None,
        preview=tuple(tuple(str(cell or "") for cell in row) for row in shown.select(table.schema.names).iter_rows()),
        whole=whole,
    )


def _links(tables: Tables, table: Table) -> tuple[Link, ...]:
    links = []
    for key in table.schema.foreign_keys:
        package, name = key.package or table.package, key.resource or table.name
        target = tables.table(package, name)
        link = Link(table.package, table.name, key.fields, package, name, target.resource.title, key.reference_fields, len(target))
        links.append(link)
    return tuple(links)


def _years(table: Table) -> list[int]:
    """The reference years in the table."""
    return table.data["reference_year"].drop_nulls().to_list() if "reference_year" in table.schema.names else []


def _evidence(table: Table) -> Evidence | None:
    if not {"basis", "checked"} <= set(table.schema.names):
        return None
    data = table.data
    return Evidence(len(table), int((data["basis"] == "derived").sum()), int((data["checked"] == "single-read").sum()))


def _field(table: Table, field: Field, codes: Link | None) -> FieldFacts:
    column = table.data[field.name]
    present = column.drop_nulls()
    ordered = field.type in ("integer", "number", "year", "date", "datetime") and len(present) > 0
    lowest: Any = present.min() if ordered else None
    highest: Any = present.max() if ordered else None
    example = field.raw.get("example")
    return FieldFacts(
        name=field.name,
        title=field.title,
        description=field.description,
        type=field.type,
        format="" if field.format == "default" else field.format,
        unit=field.unit,
        example="" if example is None else _plain(example),
        required=field.required,
        rules=_rules(field.constraints),
        allowed=tuple(_plain(value) for value in field.constraints.get("enum") or ()),
        codes=codes,
        rows=len(table),
        missing=column.null_count(),
        distinct=present.n_unique(),
        lowest=lowest,
        highest=highest,
    )


def _plain(value: object) -> str:
    """A value as a CSV cell writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


_WORDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "pattern": "pattern {}",
}


def _rules(constraints: Mapping[str, Any]) -> tuple[str, ...]:
    """The constraints in words, in a fixed order. Required and enum are told elsewhere."""
    rules = [words.format(_plain(constraints[name])) for name, words in _WORDS.items() if name in constraints]
    return ("each value once", *rules) if constraints.get("unique") is True else tuple(rules)
