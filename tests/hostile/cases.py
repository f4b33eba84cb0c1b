"""The hostile packages: how each is written, and the problem that it must end in."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"
MIB = 2**20


@dataclass(frozen=True)
class Hostile:
    """One package: what it tries, how it is written into an empty folder, and the code of the problem that it ends in."""

    name: str
    what: str
    write: Callable[[Path], None]
    code: str
    heavy: bool = False


CASES: list[Hostile] = []


def hostile(what: str, code: str, *, heavy: bool = False) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Adds a package to the list; the function writes it."""

    def add(write: Callable[[Path], None]) -> Callable[[Path], None]:
        CASES.append(Hostile(write.__name__, what, write, code, heavy))
        return write

    return add


def write(folder: Path, content: bytes = b"id\n1\n", fields: list[dict[str, Any]] | None = None, **resource: Any) -> None:
    """Writes a package of one table `t`."""
    schema = {"fields": fields or [{"name": "id", "type": "string"}]}
    (folder / "t.csv").write_bytes(content)
    raw = {"$schema": V2, "name": "p", "resources": [{"name": "t", "path": "t.csv", "schema": schema, "encoding": "utf-8", **resource}]}
    (folder / "datapackage.json").write_text(json.dumps(raw), encoding="utf-8")


def descriptor(folder: Path, text: str) -> None:
    """Writes a descriptor as text."""
    write(folder)
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


def column(kind: str, **more: Any) -> list[dict[str, Any]]:
    """One field `id`."""
    return [{"name": "id", "type": kind, **more}]


@hostile("a path with `..`", "path-outside")
def dots(folder: Path) -> None:
    (folder.parent / "secret.csv").write_bytes(b"id\n1\n")
    write(folder, path="../secret.csv")


@hostile("an absolute path", "path-outside")
def absolute(folder: Path) -> None:
    write(folder, path="/etc/passwd")


@hostile("a symbolic link out of the package", "path-outside")
def link(folder: Path) -> None:
    (folder.parent / "secret.csv").write_bytes(b"id\n1\n")
    write(folder, path="link.csv")
    (folder / "link.csv").symlink_to(folder.parent / "secret.csv")


@hostile("a symbolic link to itself", "file-unreadable")
def loop(folder: Path) -> None:
    write(folder, path="loop.csv")
    (folder / "loop.csv").symlink_to(folder / "loop.csv")


@hostile("a pipe that nobody writes to", "file-missing")
def pipe(folder: Path) -> None:
    write(folder, path="pipe.csv")
    os.mkfifo(folder / "pipe.csv")


@hostile("an address in `path`", "path-remote")
def address(folder: Path) -> None:
    write(folder, path="https://example.org/t.csv")


@hostile("an address of a file of this machine in `path`", "path-remote")
def file_address(folder: Path) -> None:
    write(folder, path="file:///etc/passwd")


@hostile("an address in `schema`", "path-remote")
def schema_address(folder: Path) -> None:
    write(folder, schema="https://example.org/schema.json")


@hostile("an address in `dialect`", "path-remote")
def dialect_address(folder: Path) -> None:
    write(folder, dialect="https://example.org/dialect.json")


@hostile("an address in `profile`", "profile-unsupported")
def profile_address(folder: Path) -> None:
    write(folder, profile="https://example.org/profile.json")


@hostile("`$ref` in a schema", "schema-shape")
def reference(folder: Path) -> None:
    write(folder, schema={"$ref": "https://example.org/schema.json"})


@hostile("a second path that leads out", "path-outside")
def second_path(folder: Path) -> None:
    write(folder, path=["t.csv", "../../etc/passwd"])


@hostile("a zip bomb: 512 MiB in half a MiB", "archive-bomb", heavy=True)
def zip_bomb(folder: Path) -> None:
    with zipfile.ZipFile(folder / "t.csv.zip", "w", zipfile.ZIP_DEFLATED) as archive, archive.open("t.csv", "w") as entry:
        for _ in range(512):
            entry.write(b"0" * MIB)
    write(folder, path="t.csv.zip")


