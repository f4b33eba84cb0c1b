from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from bwise_publish.views.named import Named
from bwise_publish.views.practice_facets import NOT_STATED, facets, gallery
from bwise_publish.views.practice_findings import findings, lead
from bwise_publish.views.practice_summary import summary
from bwise_publish.views.practices import Mention, Practice, PracticeCountry, practices, similar
from bwise_publish.views.success_stories import stories_by_country
from bwise_publish.views.tables import Origin

ORIGIN = Origin("leaflet", "A leaflet", "page 1", "stated", "", "re-read", None)
KINDS = {"robotics": "Robotics", "other": "Other", "e-commerce": "Online selling"}
NEEDS = {"autism": "Autistic people", "women": "Women", "migration": "Migrants and refugees"}


def practice(
    identifier: str,
    kind: str = "robotics",
    needs: tuple[str, ...] = (),
    country: str | None = "AT",
    field: str | None = None,
    checked: str = "re-read",
) -> Practice:
    place = Named(country, {"AT": "Austria", "BE": "Belgium"}[country]) if country else None
    origin = replace(ORIGIN, checked=checked)
    return Practice(
        id=identifier,
        title=identifier.title(),
        description=f"What {identifier} does.",
        country=place,
        year_started=2020,
        technology_kind=Named(kind, KINDS[kind]),
        digital_side=Named("yes", "Has a digital side"),
        activity_field=Named(field, field.title()) if field else None,
        activity_field_as_stated="",
        reach=None,
        reach_status=Named("not-available", "Not available"),
        programme=None,
        website="",
        best_practice=False,
        origin=origin,
        countries=(PracticeCountry(place, True, origin),) if place else (),
        places=(),
        organisations=(),
        target_groups=(),
        support_needs=tuple(Mention(NEEDS[need].lower(), Named(need, NEEDS[need]), origin) for need in needs),
        skills=(),
        technologies=(),
        wise_types=(),
        origins=(),
        stories=(),
    )


def ids(found: tuple[Practice, ...]) -> list[str]:
    return [item.id for item in found]


def test_similar_practices_share_kind_and_need_and_those_with_more_shared_needs_come_first():
    arm = practice("arm", needs=("autism", "women"))
    both = practice("zeal", needs=("women", "autism"))
    one = practice("cobot", needs=("autism",))
    other_kind = practice("shop", kind="e-commerce", needs=("autism", "women"))
    other_need = practice("lift", needs=("migration",))
    assert ids(similar(arm, (arm, one, other_kind, other_need, both))) == ["zeal", "cobot"]


def test_the_kind_other_is_no_likeness_so_the_field_of_activity_takes_its_place():
    cafe = practice("cafe", kind="other", needs=("women",), field="catering")
    bar = practice("bar", kind="other", needs=("women",), field="catering")
    farm = practice("farm", kind="other", needs=("women",), field="farming")
    unknown = practice("unknown", kind="other", needs=("women",))
    assert ids(similar(cafe, (bar, cafe, farm, unknown))) == ["bar"]
    assert similar(unknown, (bar, cafe, farm, practice("unsaid", kind="other", needs=("women",)))) == ()


def test_a_practice_without_a_support_need_has_no_similar_ones():
    assert similar(practice("arm"), (practice("cobot"),)) == ()


def test_what_is_not_known_names_each_gap_and_always_that_nobody_checked_whether_it_runs():
    known = {item.what: item.why for item in practice("arm").unknown}
    assert "Whether it still runs" in known
    assert "The year in which it began" not in known
    assert known["How many it reaches"].endswith("gives no number.")
    assert "Its places, organisations, target groups, support needs, skills" in known
    lost = {item.what for item in replace(practice("arm", country=None), year_started=None).unknown}
    assert {"Its country", "The year in which it began"} <= lost


def test_the_gallery_has_each_practice_once_and_those_without_a_country_last():
    groups = gallery((practice("arm", country="BE"), practice("bar"), practice("lost", country=None)))
    assert [(group.title, ids(group.practices)) for group in groups] == [
        ("Austria", ["bar"]),
        ("Belgium", ["arm"]),
        ("Several countries, or country not stated", ["lost"]),
    ]
    assert groups[-1].id == NOT_STATED


