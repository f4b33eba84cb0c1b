from __future__ import annotations

import contextlib
import datetime
import sqlite3

import pytest

from bwise_publish.exports.selfcontained import self_contained
from bwise_publish.exports.sqlite import sqlite_database, view_name

RELEASE = {"version": "1.2.0"}


@contextlib.contextmanager
def opened(content, tmp_path):
    path = tmp_path / "data.sqlite"
    path.write_bytes(content)
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        yield database


def stored(value):
    return value.isoformat() if isinstance(value, datetime.date) else value


def sound(database):
    return (
        database.execute("PRAGMA integrity_check").fetchall() == [("ok",)] and not database.execute("PRAGMA foreign_key_check").fetchall()
    )


def test_every_cell_of_the_real_packages_reads_back(exports, tmp_path):
    for name, export in exports.items():
        with opened(sqlite_database(export.tables, RELEASE), tmp_path) as database:
            assert sound(database), name
            for table in export.tables:
                expected = [tuple(map(stored, record.values())) for record in table.records()]
                assert database.execute(f'SELECT * FROM "{table.name}"').fetchall() == expected, table.name


def test_one_database_holds_everything_with_every_key(exports, tmp_path):
    own = [table for export in exports.values() for table in export.tables if not table.borrowed]
    with opened(sqlite_database(own, RELEASE), tmp_path) as database:
        assert sound(database)
        for table in own:
            keys = {row[2] for row in database.execute(f'PRAGMA foreign_key_list("{table.name}")')}
            assert keys == {key.resource or table.name for key in table.table.schema.foreign_keys}, table.name
            assert database.execute(f'SELECT count(*) FROM "{table.name}"').fetchone() == (len(table.rows),)


def test_a_view_adds_what_the_codes_mean_and_loses_no_row(small, tmp_path):
    _, catalog = small
    with opened(sqlite_database(self_contained(catalog, "things").tables, RELEASE), tmp_path) as database:
        rows = database.execute("SELECT thing, kind, kind_label FROM things_labelled ORDER BY thing").fetchall()
    assert rows == [("0110", None, None), ("=1+1", "b", "The second"), ("https://a.example/", "a", "The first")]


def test_views_of_the_real_tables_have_as_many_rows_as_their_tables(exports, tmp_path):
    export = exports["practices"]
    with opened(sqlite_database(export.tables, RELEASE), tmp_path) as database:
        views = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
        assert view_name("practices") in views
        for table in export.tables:
            if view_name(table.name) in views:
                assert database.execute(f'SELECT count(*) FROM "{view_name(table.name)}"').fetchone() == (len(table.rows),)


def test_types_keys_and_missing_values_are_those_of_the_schema(small, tmp_path):
    _, catalog = small
    with opened(sqlite_database(self_contained(catalog, "things").tables, RELEASE), tmp_path) as database:
        columns = {name: (kind, needed, key) for _, name, kind, needed, _, key in database.execute("PRAGMA table_info(things)")}
        rows = database.execute('SELECT thing, day, share, count, since, open, "when", at FROM things').fetchall()
    assert columns["thing"] == ("TEXT", 1, 1)
    assert [columns[name][0] for name in ("share", "count", "since", "open", "day")] == ["REAL", "INTEGER", "INTEGER", "INTEGER", "TEXT"]
    assert rows == [
        ("0110", "1899-12-31", None, None, None, 0, None, None),
        ("=1+1", "2024-05-06", 0.25, 7, 2024, 1, "2024-05-06 07:08:09", "07:08:09"),
        ("https://a.example/", None, -3.5, -1, None, None, None, None),
    ]


def test_the_database_refuses_what_its_schema_forbids(small, tmp_path):
    _, catalog = small
    path = tmp_path / "data.sqlite"
    path.write_bytes(sqlite_database(self_contained(catalog, "things").tables, RELEASE))
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        for wrong in (
            "INSERT INTO things (thing, kind) VALUES ('x', 'z')",
            "INSERT INTO things (thing, open) VALUES ('x', 2)",
            "INSERT INTO things (thing) VALUES ('0110')",
            "INSERT INTO things (thing) VALUES (NULL)",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                database.execute(wrong)


def test_the_database_describes_itself(small, tmp_path):
    _, catalog = small
    with opened(sqlite_database(self_contained(catalog, "things").tables, RELEASE), tmp_path) as database:
        assert database.execute("SELECT * FROM about_release").fetchall() == [("version", "1.2.0")]
        assert database.execute("SELECT * FROM about_tables ORDER BY table_name").fetchall() == [
            ("kinds", "things", "Kinds", "One row is a kinds.", 2, None),
            ("things", "things", "Things", "One row is a things.", 3, "things_labelled"),
        ]
        assert database.execute("SELECT * FROM about_fields WHERE field_name = 'share'").fetchall() == [
            ("things", "share", "Share", "The share.", "number", "per cent")
        ]


def test_the_same_rows_give_the_same_bytes(exports):
    for name in ("practices", "country-context"):
        assert sqlite_database(exports[name].tables, RELEASE) == sqlite_database(exports[name].tables, RELEASE)
