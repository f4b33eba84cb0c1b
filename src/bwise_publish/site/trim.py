"""Takes out of a built site what the theme brings along and no page uses: source maps, other languages, long lists in the index."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from bwise_publish.site.search_index import shorten_index

_MAP_COMMENT = re.compile(rb"(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)\s*\Z")
_ENGLISH_ONLY = '"lang":["en"]'
_HEAD = 200  # characters of the search index that hold its settings


def trim_site(site: Path) -> None:
    """Removes the source maps of the theme with the comments that name them, and, where the search is English, the other languages.

    The index of the search is shortened.
    """
    scripts = site / "assets" / "javascripts"
    for folder in (scripts, site / "assets" / "stylesheets"):
        for path in sorted(folder.rglob("*.map")):
            path.unlink()
        for path in sorted([*folder.rglob("*.js"), *folder.rglob("*.css")]):
            whole = path.read_bytes()
            if (short := _MAP_COMMENT.sub(b"", whole)) != whole:
                path.write_bytes(short)
    index = site / "search" / "search_index.json"
    if index.is_file():
        with index.open(encoding="utf-8") as opened:
            if _ENGLISH_ONLY in opened.read(_HEAD):
                shutil.rmtree(scripts / "lunr", ignore_errors=True)
        shorten_index(index)