def test_counts_are_of_practices_most_first_and_the_shares_of_rows_read_once_are_told(tables):
    found = (
        practice("arm", needs=("autism", "women")),
        practice("bar", kind="other", needs=("women",), country="BE", checked="single-read"),
        practice("cobot", checked="single-read"),
    )
    whole = summary(tables, found)
    assert [(item.named.id, item.count, item.single_read) for item in whole.by_kind] == [("robotics", 2, 1), ("other", 1, 1)]
    assert [(item.named.id, item.count) for item in whole.by_need] == [("women", 2), ("autism", 1)]
    assert (whole.practices, whole.countries, whole.single_read, whole.single_read_share) == (3, 2, 2, 67)
    assert whole.kind_by_need.values == ((1, 1), (1, 0))
    assert {item.named.id: item.count for item in whole.by_country}["CY"] == 0, "an EU country without a practice counts 0"
    assert "NO" not in {item.named.id for item in whole.by_country}, "a country outside the EU without a practice is not asked about"


def test_the_lead_has_three_sentences_with_the_counts_and_leaves_the_kind_other_out(tables):
    sentences = lead(summary(tables, (practice("arm", needs=("women",)), practice("bar", kind="other"), practice("cafe", kind="other"))))
    assert len(sentences) == 3
    assert "three practices in one country" in sentences[0]
    assert "robotics (1)" in sentences[1]
    assert "other" not in sentences[1].lower().replace("others", "")
    assert "women (1)" in sentences[2]


def test_no_practice_gives_a_lead_that_says_so_and_no_finding(tables):
    whole = summary(tables, ())
    assert lead(whole) == ("This edition holds no practice yet.",)
    assert findings(tables, (), whole) == ()


def test_every_row_of_the_practices_is_one_practice_in_order_of_title(tables):
    found = practices(tables)
    rows = {row["practice_id"] for row in tables.rows("practices", "practices")}
    assert {item.id for item in found} == rows
    assert len(found) == len(rows)
    assert [item.title.casefold() for item in found] == sorted(item.title.casefold() for item in found)


def test_no_row_that_belongs_to_a_practice_is_lost(tables):
    lists = {
        "practice_target_groups": "target_groups",
        "practice_support_needs": "support_needs",
        "practice_skills": "skills",
        "practice_technologies": "technologies",
        "practice_wise_types": "wise_types",
        "practice_organisations": "organisations",
        "practice_places": "places",
        "practice_countries": "countries",
        "practice_origins": "origins",
        "success_story_practices": "stories",
    }
    found = practices(tables)
    for table, attribute in lists.items():
        in_data = Counter(row["practice_id"] for row in tables.rows("practices", table))
        shown = Counter({item.id: len(getattr(item, attribute)) for item in found if getattr(item, attribute)})
        assert shown == in_data, table


def test_every_number_of_people_reached_keeps_unit_status_and_plan(tables):
    rows = tables.table("practices", "practices").by_key
    for item in practices(tables):
        row = rows[item.id]
        assert (item.reach is None) == (row["reach_value"] is None)
        if item.reach:
            assert (item.reach.value, item.reach.unit) == (row["reach_value"], row["reach_unit"])
            assert item.reach.planned == (row["reach_planned"] is True)
            assert item.origin.source_id == row["source_id"]


@pytest.mark.parametrize("identifier", ["country", "technology", "support-need", "activity-field"])
def test_each_facet_holds_every_practice_and_says_when_one_stands_twice(tables, identifier):
    found = practices(tables)
    facet = next(item for item in facets(tables, found) if item.id == identifier)
    held = [item.id for group in facet.groups for item in group.practices]
    assert set(held) == {item.id for item in found}
    assert facet.several == (len(held) > len(set(held)))
    assert len({group.id for group in facet.groups}) == len(facet.groups)


def test_findings_count_the_rows_of_the_table_that_they_name(tables):
    found = practices(tables)
    whole = summary(tables, found)
    told = {item.table: item.text for item in findings(tables, found, whole)}
    named = {row["practice_id"] for row in tables.rows("practices", "practice_skills")}
    linked = {row["practice_id"] for row in tables.rows("practices", "practice_skills") if row["skill_id"]}
    assert told["practices", "practice_skills"].startswith(f"{len(named)} practices name a skill; for {len(linked)} of them")
    for package, table in told:
        assert len(tables.table(package, table)) > 0


def test_two_accounts_of_one_enterprise_stand_together_each_with_its_own_figures_and_source(tables):
    groups = stories_by_country(tables)
    croatia = next(group for group in groups if group.country.id == "HR")
    nova = next(item for item in croatia.enterprises if item.name == "Humana Nova")
    assert [account.employees for account in nova.accounts] == [52, 50]
    assert len({account.origin.source_id for account in nova.accounts}) == 2
    shown = [account.id for group in groups for item in group.enterprises for account in item.accounts]
    assert sorted(shown) == sorted(row["story_id"] for row in tables.rows("practices", "success_stories"))
