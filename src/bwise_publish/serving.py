"""Shows the site on this machine and builds it again when data, prose or templates change."""

from __future__ import annotations

import functools
import http.server
import sys
import threading
from pathlib import Path
from typing import Any

from bwise_publish.pipeline import build
from bwise_publish.problems import Refusal

WATCHED = ("datapackages", "docs", "site_templates", "publication.toml", "mkdocs.yml")
# Seconds of quiet after a change before the build starts: a spreadsheet program saves a file in several steps.
QUIET = 0.5


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Requests are not news."""


def serve(root: Path, port: int) -> None:
    """Builds the site, serves build/site/ on loopback, and follows edits until interrupted.

    A build that finds problems prints them and leaves the site as it was. Raises OSError when the port is taken.
    """
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    changed = threading.Event()

    class Note(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            path = Path(str(event.src_path))
            if event.event_type in ("created", "modified", "moved", "deleted") and path.relative_to(root).parts[0] in WATCHED:
                changed.set()

    _build(root)
    handler = functools.partial(_Handler, directory=str(root / "build" / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        observer = Observer()
        for name in ("datapackages", "docs", "site_templates"):
            observer.schedule(Note(), str(root / name), recursive=True)
        observer.schedule(Note(), str(root), recursive=False)
        observer.start()
        print(f"Showing http://127.0.0.1:{server.server_port}/ and following edits; end with Ctrl-C.", file=sys.stderr)  # noqa: T201
        try:
            while True:
                changed.wait()
                while changed.is_set():
                    changed.clear()
                    changed.wait(QUIET)
                _build(root)
        finally:
            observer.stop()
            observer.join()
            server.shutdown()


def _build(root: Path) -> None:
    try:
        build(root)
    except Refusal as refusal:
        print(f"{refusal}\nThe site is as it was before.", file=sys.stderr)  # noqa: T201
