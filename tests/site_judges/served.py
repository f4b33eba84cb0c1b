"""The newest built site, and a server on the loopback address that sends it as a static host does: packed, with headers and a 404 page."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import os
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]
_COMPRESSED = frozenset({".html", ".css", ".js", ".json", ".svg", ".txt", ".xml", ".csv", ".ttl", ".jsonld"})
_TYPES = {".woff2": "font/woff2", ".js": "text/javascript", ".jsonld": "application/ld+json", ".webmanifest": "application/manifest+json"}


def newest_site() -> Path | None:
    """The folder that BWISE_SITE names, or the site of the highest version in dist/, or None."""
    if given := os.environ.get("BWISE_SITE"):
        return Path(given)
    found = [path for path in (ROOT / "dist").glob("*/site") if (path / "index.html").is_file()]
    return max(found, key=lambda path: [int(part) if part.isdecimal() else 0 for part in path.parent.name.split(".")], default=None)


@cache
def headers_of(site: Path) -> tuple[tuple[str, str], ...]:
    """The headers that the site asks its host to send with every answer, from its file `_headers`."""
    file = site / "_headers"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    pairs = [line.strip().partition(": ") for line in lines if line.startswith("  ")]
    return tuple((name, value) for name, _, value in pairs)


class _StaticHost(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60

    def log_message(self, *args: object) -> None:
        """Writes no log."""

    def do_GET(self) -> None:
        """Sends a file, the index of a folder, or the page for what is not there."""
        root = Path(self.directory)
        path = unquote(urlsplit(self.path).path)
        file = root / path.lstrip("/")
        if file.is_dir() and not path.endswith("/"):
            self.send_response(301)
            self.send_header("Location", f"{path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        file = file / "index.html" if file.is_dir() else file
        status = 200 if file.is_file() and file.resolve().is_relative_to(root.resolve()) else 404
        self._send(file if status == 200 else root / "404.html", status)

    def _send(self, file: Path, status: int) -> None:
        content = file.read_bytes()
        compressed = file.suffix in _COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", "")
        content = gzip.compress(content, 6, mtime=0) if compressed else content
        self.send_response(status)
        kind = _TYPES.get(file.suffix) or self.guess_type(str(file))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if file.suffix in _COMPRESSED else kind)
        self.send_header("Content-Length", str(len(content)))
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        for name, value in headers_of(Path(self.directory)):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


@contextlib.contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serves a folder while the block runs; gives its address, with a final slash."""

    def handler(*args: object) -> _StaticHost:
        return _StaticHost(*args, directory=str(site))  # type: ignore[arg-type]

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
