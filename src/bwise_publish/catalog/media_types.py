"""The media type of a file by the end of its name, the same on every machine."""

from __future__ import annotations

import mimetypes
from pathlib import Path

# Media types that the standard table lacks or that differ from system to system; the system's own table is not consulted.
_TYPES = mimetypes.MimeTypes(filenames=())
for _suffix, _type in {
    ".csv": "text/csv", ".geojson": "application/geo+json", ".json": "application/json", ".md": "text/markdown", ".js": "text/javascript",
    ".woff2": "font/woff2", ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json", ".xml": "application/xml",
    ".zip": "application/zip", ".gz": "application/gzip", ".map": "application/json", ".png": "image/png", ".html": "text/html",
    ".css": "text/css", ".txt": "text/plain", ".ttl": "text/turtle", ".jsonld": "application/ld+json", ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems", ".cff": "application/yaml", ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}.items():  # fmt: skip
    _TYPES.add_type(_type, _suffix)


def media_type(path: str) -> str:
    """The media type of a file by the end of its name."""
    suffix = Path(path).suffix.lower()
    return _TYPES.types_map[True].get(suffix, "application/octet-stream")
