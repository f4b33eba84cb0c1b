"""The data table of a figure as CSV."""

from __future__ import annotations

import csv
import io

from bwise_publish.figures.spec import Figure


def table_csv(figure: Figure) -> bytes:
    """Header (title and unit of each column) and rows; UTF-8, RFC 4180 quoting, LF; None is an empty cell."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.header for column in figure.columns])
    writer.writerows(figure.rows)
    return text.getvalue().encode("utf-8")
