"""Rules that hold for every table of the publication which has the fields in question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from bwise_publish.catalog import Table
from bwise_publish.catalog.model import Field
from bwise_publish.problems import Place, Problem, shown
from bwise_publish.validation.rules.applying import broken

if TYPE_CHECKING:
    import pandera.polars as pa
    import polars as pl

NO_VALUE = ("not-collected", "not-available", "not-applicable")
_PLANNED = "target"
# The pattern of fields that hold a year, a year and month, or a day: it lets 2021-13 pass.
_PARTIAL_DATE = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_THOUSANDS = r"^-?[1-9][0-9]{0,2}\.[0-9]{3}$"


def common_problems(table: Table, release_year: int) -> Iterator[Problem]:
    """The rows of a table that break a common rule. `release_year` is the year of the release date in publication.toml."""
    import pandera.polars as pa

    yield from _thousands(table)
    checks = common_checks(table, release_year)
    if checks:
        yield from broken(table, pa.DataFrameSchema(checks=checks), table.data)


def common_checks(table: Table, release_year: int) -> list[pa.Check]:
    """The common rules that a table has the fields for."""
    return _checks({field.name: _kind(field) for field in table.schema.fields if field.name in table.text.columns}, release_year)


def every_common_check() -> list[pa.Check]:
    """All common rules, for their words."""
    fields = {
        "start": _PARTIAL_DATE,
        "basis": "string",
        "note": "string",
        "year": "year",
        "published": "date",
        "value": "number",
        "value_upper": "number",
    }
    return _checks({**fields, "obs_status_id": "string"}, 9999)


def _kind(field: Field) -> str:
    """The type of a field; for partial dates, which are texts, their pattern."""
    return _PARTIAL_DATE if field.constraints.get("pattern") == _PARTIAL_DATE else field.type


def _checks(types: Mapping[str, str], release_year: int) -> list[pa.Check]:
    import polars as pl

    from bwise_publish.validation.rules.terms import is_partial_date

    checks: list[pa.Check] = []
    if {"basis", "note"} <= types.keys():
        checks.append(
            _rule(
                "derived-without-note", "note", pl.col("basis").ne("derived") | pl.col("note").is_not_null(),
                "A derived row says in its note how it was derived.", "Write in the note on what grounds the row was derived.",
            )
        )  # fmt: skip
    for name in (name for name, kind in types.items() if kind == "year" and not name.startswith("target_")):
        planned = pl.col("obs_status_id").eq(_PLANNED) if "obs_status_id" in types else pl.lit(value=False)
        checks.append(
            _rule(
                "year-after-release", name, pl.col(name).le(release_year) | planned.fill_null(value=False),
                f"A year that is not a target cannot lie after the year of the release, {release_year}.",
                "Correct the year; if it is a target, say so in obs_status_id or use a field target_year.",
            )
        )  # fmt: skip
    checks += (
        _rule(
            "date-after-release", name, pl.col(name).dt.year().le(release_year),
            f"What was read or published cannot carry a date after the year of the release, {release_year}.", "Correct the date.",
        )
        for name in ("retrieved", "published")
        if types.get(name) == "date"
    )  # fmt: skip
    checks += (
        _rule(
            "no-such-date", name, is_partial_date(name), "A date has a month from 01 to 12, and a day that this month has.",
            "Correct the date; where the day is not known leave it out, and the month too.",
        )
        for name, kind in types.items()
        if kind == _PARTIAL_DATE
    )  # fmt: skip
    if types.get("value") == "number" and "obs_status_id" in types:  # a text is not a measurement that has a status
        checks += _status_rules()
    if types.get("value") == "number" and types.get("value_upper") == "number":
        checks.append(
            _rule(
                "upper-below-value", "value_upper", pl.col("value_upper").ge(pl.col("value")),
                "The upper end of a range cannot be less than its lower end.", "Exchange value and value_upper, or correct one of them.",
            )
        )  # fmt: skip
    return checks


def _thousands(table: Table) -> Iterator[Problem]:
    """Numbers such as 200.000 or 1.500: to a reader of German, Dutch or Italian they are thousands, to a program they are 200 and 1.5."""
    for field in table.schema.fields:
        if field.type != "number" or field.name not in table.text.columns or "decimalChar" in field.raw:
            continue
        cells = table.text[field.name]
        for index in cells.str.contains(_THOUSANDS).arg_true().to_list():
            where = Place(table.package, table.name, table.row_number(index), field.name)
            message = f"{shown(cells[index])} has three digits after the point, as a number with a mark of thousands has."
            mend = f"Write {cells[index].replace('.', '')} if thousands are meant; if not, write another number of decimals."
            yield Problem(where, "thousands-mark", message, mend)


def _status_rules() -> list[pa.Check]:
    import polars as pl

    absent = pl.col("obs_status_id").is_in(NO_VALUE)
    return [
        _rule(
            "value-though-missing", "value", ~absent | pl.col("value").is_null(),
            "A row whose status says that there is no value cannot hold one.", "Correct obs_status_id, or empty the value.",
        ),
        _rule(
            "missing-without-status", "obs_status_id", pl.col("value").is_not_null() | absent | pl.col("obs_status_id").is_null(),
            "A row without a value says in its status why there is none.", f"Use one of {', '.join(NO_VALUE)}, or fill in the value.",
        ),
    ]  # fmt: skip


def _rule(name: str, field: str, holds: pl.Expr, sentence: str, mend: str) -> pa.Check:
    import pandera.polars as pa

    def run(data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(holds.fill_null(value=True))

    return pa.Check(run, name=name, title=field, description=sentence, error=mend, ignore_na=False)
