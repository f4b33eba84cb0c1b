from __future__ import annotations

import datetime
import sqlite3
import zipfile
from contextlib import closing
from io import BytesIO

from bwise_publish.caching import Cache
from bwise_publish.catalog.archive import zip_bytes
from bwise_publish.release.fingerprint import fingerprint


def database(*statements: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        return connection.serialize()


def stored(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_it_does_not_depend_on_the_order_of_files():
    assert fingerprint({"a.csv": b"1", "b.csv": b"2"}) == fingerprint({"b.csv": b"2", "a.csv": b"1"})


def test_a_changed_cell_or_name_shows():
    assert fingerprint({"a.csv": b"x\n1\n"}) != fingerprint({"a.csv": b"x\n2\n"})
    assert fingerprint({"a.csv": b"x\n1\n"}) != fingerprint({"b.csv": b"x\n1\n"})


def test_the_compressor_of_an_archive_does_not_show_but_its_contents_do():
    files = {"data/a.csv": b"x\n1\n" * 100}
    packed = zip_bytes(files, datetime.date(2024, 5, 6))
    assert packed != stored(files)
    assert fingerprint({"a.zip": packed}) == fingerprint({"a.zip": stored(files)})
    assert fingerprint({"a.zip": packed}) != fingerprint({"a.zip": stored({"data/a.csv": b"x\n2\n" * 100})})


def test_sizes_and_checksums_in_descriptors_do_not_show_but_words_do():
    def described(text: str) -> str:
        return fingerprint({"catalog.ttl": text.encode()})

    assert described(f'size 1024, sum "{"a" * 64}"') == described(f'size 999, sum "{"0b" * 32}"')
    assert described("a licence") != described("no licence")


def test_the_keys_of_a_database_show_but_not_who_wrote_it():
    table = "CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER REFERENCES t(a))"
    content = database(table)
    other_library = content[:96] + b"\x00\x00\x00\x01" + content[100:]
    assert fingerprint({"t.sqlite": content}) == fingerprint({"t.sqlite": other_library})
    assert fingerprint({"t.sqlite": content}) != fingerprint({"t.sqlite": database("CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER)")})


def test_sums_that_a_build_kept_give_the_same_fingerprint_and_follow_the_content(tmp_path):
    keep = Cache(tmp_path, "engine").keep
    files = {"api/one/a.json": b'{"n": 12}', "api/one/b.csv": b"x\n1\n", "api/two/c.csv": b"x\n1\n"}
    edits = ({}, {"api/one/a.json": b'{"m": 12}'}, {"api/one/b.csv": b"x\n2\n"})
    for changed in edits:
        for _ in range(2):
            assert fingerprint(files | changed, keep) == fingerprint(files | changed)
    assert len({fingerprint(files | changed, keep) for changed in edits}) == 3
