"""The files of generated tables: CSV by every dialect and encoding, broken now and then, in one file, several, or a compressed one."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import zipfile
from typing import Any

from hypothesis import strategies as st

ENCODINGS = ["utf-8", "utf-8", "utf-8", "utf-8-sig", "latin-1", "utf-16", "cp1252", "ascii"]

OTHER_MARKS = [
    {"skipBlankRows": True}, {"headerCase": False}, {"headerJoin": "-"}, {"doubleQuote": True}, {"doubleQuote": False},
    {"lineTerminator": "\r\n"}, {"escapeChar": "\\"},
]  # fmt: skip


def rarely(draw: st.DrawFn, one_in: int) -> bool:
    """True for one case in so many."""
    return draw(st.integers(1, one_in)) == one_in


@st.composite
def csv_bytes(draw: st.DrawFn, resource: dict[str, Any], header: list[str], rows: list[list[str]]) -> bytes:
    """The file of a table, written by a dialect that is stated or not, and broken now and then."""
    dialect: dict[str, Any] = {}
    marks = {"delimiter": ",", "quotechar": '"'}
    if rarely(draw, 3):
        marks = {"delimiter": draw(st.sampled_from([";", "\t", "|", ","])), "quotechar": draw(st.sampled_from(['"', '"', "'"]))}
        if not rarely(draw, 4):
            dialect.update(delimiter=marks["delimiter"], quoteChar=marks["quotechar"])
    if rarely(draw, 2):
        dialect.setdefault("delimiter", marks["delimiter"])
        dialect.setdefault("quoteChar", marks["quotechar"])
        dialect["skipInitialSpace"] = rarely(draw, 3)
    lines = [header, *rows]
    if rarely(draw, 8):
        dialect["header"] = draw(st.booleans())
        lines = lines if dialect["header"] or rarely(draw, 4) else rows
    if rarely(draw, 10):
        dialect["commentChar"] = "#"
        lines.insert(draw(st.integers(0, len(lines))), ["# note"])
    if rarely(draw, 10):
        dialect["headerRows"] = draw(st.sampled_from([[1], [2], [1, 2]]))
        lines.insert(0, draw(st.sampled_from([["title"], header])))
    if rarely(draw, 12):
        dialect["commentRows"] = [draw(st.integers(1, 3))]
    if rarely(draw, 10):
        dialect.update(draw(st.sampled_from(OTHER_MARKS)))
    if rarely(draw, 10) and lines:
        at = draw(st.integers(0, len(lines) - 1))
        lines[at] = draw(st.sampled_from([[*lines[at], "more"], lines[at][:-1], [], [""] * len(lines[at])]))
    out = io.StringIO(newline="")
    csv.writer(
        out, lineterminator=draw(st.sampled_from(["\n", "\n", "\r\n"])), quoting=draw(st.sampled_from([0, 0, 1])), **marks
    ).writerows(lines)
    text = out.getvalue()
    if rarely(draw, 12) and text:
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(['"', "\r", "\n", '""', " ", ",", "\x00", "é"])) + text[at:]
    if rarely(draw, 5):
        text = text.rstrip("\r\n")
    if dialect or rarely(draw, 8):
        resource["dialect"] = dialect
    encoding = draw(st.sampled_from(ENCODINGS))
    if (encoding != "utf-8" and not rarely(draw, 4)) or rarely(draw, 2):
        resource["encoding"] = encoding if not rarely(draw, 6) else "utf-8"
    return text.encode(encoding, errors="replace")


@st.composite
def placed(draw: st.DrawFn, resource: dict[str, Any], content: bytes) -> dict[str, bytes]:
    """The files that a table is in: one, several, or one that is compressed; with its size and checksum, right or wrong."""
    name = resource["path"]
    if rarely(draw, 10):
        packed = gzip.compress(content, mtime=0)
        if draw(st.booleans()):
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as archive:
                archive.writestr(name, content)
            packed, resource["path"] = out.getvalue(), f"{name}.zip"
        else:
            resource["path"] = f"{name}.gz"
        files = {resource["path"]: packed}
    elif rarely(draw, 12) and b"\n" in content[:-1]:
        lines = content.splitlines(keepends=True)
        at = draw(st.integers(1, len(lines)))
        files = {name: b"".join(lines[:at]), f"more-{name}": lines[0] + b"".join(lines[at:])}
        resource["path"] = list(files)
    else:
        files = {name: content}
    if rarely(draw, 8):
        del resource["schema"]
    if rarely(draw, 8) and len(files) == 1:
        stored = next(iter(files.values()))
        resource["bytes"] = len(stored) + (1 if rarely(draw, 4) else 0)
        sums = {"md5": hashlib.md5(stored).hexdigest(), "sha256": "sha256:" + hashlib.sha256(stored).hexdigest()}
        resource["hash"] = draw(st.sampled_from([*sums.values(), "0" * 32, "sha256:" + "0" * 64]))
    return files
