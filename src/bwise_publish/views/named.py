"""Something with an identifier and an English name, as pages link and print it."""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.views.tables import Tables


@dataclass(frozen=True, slots=True)
class Named:
    """A row by its key and its name: `title` is English or a proper name, `name_local` the national term in `language` (BCP 47)."""

    id: str
    title: str
    name_local: str = ""
    language: str = ""


def named(tables: Tables, package: str, table: str, key: str | None) -> Named | None:
    """The row with that key; None for a missing key. Raises Refusal for a key that the table lacks."""
    if key is None:
        return None
    record = tables.one(package, table, key)
    title = record["title"] if "title" in record else record["name"]
    return Named(key, title, record.get("name_local") or "", record.get("language") or "")


def known(tables: Tables, package: str, table: str, key: str) -> Named:
    """The row with that key, which is not missing. Raises KeyError for None, and Refusal for a key that the table lacks."""
    found = named(tables, package, table, key)
    if found is None:
        raise KeyError(key)
    return found


def by_title(item: Named) -> tuple[str, str]:
    """The sort key of lists that people read: the title without regard to capitals, then the identifier."""
    return item.title.casefold(), item.id


def descriptions(tables: Tables, package: str, table: str) -> dict[str, str]:
    """The description of each code of a code list, by code; an empty string where there is none."""
    source = tables.table(package, table)
    key = source.schema.primary_key[0]
    return {record[key]: record["description"] or "" for record in source.records}
