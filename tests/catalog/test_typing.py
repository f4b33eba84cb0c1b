from __future__ import annotations

import datetime
from typing import Any

import polars as pl
import pytest

from bwise_publish.catalog.model import Field, Schema
from bwise_publish.catalog.typing import type_columns

INF = float("inf")
NINE = datetime.datetime(2024, 2, 29, 9, 5)


def typed(kind: str, cells: list[str], **raw: Any) -> tuple[list[Any], tuple[int, ...]]:
    """The typed values of one column, and the indices of the cells that do not fit."""
    schema = Schema((Field("v", kind, raw),), (), (), (), ("",), {})
    data, unreadable = type_columns(pl.DataFrame({"v": cells}, schema={"v": pl.String}), schema)
    return data["v"].to_list(), unreadable.get("v", ())


@pytest.mark.parametrize(
    ("kind", "raw", "cells", "values", "bad"),
    [
        ("integer", {}, ["1", "-5", "+7", "", "1.0", " 1", "9" * 19], [1, -5, 7, None, None, 1, None], (4,)),
        ("integer", {"groupChar": "."}, ["1.000"], [None], (0,)),
        ("integer", {"bareNumber": False}, ["5 %"], [5], ()),
        (
            "number",
            {},
            ["1.5", ".5", "5.", "1e3", "INF", "-INF", "", "1,5", "inf"],
            [1.5, 0.5, 5, 1000, INF, -INF, None, None, INF],
            (7,),
        ),
        ("number", {"decimalChar": ",", "groupChar": " "}, ["1 000,5", "1.5"], [1000.5, None], (1,)),
        ("boolean", {}, ["true", "FALSE", "1", "0", "yes"], [True, False, True, False, None], (4,)),
        ("boolean", {"trueValues": ["y"], "falseValues": ["n"]}, ["y", "n", "true"], [True, False, None], (2,)),
        (
            "date",
            {},
            ["2024-02-29", "2023-02-29", "2024-2-9", "0000-01-01"],
            [datetime.date(2024, 2, 29), None, datetime.date(2024, 2, 9), None],
            (1, 3),
        ),
        ("date", {"format": "%d.%m.%Y"}, ["29.02.2024", "2024-02-29"], [datetime.date(2024, 2, 29), None], (1,)),
        ("time", {}, ["09:05:00", "9:05:00", "09:05:60"], [datetime.time(9, 5), None, None], (1, 2)),
        ("datetime", {}, ["2024-02-29T09:05:00Z", "2024-02-29T11:05:00+02:00", "2024-02-29 09:05"], [NINE, NINE, None], (2,)),
        ("year", {}, ["2024", "24", "-024"], [2024, None, None], (1, 2)),
        ("string", {"missingValues": ["-"]}, ["-", ""], [None, ""], ()),
        ("string", {"missingValues": [{"value": "-", "label": "unknown"}]}, ["-", ""], [None, ""], ()),
        ("string", {"missingValues": []}, [""], [""], ()),
        ("yearmonth", {}, ["2024-13", ""], [None, None], (0,)),
    ],
)
def test_cells_become_values_or_are_listed_as_unreadable(
    kind: str, raw: dict[str, Any], cells: list[str], values: list[Any], bad: tuple[int, ...]
):
    assert typed(kind, cells, **raw) == (values, bad)


@pytest.mark.parametrize(
    ("kind", "dtype"), [("integer", pl.Int64), ("number", pl.Float64), ("boolean", pl.Boolean), ("date", pl.Date), ("year", pl.Int64)]
)
def test_a_column_has_its_type_when_it_is_empty_or_absent(kind: str, dtype: type[pl.DataType]):
    schema = Schema((Field("v", kind, {}),), (), (), (), ("",), {})
    for text in (pl.DataFrame({"v": []}, schema={"v": pl.String}), pl.DataFrame({"other": ["x"]})):
        data, unreadable = type_columns(text, schema)
        assert data.schema == {"v": dtype}
        assert unreadable == {}
