"""The formats email, uri and uuid of string fields: a quick sure test in columns, and the official verdict on what is left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

CHECKED = ("default", "email", "uri", "uuid")

# Shapes that frictionless 5.21 (rfc3986, validators) accepts for certain; a cell of another shape is put to frictionless itself.
_WORD = r"[A-Za-z0-9\-._~!$&'()*+,;=:@%]"
_SURE = {
    "email": r"^[A-Za-z0-9](?:[A-Za-z0-9_+\-]|\.[A-Za-z0-9]){0,40}@(?:[a-z0-9](?:[a-z0-9\-]{0,40}[a-z0-9])?\.){1,4}(?:com|org|net|eu)$",
    "uri": rf"^https?://[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?(?:/(?:{_WORD}|/)*)?(?:\?(?:{_WORD}|[/?])*)?(?:#(?:{_WORD}|[/?])*)?$",
    "uuid": r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
}

ALLOWED = {
    "email": "an e-mail address such as name@example.org",
    "uri": "an address with its scheme, such as https://example.org/page, without spaces",
    "uuid": "a UUID such as 123e4567-e89b-42d3-a456-426614174000",
}


def fits(cells: pl.Series, name: str) -> pl.Series:
    """Whether each cell is of the format `name`; true for a missing cell (rows as in `cells`)."""
    sure = cells.str.contains(_SURE[name]).fill_null(True)
    if sure.all():
        return sure
    plain = [cell for cell in cells.filter(~sure).unique().to_list() if not any(char.isspace() for char in cell)]
    return sure | cells.is_in(_official(name, plain))


def _official(name: str, cells: Iterable[str]) -> list[str]:
    """The cells that frictionless accepts."""
    from frictionless import Field

    read = Field.from_descriptor({"name": "cell", "type": "string", "format": name}).create_cell_reader()

    def accepts(cell: str) -> bool:
        try:
            return read(cell)[0] is not None
        except Exception:  # rfc3986 raises errors of its own for an authority that it cannot take apart
            return False

    return [cell for cell in cells if accepts(cell)]