@hostile("a gzip bomb: 512 MiB in half a MiB", "archive-bomb", heavy=True)
def gzip_bomb(folder: Path) -> None:
    with gzip.open(folder / "t.csv.gz", "wb") as packed:
        for _ in range(512):
            packed.write(b"0" * MIB)
    write(folder, path="t.csv.gz")


@hostile("a zip archive whose file leads out (zip-slip)", "archive-unsafe")
def zip_slip(folder: Path) -> None:
    with zipfile.ZipFile(folder / "t.csv.zip", "w") as archive:
        archive.writestr("../../evil.csv", "id\n1\n")
    write(folder, path="t.csv.zip")


@hostile("a file that is no gzip file", "archive-unreadable")
def not_gzip(folder: Path) -> None:
    write(folder, path="t.csv.gz")
    (folder / "t.csv.gz").write_bytes(b"id\n1\n")


@hostile("a cell of 100 MB in a short text", "row-long", heavy=True)
def long_text(folder: Path) -> None:
    write(folder, b"id\n" + b"a" * 100_000_000 + b"\n", column("string", constraints={"maxLength": 10}))


@hostile("a cell of 100 MB in a number", "row-long", heavy=True)
def long_number(folder: Path) -> None:
    write(folder, b"id\n" + b"9" * 100_000_000 + b"\n", column("number"))


@hostile("a cell of 20 MB in a short text", "cell-length", heavy=True)
def text_of_20(folder: Path) -> None:
    write(folder, b"id\n" + b"a" * 20_000_000 + b"\n", column("string", constraints={"maxLength": 10}))


@hostile("a cell of 20 MB in a number", "cell-long", heavy=True)
def number_of_20(folder: Path) -> None:
    write(folder, b"id\n" + b"9" * 20_000_000 + b"\n", column("number"))


@hostile("a list of 10 million items", "cell-type", heavy=True)
def list_of_10(folder: Path) -> None:
    write(folder, b'id\n"' + b"1," * 10_000_000 + b'x"\n', column("list", itemType="integer"))


@hostile("a quoted cell of 100 MB with line ends", "row-long", heavy=True)
def long_quoted(folder: Path) -> None:
    write(folder, b'id\n"' + b"ab\n" * 33_000_000 + b'"\n', column("string", constraints={"pattern": "[a-z]+"}))


@hostile("100,000 columns", "columns-too-many", heavy=True)
def columns(folder: Path) -> None:
    names = [f"c{number}" for number in range(100_000)]
    write(folder, ",".join(names).encode() + b"\n", [{"name": name} for name in names])


@hostile("a NUL byte", "csv-malformed")
def nul(folder: Path) -> None:
    write(folder, b"id\na\x00b\n")


@hostile("bytes that are not UTF-8", "encoding-wrong")
def wrong_encoding(folder: Path) -> None:
    write(folder, "id\né\n".encode("latin-1"))


@hostile("two encodings in one file", "encoding-wrong")
def mixed_encodings(folder: Path) -> None:
    write(folder, "id\né\n".encode() * 5000 + "é\n".encode("latin-1"))


@hostile("a UTF-16 file called UTF-8", "encoding-wrong")
def other_mark(folder: Path) -> None:
    write(folder, "id\n1\n".encode("utf-16"))


@hostile("two byte order marks", "column-unknown")
def two_marks(folder: Path) -> None:
    write(folder, b"\xef\xbb\xbf\xef\xbb\xbfid\n1\n")


@hostile("a quotation mark that is never closed", "csv-malformed")
def lone_quote(folder: Path) -> None:
    write(folder, b'id\n"a\nb\nc\n')


@hostile("100 MB after a quotation mark that is never closed", "row-long", heavy=True)
def long_lone_quote(folder: Path) -> None:
    write(folder, b'id\n"a\n' + b"b\n" * 50_000_000)


@hostile("20 million quotation marks", "csv-malformed", heavy=True)
def quotes(folder: Path) -> None:
    write(folder, b"id\n" + b'"' * 19_999_999)


@hostile("rows of other lengths than the header", "row-length")
def ragged(folder: Path) -> None:
    write(folder, b"id\n1,2\n")


