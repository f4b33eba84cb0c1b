"""Shows the site on this machine and builds it again when data, prose or templates change."""

from __future__ import annotations

import functools
import http.server
import sys
import threading
from pathlib import Path
from typing import Any

from bwise_publish.exclusive import alone
from bwise_publish.pipeline import build
from bwise_publish.problems import Place, Problem, Refusal

WATCHED = ("datapackages", "docs", "site_templates", "publication.toml", "mkdocs.yml")
_TOPS = {(name,) for name in WATCHED}
# Seconds of quiet after a change before the build starts: a spreadsheet program saves a file in several steps.
QUIET = 0.5


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Sends every file in full: a page after an undone edit is older than the one that a browser may keep, and still the newest."""

    def send_head(self) -> Any:
        """Opens the file that is asked for, whatever the browser has of it."""
        del self.headers["If-Modified-Since"]
        return super().send_head()

    def end_headers(self) -> None:
        """Asks the browser to keep nothing."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Requests are not news."""


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tells of a fault; that a reader left a page before all of it had come is none."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def serve(root: Path, port: int) -> None:
    """Builds the site, serves build/site/ on loopback, and follows edits until interrupted.

    A build that finds problems prints them and leaves the site as it was. Raises Refusal when the port is taken.
    """
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    changed = threading.Event()

    class Note(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            # A program that saves by renaming names the file in the destination only; the root itself changes with every file in it.
            paths = [Path(str(path)).relative_to(root) for path in (event.src_path, event.dest_path) if path]
            if event.event_type in ("created", "modified", "moved", "deleted") and any(path.parts[:1] in _TOPS for path in paths):
                changed.set()

    with _server(root, port) as server:
        observer = Observer()
        for name in ("datapackages", "docs", "site_templates"):
            observer.schedule(Note(), str(root / name), recursive=True)
        observer.schedule(Note(), str(root), recursive=False)
        observer.start()  # before the first build: what is edited while it runs is built next
        try:
            _build(root)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            print(f"Showing http://127.0.0.1:{server.server_port}/ and following edits; end with Ctrl-C.", file=sys.stderr)  # noqa: T201
            while True:
                changed.wait()
                while changed.is_set():
                    changed.clear()
                    changed.wait(QUIET)
                _build(root)
        finally:
            observer.stop()
            observer.join()


def _server(root: Path, port: int) -> _Server:
    """The server, before anything is built: who has to choose another port learns it at once."""
    handler = functools.partial(_Handler, directory=str(root / "build" / "site"))
    try:
        return _Server(("127.0.0.1", port), handler)
    except (OSError, OverflowError) as error:
        message = f"The port {port} cannot be used: {getattr(error, 'strerror', None) or error}."
        mend = "End the program that uses it, or choose another, such as: ./nox -s serve -- --port 8001"
        raise Refusal([Problem(Place(file="serve"), "port-taken", message, mend)]) from None


def _build(root: Path) -> None:
    try:
        with alone(root):
            build(root)
    except Refusal as refusal:
        there = (root / "build" / "site").is_dir()
        last = "The site is as it was before." if there else "There is no site yet; mend this, and it is built."
        print(f"{refusal}\n{last}", file=sys.stderr)  # noqa: T201
    except OSError as error:  # a file vanished or was locked while it was read: a spreadsheet program was saving it
        print(f"The site could not be built: {error}. It is tried again at the next change.", file=sys.stderr)  # noqa: T201
    else:
        print("The site is up to date.", file=sys.stderr)  # noqa: T201
