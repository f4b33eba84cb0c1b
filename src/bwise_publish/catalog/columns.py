"""Columns by the names that stand in a file or a descriptor, whatever these names are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


def is_pattern(name: str) -> bool:
    """Whether polars takes a name for a pattern of names wherever it meets it, also in its own code."""
    return name.startswith("^") and name.endswith("$")


def column(*names: str) -> pl.Expr:
    """Just the columns of these names; `pl.col` takes "*" for all columns. A name that is a pattern is refused with the header."""
    import polars as pl

    if "*" in names:
        return pl.selectors.by_name(*names).as_expr()
    return pl.col(names[0]) if len(names) == 1 else pl.col(names)