@hostile("20 million blank lines", "row-blank", heavy=True)
def blank(folder: Path) -> None:
    write(folder, b"id\n" + b"\n" * 20_000_000)


@hostile("two columns of one name", "header-twice")
def twice(folder: Path) -> None:
    write(folder, b"id,id\n1,2\n")


@hostile("a column without a name", "header-blank")
def unnamed(folder: Path) -> None:
    write(folder, b"id,\n1,2\n")


@hostile("the pattern `(a+)+` and a cell that takes hours by backtracking", "cell-pattern")
def catastrophic(folder: Path) -> None:
    write(folder, b"id\n" + b"a" * 5000 + b"!\n", column("string", constraints={"pattern": "(a+)+"}))


@hostile("a pattern with a look-ahead", "pattern-unsupported")
def look_ahead(folder: Path) -> None:
    write(folder, fields=column("string", constraints={"pattern": "(?=a)a"}))


@hostile("a pattern of a million repetitions of a thousand", "pattern-unsupported")
def large_pattern(folder: Path) -> None:
    write(folder, fields=column("string", constraints={"pattern": "((a{1000}){1000}){1000}"}))


@hostile("a descriptor nested 100,000 deep", "descriptor-json")
def deep(folder: Path) -> None:
    descriptor(folder, '{"name": ' + "[" * 100_000 + "]" * 100_000 + "}")


@hostile("a cell of JSON nested 100,000 deep", "cell-type")
def deep_cell(folder: Path) -> None:
    write(folder, b"id\n" + b"[" * 100_000 + b"\n", column("array"))


@hostile("a whole number of 50,000 digits", "cell-type")
def huge_integer(folder: Path) -> None:
    write(folder, b"id\n" + b"9" * 50_000 + b"\n", column("integer"))


@hostile("a whole number of 50,000 digits in the descriptor", "descriptor-json")
def huge_integer_in_json(folder: Path) -> None:
    descriptor(folder, '{"name": "p", "resources": [' + "9" * 50_000 + "]}")


@hostile("a number with an exponent of a thousand million", "cell-range")
def huge_exponent(folder: Path) -> None:
    write(folder, b"id\n1e999999999\n", column("number", constraints={"maximum": 10}))


@hostile("a key of numbers with huge exponents", "primary-key-twice")
def huge_keys(folder: Path) -> None:
    schema = {"fields": column("number"), "primaryKey": ["id"]}
    write(folder, b"id\n1e999999\n10e999998\n", schema=schema)


@hostile("a key that stands twice in the descriptor", "descriptor-json")
def duplicate_key(folder: Path) -> None:
    descriptor(folder, '{"name": "p", "name": "q", "resources": []}')


@hostile("NaN in the descriptor", "descriptor-json")
def not_finite(folder: Path) -> None:
    descriptor(folder, '{"name": "p", "resources": [], "x": NaN}')


@hostile("a descriptor of 20 MB", "file-too-large")
def large_descriptor(folder: Path) -> None:
    descriptor(folder, '{"name": "' + "a" * 20_000_000 + '"}')


@hostile("an address of 90,000 characters", "cell-format")
def long_address(folder: Path) -> None:
    write(folder, b"id\n" + b"a" * 90_000 + b"\n", column("string", format="uri"))


@hostile("an e-mail address of 90,000 characters", "cell-format")
def long_email(folder: Path) -> None:
    write(folder, b"id\n" + b"a." * 45_000 + b"@\n", column("string", format="email"))


@hostile("a list of 20 million items", "row-long", heavy=True)
def long_list(folder: Path) -> None:
    write(folder, b'id\n"' + b"1," * 20_000_000 + b'x"\n', column("list", itemType="integer"))


@hostile("a line that the guessing of marks takes long over, and no dialect", "row-length", heavy=True)
def slow_sniffing(folder: Path) -> None:
    write(folder, b"id\n" + b"'a'b,'" * 3_000_000 + b"\n")


@hostile("two million wrong cells, each another one", "cell-type", heavy=True)
def wrong_cells(folder: Path) -> None:
    write(folder, b"id\n" + b"".join(b"x%d\n" % number for number in range(2_000_000)), column("integer"))
