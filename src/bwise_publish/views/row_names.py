"""What a page calls a row of any table, and which page tells about it."""

from __future__ import annotations

from bwise_publish.catalog import Record, Table
from bwise_publish.views.tables import Tables

# The kind of page that the rows of a table have; the primary key is the id of the page. Where a row has no page of its own, the first
# kind in this list to which one of its keys leads is the page that tells about it.
PAGE_OF_ROW = {
    ("practices", "practices"): "practice",
    ("curricula", "curricula"): "curriculum",
    ("curricula", "occupational_profiles"): "profile",
    ("personas", "personas"): "persona",
    ("personas", "scenarios"): "scenario",
    ("strategy", "recognition_mechanisms"): "recognition",
    ("strategy", "strategies"): "strategy",
    ("strategy", "organisations"): "organisation",
    ("wise-mapping", "wise_types"): "wise-type",
    ("skills-needs", "skills"): "skill",
    ("skills-needs", "technologies"): "technology",
    ("reference", "occupations"): "occupation",
    ("reference", "countries"): "country",
    ("reference", "target_groups"): "group",
}
_KINDS = tuple(PAGE_OF_ROW.values())

# The tables by whose rows people look things up: the static API cuts bulk tables by them.
CUT_BY = (("reference", "countries"), ("reference", "occupations"), ("reference", "languages"))

# The fields that name a row by themselves, and the texts that tell the rows of one parent apart.
_NAMES = ("title", "name", "statement")
_TEXTS = ("label", "task", "need", "job_title", "legal_basis", "stated_as", "place", "skill_title", "code", "address", "item")

# Code lists that say how a row is known, not what it is about.
_HOW = {"sources", "bases", "checks", "obs_statuses", "value_qualifiers", "observation_flags", "units", "match_types"}
_LIMIT = 160


def row_name(tables: Tables, table: Table, record: Record, *, depth: int = 1) -> str:
    """What a page calls the row: its own title, name or statement, or else what its keys lead to and the text that it adds.

    A row that a key leads to may itself be named by its keys; `depth` says how often that is followed.
    """
    own = _own_name(record)
    if own:
        return _short(own)
    led_to = []
    for key in table.schema.foreign_keys:
        if len(key.fields) != 1 or key.resource in _HOW or record[key.fields[0]] is None:
            continue
        target = tables.table(key.package or table.package, key.resource or table.name)
        found = target.by_key.get(record[key.fields[0]])
        if found is not None:
            led_to.append((table.schema.names.index(key.fields[0]), _led_name(tables, target, found, depth)))
    names = [name for _, name in sorted(led_to)]
    texts = [str(record[name]) for name in _TEXTS if record.get(name)][:1]
    parts = [*dict.fromkeys([*names, *texts]), *_year(record)]
    # An id of ours says nothing to a reader when keys and texts name the row.
    return _short("; ".join(parts or [_by_key(table, record)]))


def _led_name(tables: Tables, table: Table, record: Record, depth: int) -> str:
    return _own_name(record) or (row_name(tables, table, record, depth=depth - 1) if depth else _by_key(table, record))


def _by_key(table: Table, record: Record) -> str:
    """The primary key in words: Number 4."""
    return ", ".join(f"{table.schema.field(name).title} {record[name]}" for name in table.schema.primary_key)


def _own_name(record: Record) -> str:
    return next((str(record[name]) for name in _NAMES if record.get(name)), "")


def _year(record: Record) -> list[str]:
    year = record.get("reference_year")
    return [str(year)] if year is not None else []


def _short(text: str) -> str:
    return text if len(text) <= _LIMIT else f"{text[: _LIMIT - 1].rstrip()}…"


def row_page(table: Table, record: Record) -> tuple[str, str] | None:
    """Kind and id of the page that tells about the row: its own, or that of the thing it belongs to; None when there is none."""
    own = PAGE_OF_ROW.get((table.package, table.name))
    if own is not None:
        return own, str(record[table.schema.primary_key[0]])
    found: list[tuple[int, int, str]] = []
    for key in table.schema.foreign_keys:
        kind = PAGE_OF_ROW.get((key.package or table.package, key.resource or table.name))
        if kind is not None and len(key.fields) == 1 and record[key.fields[0]] is not None:
            # A key that is part of the primary key comes first: the row is a part of what it leads to.
            part = 0 if key.fields[0] in table.schema.primary_key else 1
            found.append((part, _KINDS.index(kind), str(record[key.fields[0]])))
    if not found:
        return None
    _, kind_number, identifier = min(found)
    return _KINDS[kind_number], identifier
