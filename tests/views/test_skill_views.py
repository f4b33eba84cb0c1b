"""Views on skills, gaps, occupations, technologies and groups: meaning on small values, and what must hold on the real packages."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from bwise_publish.views.answers import Answer, answers_by_skill
from bwise_publish.views.barriers import barrier_types
from bwise_publish.views.findings import Finding, skill_findings, strength, technology_findings, voices
from bwise_publish.views.gap_story import gap_story
from bwise_publish.views.gaps import Gap, Reach, gap_view, reach_of
from bwise_publish.views.groups import group_views
from bwise_publish.views.occupations import by_major_group, by_target_group, occupation_views
from bwise_publish.views.sentences import counted, listing, sentence
from bwise_publish.views.skill_counts import gaps_by_group, technology_aspects, voices_by_skill
from bwise_publish.views.skill_topic import skill_topic
from bwise_publish.views.skills import skill_categories, skill_views
from bwise_publish.views.tables import Origin
from bwise_publish.views.technologies import technology_views

ORIGIN = Origin("a-source", "A source", "page 1", "derived", "'listening' names it.", "single-read", None)
SUPPORTERS, WORKERS, ALL = ("supporter", "Supporters"), ("worker-with-support-needs", "Workers with support needs"), ("all", "All groups")


def answer(kind: str, *groups: tuple[str, str], status: str = "Running") -> Answer:
    return Answer(kind, f"{kind}-1", "Listening", "", None, None, "", "", status, "listening", groups, (), ORIGIN)


def finding(aspect: str = "gap", source: str = "a-source", survey: str | None = None) -> Finding:
    where = replace(ORIGIN, source_id=source)
    return Finding(
        id="sf-1",
        subject_id="listening",
        subject="Listening",
        group_id="supporter",
        group="Supporters",
        aspect_id=aspect,
        aspect=aspect,
        statement="They lack it.",
        level="",
        level_derived=False,
        measure=None,
        no_measure="Words only.",
        country_code=None,
        country="",
        survey_id=survey,
        survey="",
        sample=None,
        remark="",
        rank=None,
        origin=where,
    )


def gap(*answers: Answer, aspects: tuple[str, ...] = ("gap",)) -> Gap:
    found = tuple(finding(aspect) for aspect in aspects)
    return Gap(
        "listening", "Listening", "soft", "Soft skills", found, 1, (Reach(*SUPPORTERS, "nothing", ()),), (), False, answers, False, ()
    )


class Voices:
    """Two tables: b is another account of the wave a; page-2 is another copy of page-1."""

    surveys = {"a": {"same_wave_as": None}, "b": {"same_wave_as": "a"}, "c": {"same_wave_as": None}}  # noqa: RUF012
    twins = {"page-1": ({"twin_source_id": "page-2"},), "page-2": ({"twin_source_id": "page-1"},)}  # noqa: RUF012

    def one(self, _package: str, _table: str, key: str) -> dict[str, str | None]:
        return self.surveys[key]

    def by(self, _package: str, _table: str, _field: str) -> dict[str, tuple[dict[str, str], ...]]:
        return self.twins


@pytest.mark.parametrize(
    ("findings", "number"),
    [
        ([finding(survey="a", source="x"), finding(survey="a", source="y")], 1),
        ([finding(survey="a"), finding(survey="b")], 1),
        ([finding(survey="a"), finding(survey="c")], 2),
        ([finding(source="page-1"), finding(source="page-2")], 1),
        ([finding(source="page-1"), finding(source="page-3")], 2),
        ([finding(source="page-1"), finding(source="page-1", survey="a")], 2),
        ([], 0),
    ],
)
def test_a_survey_wave_and_a_web_page_are_one_voice_each(findings, number):
    assert voices(Voices(), findings) == number


def test_the_strength_of_evidence_grows_with_the_voices():
    assert [strength(number) for number in (0, 1, 2, 3, 4)] == ["none", "one voice", "a few voices", "a few voices", "many voices"]


def test_an_answer_reaches_its_own_group_and_all_groups_reaches_everybody():
    assert answer("module", SUPPORTERS).reaches("supporter")
    assert not answer("module", SUPPORTERS).reaches("enabler")
    assert answer("module", ALL).reaches("enabler")
    assert answer("module").reaches("all")
    assert not answer("module").reaches("supporter")


@pytest.mark.parametrize(
    ("answers", "reach"),
    [
        ((), "nothing"),
        ((answer("module", SUPPORTERS),), "training"),
        ((answer("practice", SUPPORTERS), answer("module", WORKERS)), "practice"),
        ((answer("module", WORKERS), answer("practice")), "others"),
    ],
)
def test_training_for_the_group_counts_before_a_practice_and_others_last(answers, reach):
    assert reach_of("supporter", answers) == reach


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ((), "nothing"),
        ((answer("practice"),), "practice"),
        ((answer("mooc"),), "training"),
        ((answer("outcome"), answer("practice")), "training-and-practice"),
    ],
)
def test_a_practice_alone_is_no_training(answers, status):
    assert gap(*answers).status == status


def test_a_gap_says_what_sources_call_it():
    assert gap(aspects=("gap",)).kinds == "gap"
    assert gap(aspects=("training-need",)).kinds == "training need"
    assert gap(aspects=("gap", "training-need")).kinds == "gap and training need"


def test_training_that_was_only_planned_is_told_apart():
    assert gap(answer("mooc", status="Planned"), answer("practice")).only_planned
    assert not gap(answer("mooc", status="Planned"), answer("module")).only_planned
    assert not gap(answer("practice")).only_planned


def test_numbers_become_words_and_lists_become_sentences():
    assert [counted(number, "module") for number in (0, 1, 2, 12)] == ["no module", "one module", "two modules", "12 modules"]
    assert counted(2, "curriculum", "curricula") == "two curricula"
    assert [listing(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert sentence("it is so") == "It is so."


def test_every_skill_with_a_gap_stands_in_the_gap_view_once(tables):
    rows = tables.rows("skills-needs", "skill_findings")
    expected = {row["skill_id"] for row in rows if row["skill_id"] and row["finding_aspect_id"] in ("gap", "training-need")}
    listed = [item.skill_id for item in gap_view(tables).gaps]
    assert sorted(listed) == sorted(expected)


def test_every_gap_finding_is_told_once_with_its_skill_or_without(tables):
    view = gap_view(tables)
    told = [item.id for item in view.gaps for item in item.findings] + [item.id for item in view.unnamed]
    rows = tables.rows("skills-needs", "skill_findings")
    assert sorted(told) == sorted(row["finding_id"] for row in rows if row["finding_aspect_id"] in ("gap", "training-need"))


def test_every_link_row_to_a_gap_is_an_answer_with_its_ground(tables):
    view = gap_view(tables)
    links = {(item.skill_id, answer.kind, answer.id) for item in view.gaps for answer in item.answers}
    wanted = {item.skill_id for item in view.gaps}
    for table, kind, key in (
        ("module_skills", "module", "module_id"),
        ("outcome_skills", "outcome", "outcome_id"),
        ("curriculum_skills", "curriculum", "curriculum_id"),
        ("mooc_skills", "mooc", "mooc_id"),
    ):
        expected = {(row["skill_id"], kind, row[key]) for row in tables.rows("curricula", table) if row["skill_id"] in wanted}
        assert {link for link in links if link[1] == kind} == expected
    practices = {
        (row["skill_id"], "practice", row["practice_id"])
        for row in tables.rows("practices", "practice_skills")
        if row["skill_id"] in wanted
    }
    assert {link for link in links if link[1] == "practice"} == practices
    assert all(answer.stated_as and answer.origin.note for item in view.gaps for answer in item.answers if answer.origin.derived)


def test_gaps_without_answer_and_gaps_with_answer_make_up_all_gaps(tables):
    view = gap_view(tables)
    answered = view.with_status("training", "practice", "training-and-practice")
    assert answered + len(view.unanswered) == len(view.gaps)
    assert not any(item.answers for item in view.unanswered)
    assert all(item.answers for item in view.confirmed_by_none)


def test_a_group_counts_each_of_its_gaps_once(tables):
    for group in gap_view(tables).groups:
        assert sum(group.count(reach) for reach in ("training", "practice", "others", "nothing")) == len(group.gaps)
        assert len({item.skill_id for item, _ in group.gaps}) == len(group.gaps)


def test_a_country_shows_only_findings_that_name_it(tables):
    for country in gap_view(tables).countries:
        assert {item.country_code for _, findings in country.gaps for item in findings} <= {country.code}
        assert all(country.code in [code for code, _ in answer.countries] for answer, _ in country.answers)


def test_the_story_of_the_gaps_says_the_numbers_of_the_view(tables):
    view = gap_view(tables)
    text = " ".join((*gap_story(view).answer, *gap_story(view).findings))
    assert f"{len(view.gaps)} skills" in text
    assert counted(len(view.unanswered), "skill") in text


def test_hardly_used_is_not_shown_as_low_relevance(tables):
    found = {item.id: item for item in skill_findings(tables)}
    for key in ("sf-035", "sf-036"):
        assert found[key].aspect_id == "use"
        assert found[key].level == ""
        assert "hardly used" in found[key].statement
        assert not found[key].is_need
    assert not any(item.is_need and item.level == "Low" and item.level_derived for item in found.values())


def test_a_finding_without_a_figure_says_why(tables):
    for item in (*skill_findings(tables), *technology_findings(tables)):
        assert item.measure or item.no_measure
        assert item.origin.source_title


def test_an_estimate_keeps_its_word_and_its_status(tables):
    found = {item.id: item for item in skill_findings(tables)}
    assert (found["sf-221"].measure.qualifier, found["sf-221"].measure.status) == ("about", "estimate")


def test_every_skill_has_a_view_and_stands_in_one_category(tables):
    views = skill_views(tables)
    assert {view.id for view in views} == {row["skill_id"] for row in tables.rows("skills-needs", "skills")}
    listed = [view.id for category in skill_categories(tables, views) for view in category.skills]
    assert sorted(listed) == sorted(view.id for view in views)


def test_the_views_of_skills_hold_every_finding_that_names_a_skill(tables):
    told = sorted(item.id for view in skill_views(tables) for item in view.findings)
    assert told == sorted(row["finding_id"] for row in tables.rows("skills-needs", "skill_findings") if row["skill_id"])


def test_occupations_of_a_skill_rest_on_exact_and_close_matches_only(tables):
    for view in skill_views(tables):
        same = {match.title for match in view.matches if match.match_id in ("exact", "close")}
        assert {item.concept for item in view.occupations} <= same
        assert {item.concept for item in view.labels} <= same


def test_an_occupation_lists_every_relation_of_esco_once(tables):
    relations = tables.by("reference", "esco_occupation_skills", "occupation_id")
    for view in occupation_views(tables):
        assert sum(len(item.items) for item in view.lists) == len(relations.get(view.id, ()))
        assert sum(rows for _, rows in view.skill_sources) == len(relations.get(view.id, ()))


def test_where_esco_versions_disagree_both_readings_stand_with_a_remark(tables):
    views = [view for view in occupation_views(tables) if view.disagreements]
    assert views
    for view in views:
        remarks = [item for items in view.lists for item in items.items if item.remark]
        assert len(remarks) == 2 * view.disagreements


def test_the_isco_path_of_an_occupation_leads_from_the_major_group_down(tables):
    for view in occupation_views(tables):
        codes = [item.code for item in view.path]
        assert len(codes[0]) == 1
        assert all(later.startswith(former) for former, later in pairwise(codes))


def test_the_two_orders_of_occupations_hold_the_same_occupations(tables):
    views = occupation_views(tables)
    by_isco = sorted(item.id for major in by_major_group(views) for item in major.occupations)
    by_people = sorted(item.id for _, _, items in by_target_group(views) for item in items)
    assert by_isco == by_people == sorted(view.id for view in views)


def test_technologies_and_barriers_lose_no_row(tables):
    named = [row for row in tables.rows("skills-needs", "technology_findings") if row["technology_id"]]
    assert sum(len(view.findings) for view in technology_views(tables)) == len(named)
    assert sum(len(item.barriers) for item in barrier_types(tables)) == len(tables.rows("skills-needs", "barriers"))


def test_a_group_lists_each_member_once(tables):
    views = group_views(tables)
    assert {view.id for view in views} == {row["target_group_id"] for row in tables.rows("reference", "target_groups")}
    for view in views:
        for members in (view.profiles, view.curricula, view.moocs, view.personas, view.practices, view.recognition):
            assert len({item.id for item in members}) == len(members)


def test_the_counts_by_group_add_up_to_the_findings(tables):
    grid = gaps_by_group(tables)
    rows = [row for row in tables.rows("skills-needs", "skill_findings") if row["finding_aspect_id"] in ("gap", "training-need")]
    assert sum(map(sum, grid.values)) == grid.counted == sum(bool(row["skill_id"]) for row in rows)
    assert grid.counted + grid.left_out == len(rows)
    row, column, value = grid.highest
    assert grid.values[grid.rows.index(row)][grid.columns.index(column)] == value == max(map(max, grid.values))


def test_a_grid_of_voices_lists_only_what_somebody_speaks_of(tables):
    for grid in (voices_by_skill(tables), technology_aspects(tables)):
        assert all(any(line) for line in grid.values)


def test_the_topic_counts_what_the_tables_hold(tables):
    topic = skill_topic(tables)
    rows = tables.rows("skills-needs", "skill_findings")
    assert topic.evidence.findings == len(rows)
    assert topic.evidence.with_figure == sum(row["value"] is not None for row in rows)
    assert topic.evidence.re_read == sum(row["checked"] == "re-read" for row in rows)
    assert len(topic.key_findings) >= 5


def test_answers_name_their_audience_from_the_curriculum(tables):
    groups = tables.by("curricula", "curriculum_target_groups", "curriculum_id")
    for items in answers_by_skill(tables).values():
        for item in items:
            if item.kind == "curriculum":
                assert {code for code, _ in item.groups} == {row["target_group_id"] for row in groups.get(item.id, ())}


def test_the_versions_of_most_skills_are_said_once_for_the_list(tables):
    for view in occupation_views(tables):
        for items in view.lists:
            numbers = Counter(item.versions for item in items.items)
            assert numbers[items.usual] == max(numbers.values(), default=0)
