"""signposting: reads the typed links of each dataset page and of the linkset, from a server on this machine, and follows them."""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from signposting.htmllinks import find_signposting_html
from signposting.linkset import find_signposting_linkset
from verdict import Check, Release, main


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files with the media types that a static host gives, and says nothing."""

    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {".json": "application/json"}

    def log_message(self, *_: object) -> None:
        """Nothing."""

    def guess_type(self, path: str) -> str:
        """A linkset is told by its name, as the headers of a host would."""
        return "application/linkset+json" if str(path).endswith("linkset.json") else super().guess_type(path)


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serves a folder on this machine; yields its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def examine(release: Release) -> list[Check]:
    """Level 1 on every dataset page; level 2, the linkset; and whether links within the site lead to files."""
    pages = Check("Dataset pages", "FAIR Signposting, level 1", "pages")
    sets = Check("Linkset of the dataset pages", "FAIR Signposting, level 2", "pages")
    links = Check("Typed links within the site", "the files of the release", "links")
    with served(release.site) as address:
        for folder in (release.site / "data", *release.packages()):
            page = f"{address}{folder.relative_to(release.site).as_posix()}/"
            found = find_signposting_html(page)
            asked = {"cite-as": found.citeAs, "type": found.types, "author": found.authors, "describedby": found.describedBy}
            asked |= {"item": found.items, "license": found.license, "linkset": found.linksets}
            missing = [name for name, value in asked.items() if not value]
            pages.either(not missing, f"{folder.name}: no {', '.join(missing)}")
            for post in found:
                if str(post.target).startswith(address):
                    inside = release.site / urlsplit(str(post.target)).path.lstrip("/")
                    links.either(inside.is_file() or (inside / "index.html").is_file(), f"{folder.name}: {post.rel} leads to no file")
            for post in found.linksets:
                level_two(found, str(post.target), folder.relative_to(release.site).as_posix(), sets)
    return [pages, sets, links]


def level_two(page, linkset: str, at: str, check: Check) -> None:
    """The linkset tells of the page what the page tells of itself: as many links of each kind."""
    contexts = find_signposting_linkset(linkset)
    context = next((item for item in contexts.other_contexts | {contexts.context} if str(item).endswith(f"/{at}/")), None)
    if context is None:
        check.bad(f"{at}: not in the linkset")
        return
    told = contexts.for_context(context)
    for name in ("describedBy", "items", "types", "authors"):
        here, there = len(getattr(page, name)), len(getattr(told, name))
        if here != there:
            check.bad(f"{at}: {here} {name} in the page, {there} in the linkset")
            return
    check.good()


if __name__ == "__main__":
    main("signposting", examine)
