"""The words for how a row is known, as the last block of a page explains them."""

from __future__ import annotations

from typing import Any

from bwise_publish.views.tables import Tables


def known_words(tables: Tables) -> dict[str, Any]:
    """The descriptions of the bases and checks by their codes, as keywords for a template."""
    return {
        "bases": {row["basis_id"]: row["description"] for row in tables.rows("reference", "bases")},
        "checks": {row["check_id"]: row["description"] for row in tables.rows("reference", "checks")},
    }
