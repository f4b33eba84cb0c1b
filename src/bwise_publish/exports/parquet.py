"""Parquet: a table in typed columns; each column carries its title, description and unit where Arrow readers look for them."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from bwise_publish.catalog import Field
from bwise_publish.exports.selfcontained import ExportTable
from bwise_publish.publication import Publication

if TYPE_CHECKING:
    import pyarrow as pa

# What pandas makes of a column when it reads the file without options: its types that know a missing value.
_PANDAS = {"integer": "Int64", "year": "Int32", "boolean": "boolean"}


def parquet_table(table: ExportTable, publication: Publication) -> bytes:
    """One table as a Parquet file of one row group.

    The file's own key-value metadata say what the table is; they hold no clock, so that the same rows give the same bytes with the same
    version of the writer.
    """
    import pyarrow.parquet as pq

    out = io.BytesIO()
    content = table.frame().to_arrow().cast(_schema(table, publication))
    # A row group of no rows is refused.
    pq.write_table(content, out, compression="zstd", compression_level=9, row_group_size=max(1, len(table.rows)), version="2.6")
    return out.getvalue()


def _schema(table: ExportTable, publication: Publication) -> pa.Schema:
    import pyarrow as pa

    fields = table.table.schema.fields
    about = {
        "package": table.table.package,
        "table": table.name,
        "title": table.table.resource.title,
        "description": table.table.resource.description,
        "primary_key": json.dumps(table.table.schema.primary_key),
        "publication": publication.title,
        "version": publication.version,
        "licence": publication.licence_url,
        "pandas": json.dumps(_pandas(fields)),
    }
    columns = [pa.field(field.name, _type(field), nullable=not field.required, metadata=_described(field)) for field in fields]
    return pa.schema(columns, metadata=about)


def _type(field: Field) -> pa.DataType:
    import pyarrow as pa

    types = {
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "year": pa.int32(),
        "date": pa.date32(),
        "datetime": pa.timestamp("us"),
        "time": pa.time64("us"),
    }
    return types.get(field.type, pa.string())


def _described(field: Field) -> dict[str, str]:
    values = {"title": field.title, "description": field.description, "unit": field.unit}
    return {name: value for name, value in values.items() if value}


def _pandas(fields: tuple[Field, ...]) -> dict[str, Any]:
    """The metadata by which pandas chooses types: without them a whole number beside a missing value becomes a float."""
    columns = [
        {
            "name": field.name,
            "field_name": field.name,
            "pandas_type": _PANDAS[field.type].lower().replace("boolean", "bool"),
            "numpy_type": _PANDAS[field.type],
            "metadata": None,
        }
        for field in fields
        if field.type in _PANDAS
    ]
    return {"index_columns": [], "column_indexes": [], "columns": columns}
