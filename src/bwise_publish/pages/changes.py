"""The page on what a release changed against the one before: counts, why its number is what it is, then table by table, with patches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bwise_publish.pages.data_tables import table_address
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.release.counts import counts
from bwise_publish.release.difference import TableDifference
from bwise_publish.release.difference_json import as_json
from bwise_publish.release.difference_text import described_changes, rows_in_words
from bwise_publish.release.patch import patch_json
from bwise_publish.release.previous import Changes, released_before
from bwise_publish.release.row_difference import Key

ADDRESS = "changes/"
WHOLE = f"{ADDRESS}changes.json"
# How many rows and cells of a table the page shows; the JSON file holds all.
_SHOWN = 50
_SIGNS = {"+": "Added", "-": "Removed", "~": "Changed"}


@dataclass(frozen=True, slots=True)
class ShownTable:
    """What the page says of one table. `cells` are (row, field, old, new); `more` is how many rows and cells are not shown."""

    name: str
    title: str
    address: str
    summary: str
    described: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    cells: tuple[tuple[str, str, str, str], ...]
    more: int
    patch: str


def patch_path(package: str, table: str) -> str:
    """Where the site serves the patch of a table."""
    return f"{ADDRESS}{package}/{table}.patch.json"


def change_files(changes: Changes | None) -> dict[str, bytes]:
    """The files of the page, by path under the site's root: all changes as JSON, and a patch for each table with other rows or columns."""
    if changes is None:
        return {}
    patches = {patch_path(*at): patch_json(patch).encode() for at, patch in changes.patches.items()}
    return {WHOLE: as_json(changes.difference).encode(), **patches}


def pages(site: Site) -> list[Page]:
    """The one page on changes; for the first release it says that there is nothing to compare with.

    Until the next release has its number, a preview tells what changed since the version that was released.
    """
    version, changes = site.publication.version, site.changes
    since = site.publication.previous.version if site.publication.previous else ""
    preview = released_before(site.publication)
    description = f"What version {version} changed against version {since}." if since else f"Version {version} is the first release."
    return [
        site.renderer.page(
            "changes.md.j2",
            ADDRESS,
            f"Changes since version {since}" if preview else f"Changes in version {version}",
            f"What changed since version {since} was released." if preview else description,
            search=False,
            since=since,
            preview=preview,
            changes=changes,
            counts=[count for count in counts(changes.difference) if count] if changes else [],
            tables=[_shown(site, table, changes) for table in changes.difference.tables] if changes else [],
            whole=WHOLE,
        )
    ]


def _shown(site: Site, table: TableDifference, changes: Changes) -> ShownTable:
    rows = table.rows
    cells = [(_key(row.key), cell.field, cell.old, cell.new) for row in rows.changed for cell in row.cells]
    lists = ([_key(row.key) for row in rows.added], [_key(row.key) for row in rows.removed])
    renamed = [(_key(row.old_key), _key(row.key)) for row in rows.renamed]
    at = (table.package, table.table)
    return ShownTable(
        name=table.name,
        title=_title(site, at),
        address=table_address(*at),
        summary=rows_in_words(table),
        described=tuple(f"{_SIGNS[sign]}: {text}" for sign, text in described_changes(table)),
        added=tuple(lists[0][:_SHOWN]),
        removed=tuple(lists[1][:_SHOWN]),
        renamed=tuple(renamed[:_SHOWN]),
        cells=tuple(cells[:_SHOWN]),
        more=sum(max(0, len(items) - _SHOWN) for items in (*lists, renamed, cells)),
        patch=patch_path(*at) if at in changes.patches else "",
    )


def _title(site: Site, at: tuple[str, str]) -> str:
    tables: Mapping[tuple[str, str], object] = site.tables.catalog.tables
    return site.tables.table(*at).resource.title if at in tables else at[1]


def _key(key: Key) -> str:
    return ", ".join(key)
