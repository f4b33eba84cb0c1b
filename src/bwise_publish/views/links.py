"""What a row is linked to: the thing that the link leads to, the words on which it rests, and where the link comes from."""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.views.named import Named, by_title, known
from bwise_publish.views.tables import Origin, Tables, origin


@dataclass(frozen=True, slots=True)
class Link:
    """One row of a link table: what it leads to, the words of the evidence ("" where the link itself is stated), and its origin."""

    to: Named
    stated_as: str
    origin: Origin


def links(tables: Tables, package: str, table: str, field: str, key: str, leads_to: str, target: tuple[str, str]) -> tuple[Link, ...]:
    """The rows of a link table whose `field` is `key`, by the title of what their field `leads_to` names in the table `target`."""
    found = [
        Link(known(tables, *target, row[leads_to]), row.get("stated_as") or "", origin(tables, row))
        for row in tables.by(package, table, field).get(key, ())
    ]
    return tuple(sorted(found, key=lambda link: by_title(link.to)))


def distinct_titles(tables: Tables, package: str, table: str) -> dict[str, str]:
    """The title of every row by its key, for headings: where rows share a title, the publisher of their source stands behind it.

    Rows that share title and publisher also get the title of their source.
    """
    records = tables.table(package, table)
    key = records.schema.primary_key[0]
    titles = {row[key]: str(row["title"]) for row in records.records}
    for detail in ("publisher", "title"):
        counts: dict[str, int] = {}
        for title in titles.values():
            counts[title.casefold()] = counts.get(title.casefold(), 0) + 1
        for row in records.records:
            if counts[titles[row[key]].casefold()] > 1:
                source = tables.one("reference", "sources", row["source_id"])
                titles[row[key]] = f"{titles[row[key]]} ({source[detail]})" if source[detail] else f"{titles[row[key]]} ({row[key]})"
    return titles
