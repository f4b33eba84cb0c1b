"""The index of the search, made smaller: readers fetch it over slow connections before they find the first word."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

# A section that is longer is a list or table, and what it names has pages or rows of its own. Two pages of a book have 4,000 characters.
MOST_CHARACTERS = 2_000
_CUT_TAG = re.compile(r"<[^>]*\Z")


def shorten_index(path: Path) -> None:
    """Cuts the text of each section in the index at `MOST_CHARACTERS`, after a word and never inside a tag; titles stay whole."""
    index: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for section in index["docs"]:
        section["text"] = shortened(section["text"])
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def shortened(text: str) -> str:
    """The text up to the last word that ends within the limit."""
    if len(text) <= MOST_CHARACTERS:
        return text
    whole_words = text[: MOST_CHARACTERS + 1].rpartition(" ")[0] or text[:MOST_CHARACTERS]
    return _CUT_TAG.sub("", whole_words).rstrip()
