"""In which versions of ESCO a row was seen."""

from __future__ import annotations

from bwise_publish.catalog import Record

_PREFIX = "in_esco_"


def versions_of(record: Record) -> tuple[str, ...]:
    """The versions, oldest first, from the columns in_esco_1_1_1 and so on."""
    names = sorted(name for name in record if name.startswith(_PREFIX) and record[name])
    return tuple(name.removeprefix(_PREFIX).replace("_", ".") for name in names)
