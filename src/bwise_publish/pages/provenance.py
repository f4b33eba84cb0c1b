"""The words for how a row is known, as the last block of a page explains them."""

from __future__ import annotations

from bwise_publish.views.tables import Tables


def known_words(tables: Tables) -> dict[str, dict[str, str]]:
    """The descriptions of the bases and checks by their codes, as keywords for a template."""
    return {
        "bases": {row["basis_id"]: row["description"] for row in tables.rows("reference", "bases")},
        "checks": {row["check_id"]: row["description"] for row in tables.rows("reference", "checks")},
    }
