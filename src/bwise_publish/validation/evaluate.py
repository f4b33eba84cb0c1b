"""Evaluates the checks of a pandera schema on an eager frame in one go.

pandera validates check by check and collects the frame several times for each, and its error text lists every value. The checks themselves
are lazy: they are asked for their plans, and all plans are collected together, first as counts, then as masks for the few that fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandera.polars as pa
    import polars as pl


def failing(schema: pa.DataFrameSchema, frame: pl.DataFrame) -> Iterator[tuple[str, pa.Check, pl.Series]]:
    """For each check that a row fails: its column ("" for a check of whole rows), the check, and the mask of failing rows of `frame`."""
    import pandera.polars as pa
    import polars as pl

    lazy = frame.lazy()
    plans: list[tuple[str, pa.Check, pl.LazyFrame]] = []
    columns: list[tuple[str, Any]] = [("", schema), *((name, column) for name, column in schema.columns.items() if name in frame.columns)]
    for name, part in columns:
        # What pandera's own backend calls, without the collecting around it; there is no public way to the plan of a check.
        plans += ((name, check, check._check_fn(pa.PolarsData(lazy, name or "*"))) for check in part.checks)
    if not plans or not frame.height:
        return
    counts = pl.collect_all([plan.select((~pl.first().fill_null(value=False)).sum().alias("failing")) for _, _, plan in plans])
    broken = [entry for entry, count in zip(plans, counts, strict=True) if count.item()]
    masks = pl.collect_all([plan.select(~pl.first().fill_null(value=False)) for _, _, plan in broken])
    for (name, check, _), mask in zip(broken, masks, strict=True):
        yield name, check, mask.to_series()
