"""Numbers as people read them in English, the same on every machine."""

from __future__ import annotations


def number(value: int | float) -> str:
    """Thousands parted by a comma, a true minus sign, no needless zeros, at most two decimals."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return "0" if text == "-0" else text.replace("-", "\N{MINUS SIGN}")


def with_unit(value: int | float, unit: str) -> str:
    """A number with a unit that is a sign (`12%`, `€5`); units that are words stand in the subtitle, not at every bar."""
    if unit == "%":
        return f"{number(value)}%"
    return f"€{number(value)}" if unit in {"€", "euro", "EUR"} else number(value)
