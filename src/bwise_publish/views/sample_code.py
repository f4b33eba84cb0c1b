"""Code that reads a table: Python (polars, pandas), R and SQL (DuckDB), with the types that a reader would otherwise guess wrongly."""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.catalog import Table


@dataclass(frozen=True, slots=True)
class Sample:
    """A piece of code: the heading above it, the language, and its lines."""

    title: str
    language: str
    code: str


def samples(table: Table) -> tuple[Sample, ...]:
    """How to read the CSV of the table, saved beside the script under its own name."""
    file = f"{table.name}.csv"
    codes = text_like_numbers(table)
    dates = tuple(field.name for field in table.schema.fields if field.type == "date")
    return (
        Sample("Python with polars", "python", _polars(file, codes, dates)),
        Sample("Python with pandas", "python", _pandas(file, codes, dates)),
        Sample("R", "r", _r(file, codes)),
        Sample("SQL with DuckDB", "sql", _duckdb(file, codes)),
    )


def text_like_numbers(table: Table) -> tuple[str, ...]:
    """The text fields that a CSV reader may take for numbers or dates because of what stands in them, or because nothing does.

    Codes such as 0110 lose their first digit when read as a number.
    """
    found = []
    for field in table.schema.fields:
        if field.type != "string":
            continue
        present = table.data[field.name].drop_nulls()
        if len(present) == 0 or bool(present.str.contains(r"^[0-9][0-9.\-]*$").any()):
            found.append(field.name)
    return tuple(found)


def _polars(file: str, codes: tuple[str, ...], dates: tuple[str, ...]) -> str:
    arguments = [f'"{file}"']
    if codes:
        arguments.append("schema_overrides={" + ", ".join(f'"{name}": pl.String' for name in codes) + "}")
    if dates:
        arguments.append("try_parse_dates=True")
    arguments.append("infer_schema_length=None")
    return "import polars as pl\n\ntable = pl.read_csv(" + ", ".join(arguments) + ")"


def _pandas(file: str, codes: tuple[str, ...], dates: tuple[str, ...]) -> str:
    arguments = [f'"{file}"']
    if codes:
        arguments.append("dtype={" + ", ".join(f'"{name}": "string"' for name in codes) + "}")
    if dates:
        arguments.append("parse_dates=[" + ", ".join(f'"{name}"' for name in dates) + "]")
    arguments += ["keep_default_na=False", 'na_values=[""]']
    return "import pandas as pd\n\ntable = pd.read_csv(" + ", ".join(arguments) + ")"


def _r(file: str, codes: tuple[str, ...]) -> str:
    types = ", ".join(f"{name} = col_character()" for name in codes)
    columns = f", col_types = cols({types})" if codes else ", show_col_types = FALSE"
    return f'library(readr)\n\ntable <- read_csv("{file}", na = "", guess_max = Inf{columns})'


def _duckdb(file: str, codes: tuple[str, ...]) -> str:
    types = ", ".join(f"'{name}': 'VARCHAR'" for name in codes)
    extra = f", types = {{{types}}}" if codes else ""
    return f"SELECT *\nFROM read_csv('{file}', header = true{extra})\nLIMIT 10;"
