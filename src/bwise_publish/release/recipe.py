"""Which version number a comparison calls for: the Data Package Version recipe, applied fact by fact.

https://datapackage.org/recipes/data-package-version/ says what makes a version major, minor or patch. Where it is silent: a removed row
is major when other tables may refer to it, else minor; a changed primary key, unit, or way of reading a file is major, because the same
text then means something else; a pattern that is not the same counts as tighter, since patterns cannot be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bwise_publish.release.description import PropertyChange
from bwise_publish.release.difference import Difference, TableDifference
from bwise_publish.release.row_difference import Key

_LONGEST = 60
LEVELS = ("none", "patch", "minor", "major")
# Of a table or field: another value changes what the cells mean or how they are read.
_MEANING = frozenset(
    {
        "name", "type", "format", "unit", "missingValues", "trueValues", "falseValues", "decimalChar", "groupChar", "bareNumber",
        "delimiter", "encoding", "dialect", "fieldsMatch", "primaryKey", "itemType", "categoriesOrdered",
    }
)  # fmt: skip
_LOWER = frozenset({"minimum", "exclusiveMinimum", "minLength"})
_UPPER = frozenset({"maximum", "exclusiveMaximum", "maxLength"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that calls for a version of at least this level: where (package/table), and what in a few words."""

    level: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} ({self.level})" if self.where else f"{self.what} ({self.level})"


def level(reasons: tuple[Fact, ...]) -> str:
    """The highest level of the facts: major, minor, patch, or none."""
    return max((fact.level for fact in reasons), key=LEVELS.index, default="none")


def next_version(previous: str, step: str) -> str:
    """The lowest version after `previous` for a release of this level. A release always has a number of its own, so `none` is a patch."""
    major, minor, patch = parts(previous)
    if step == "major":
        return f"{major + 1}.0.0"
    return f"{major}.{minor + 1}.0" if step == "minor" else f"{major}.{minor}.{patch + 1}"


def parts(version: str) -> tuple[int, int, int]:
    """The three numbers of a version, for comparing."""
    major, minor, patch = (int(part) for part in version.split("."))
    return major, minor, patch


def facts(found: Difference) -> tuple[Fact, ...]:
    """Every fact that calls for a new version, the strongest first, then in the order of the comparison."""
    return tuple(sorted(_facts(found), key=lambda fact: -LEVELS.index(fact.level)))


def _facts(found: Difference) -> Iterator[Fact]:
    for packages, tables, files, step, word in (
        (found.removed_packages, found.removed_tables, found.removed_files, "major", "removed"),
        (found.added_packages, found.added_tables, found.added_files, "minor", "added"),
        ((), (), found.changed_files, "patch", "changed"),
    ):
        yield from (Fact(step, name, f"the package was {word}") for name in packages)
        yield from (Fact(step, table.name, f"the table was {word}") for table in tables)
        yield from (Fact(step, name, f"the file was {word}") for name in files)
    for name, changes in found.packages.items():
        yield from (Fact("patch", name, f"{change.property} was changed") for change in changes)
    for table in found.tables:
        for step, what in _table(table, (table.package, table.table) in found.referenced):
            yield Fact(step, table.name, what)


def _table(table: TableDifference, referenced: bool) -> Iterator[tuple[str, str]]:
    yield from (("major", f"the field {name} was removed or renamed") for name in table.removed_fields)
    yield from (("major", f"the field {name} was added") for name in table.added_fields)
    if table.fields_moved:
        yield "major", "the fields stand in another order"
    yield from (_property(change) for change in table.properties)
    rows = table.rows
    # The key of a table of links is made of ids of other tables: its rows follow those.
    single = len(table.key) == 1
    own = rows.renamed if single else ()
    following = [row for row in rows.changed if not (single and row.renamed) and any(cell.follows for cell in row.cells)]
    if own:
        yield "major", f"{_some(len(own), 'row')} got another id: {_first(row.old_key for row in own)}"
    if rows.removed:
        also = " to which other rows may refer" if referenced else ""
        yield "major" if referenced else "minor", f"{_some(len(rows.removed), 'row')}{also} went: {_first(row.key for row in rows.removed)}"
    if rows.added:
        yield "minor", f"{_some(len(rows.added), 'row')} came: {_first(row.key for row in rows.added)}"
    if following:
        yield "minor", f"{_some(len(following), 'row')} followed new ids: {_first(row.key for row in following)}"
    corrected = [row for row in rows.changed if not all(cell.follows for cell in row.cells)]
    if corrected:
        yield "patch", f"cells of {_some(len(corrected), 'row')} were corrected: {_first(row.key for row in corrected)}"


def _some(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _first(keys: Iterable[Key]) -> str:
    """The first rows by their keys. Without a key a row is its own key, which may be long."""
    shown = [text if len(text := ", ".join(key)) <= _LONGEST else f"{text[:_LONGEST]}…" for key in keys]
    return "; ".join(shown[:3]) + (f" and {len(shown) - 3:,} more" if len(shown) > 3 else "")


def _property(change: PropertyChange) -> tuple[str, str]:
    subject = f"{change.property} of {change.field}" if change.field else change.property
    name = change.property.removeprefix("constraints.")
    if change.property in _MEANING:
        return "major", f"{subject} changed"
    if change.property in ("uniqueKeys", "foreignKeys"):
        tighter = any(key not in (change.old or []) for key in change.new or [])
        return ("major", f"{subject} are tighter") if tighter else ("minor", f"{subject} are looser")
    if change.property == "categories" or change.property.startswith("constraints."):
        return ("major", f"{subject} is tighter") if _tighter(name, change.old, change.new) else ("minor", f"{subject} is looser")
    return "patch", f"{subject} changed"


def _tighter(name: str, old: Any, new: Any) -> bool:
    """Whether a constraint allows less than before: it came, or its new value refuses something that the old one took."""
    if old is None:
        return new is not False
    if new is None:
        return False
    if name in _LOWER or name in _UPPER:
        return _compared(old, new, (lambda a, b: b > a) if name in _LOWER else (lambda a, b: b < a))
    if name in ("enum", "categories"):
        return any(item not in new for item in old)
    if isinstance(old, bool) and isinstance(new, bool):
        return new
    return True


def _compared(old: Any, new: Any, more: Callable[[Any, Any], bool]) -> bool:
    """Numbers by value, dates as the text that orders them; what cannot be compared counts as tighter."""
    try:
        return more(float(old), float(new))
    except (TypeError, ValueError):
        return more(old, new) if isinstance(old, str) and isinstance(new, str) else True
