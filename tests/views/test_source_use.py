from __future__ import annotations

import re
from collections import Counter

import pytest

from bwise_publish.views import source_use
from bwise_publish.views.row_names import row_name, row_page
from bwise_publish.views.source_use import initial, sort_key, sources, stated_terms
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def views(tables):
    return sources(tables)


def test_every_source_stands_there_once(tables, views):
    assert sorted(view.source_id for view in views) == sorted(row["source_id"] for row in tables.rows("reference", "sources"))


def test_every_row_with_a_locator_rests_on_the_sources_that_it_names(tables, views):
    expected: Counter[str] = Counter()
    for table in tables.catalog.tables.values():
        if "locator" not in table.schema.names:
            continue
        fields = [key.fields[0] for key in table.schema.foreign_keys if key.resource == "sources"]
        for record in table.records:
            expected.update({record[name] for name in fields if record[name]})
    assert {view.source_id: view.total for view in views if view.total} == dict(expected)


def test_a_bulk_table_is_cut_and_says_how_many_rows_there_are(views):
    cut = [table for view in views for table in view.tables if table.total > len(table.rows)]
    assert cut
    for table in cut:
        assert len(table.rows) in (source_use.SHOWN, source_use.SHOWN_OF_BULK)
    assert all(len(table.rows) == table.total for view in views for table in view.tables if table.total <= source_use.SHOWN_OF_BULK)


def test_every_row_has_a_name_that_says_more_than_nothing(views):
    names = [row.name for view in views for table in view.tables for row in table.rows]
    assert all(name.strip() and len(name) <= 160 for name in names)


def test_twins_point_at_each_other(views):
    twins = {(view.source_id, twin) for view in views for twin, _ in view.twins}
    assert twins
    assert twins == {(twin, source_id) for source_id, twin in twins}


def test_only_web_addresses_become_links(views):
    for view in views:
        assert view.links == view.url.startswith(("http://", "https://"))


def test_a_title_in_our_own_words_has_no_foreign_language(views):
    for view in views:
        if view.title.startswith("[") or "paraphrased" in view.note:
            assert view.language is None, view.source_id


@pytest.mark.parametrize(
    ("title", "letter"),
    [("École", "e"), ("[Page of a network]", "p"), ("«Über uns»", "u"), ("3 steps", "other"), ("Ελλάδα", "other"), ("", "other")],
)
def test_titles_are_listed_under_the_letter_that_readers_look_for(title, letter):
    assert initial(title) == letter


def test_marks_and_case_do_not_change_the_order():
    assert sorted(["éa", "Eb", "ec"], key=sort_key) == ["éa", "Eb", "ec"]


def named(tables, package, name, **wanted):
    table = tables.table(package, name)
    record = next(row for row in table.records if all(row[key] == value for key, value in wanted.items()))
    return table, record


def test_a_link_row_is_named_by_what_it_joins_and_belongs_to_its_parent(tables):
    table, record = named(tables, "practices", "practice_countries")
    name = row_name(tables, table, record)
    assert tables.title("practices", "practices", record["practice_id"]) in name
    assert tables.title("reference", "countries", record["country_code"]) in name
    assert row_page(table, record) == ("practice", record["practice_id"])


def test_a_row_with_a_page_leads_to_its_own_page(tables):
    table, record = named(tables, "skills-needs", "skills")
    assert row_page(table, record) == ("skill", record["skill_id"])


def test_a_finding_leads_to_its_skill_and_not_to_its_group(tables):
    table, record = next(
        (tables.table("skills-needs", "skill_findings"), row) for row in tables.rows("skills-needs", "skill_findings") if row["skill_id"]
    )
    assert row_page(table, record) == ("skill", record["skill_id"])


def test_a_row_that_belongs_to_nothing_with_a_page_has_none(tables):
    table, record = named(tables, "reference", "frameworks")
    assert row_page(table, record) is None


def test_the_page_on_licences_names_every_source_whose_terms_were_stated_and_no_other(views):
    text = (ROOT / "docs" / "licence.md").read_text(encoding="utf-8")
    _, _, section = text.partition("### Sources whose terms were stated")
    named = re.findall(r"`([a-z0-9-]+)`", "\n".join(line.split(" | ")[0] for line in section.splitlines() if line.startswith("| `")))
    assert sorted(named) == sorted(view.source_id for view in views if view.terms)


def test_terms_are_the_parts_of_a_note_that_tell_them():
    note = "Version 1.0.8 stated in README. ESCO data: reuse allowed with attribution (see x). No licence stated by the repository. Cut."
    assert stated_terms(note) == "ESCO data: reuse allowed with attribution (see x); No licence stated by the repository"
    assert stated_terms("public domain; clipped") == "public domain"
    assert stated_terms("Reuse of the building; terms of office 2019 to 2024.") == ""
