"""Every rule fires on the row that breaks it, and stays silent on rows that are right."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandera.polars as pa
import pytest

from bwise_publish.catalog import Catalog, load
from bwise_publish.publication import Publication, read_publication
from bwise_publish.validation import validate
from bwise_publish.validation.rules import MODULES, check_rules, rule_sets
from bwise_publish.validation.rules.common import common_problems
from tests import making

Rows = Sequence[Mapping[str, Any]]
ROOT = Path(__file__).parents[2]


def rows(columns: str, *values: tuple[Any, ...]) -> Rows:
    """Rows from the names of their columns, separated by spaces, and tuples."""
    return [dict(zip(columns.split(), value, strict=True)) for value in values]


STATISTIC = "statistic_id country_code region_code wise_type_id indicator_id scope value value_upper obs_status_id reference_year"
FINDINGS = rows(
    "finding_id skill_id survey_id country_code value unit",
    ("x1", "it", "w", "AT", 33.0, "percent of respondents"),
    ("x2", "it", "w", "EU", 500.0, "persons"),
    ("x3", "law", None, "FR", None, None),
    ("x4", "law", "w", None, 7.0, "hours"),
)
# By package and table: rows that keep every rule. The first row tells the types of the columns, so it holds no None where a type matters.
RIGHT: dict[str, dict[str, Rows]] = {
    "wise-mapping": {
        "country_statistics": rows(
            STATISTIC,
            ("s1", "AT", "AT-1", "a", "workers-total", "all", 100.0, 110.0, "range", 2020),
            ("s2", "AT", "AT-1", "a", "workers-with-support-needs", "all", 60.0, None, "observed", 2020),
            ("s3", "AT", "AT-1", "a", "workers-with-support-needs", "another scope", 500.0, None, "observed", 2020),
            ("s4", "AT", None, None, "integration-rate-percent", None, 33.0, None, "estimate", None),
            ("s5", "AT", None, None, "workers-total", None, 100.0, None, "estimate", 2021),
        ),
        "country_activity_fields": rows(
            "country_activity_field_id country_code wise_type_id share_percent share_base reference_year source_id",
            ("f1", "FR", "a", 60.0, "turnover", 2013, "s"),
            ("f2", "FR", "a", 40.0, "turnover", 2013, "s"),
            ("f3", "FR", "a", 40.0, "jobs", 2013, "s"),
            ("f4", "FR", "a", None, None, None, "s"),
        ),
        "network_memberships": rows("network_id member_of_network_id", ("a", "b"), ("c", None)),
        "statistic_conflicts": rows("statistic_id other_statistic_id", ("s1", "s5"), ("s5", "s1")),
    },
    "country-context": {
        "context_indicators": rows(
            "context_indicator_id same_measure_indicator_id unit_id",
            ("rate", "other-rate", "percent-of-population"),
            ("gap", None, "percentage-points"),
            ("spending", None, "percent-of-gdp"),
            ("people", None, "persons"),
        ),
        "observations": rows(
            "observation_id country_code context_indicator_id observation_population_id value obs_status_id observation_flag_id"
            " reference_year source_id",
            ("o1", "AT", "rate", "all", 50.0, "estimate", "e", 2020, "s"),
            ("o2", "AT", "gap", None, -3.0, "observed", None, 2020, "s"),
            ("o3", "AT", "people", None, 5000.0, "observed", "b", 2020, "s"),
            ("o4", "BE", "people", None, 5000.0, "observed", None, 2020, "s"),
        ),
    },
    "skills-needs": {
        "surveys": rows(
            "survey_id start_date end_date same_wave_as sample_size sample_unit",
            ("w", "2021-10", "2021-12-24", "v", 100, "respondents"),
            ("v", "2021-05", "2021", None, None, None),
        ),
        "survey_countries": rows("survey_id country_code", ("w", "AT"), ("w", "BE")),
        "survey_samples": rows("survey_id sample_size sample_unit", ("w", 60, "respondents"), ("w", 200, "answers"), ("v", 9, "cases")),
        **{
            name: rows(
                f"{key} survey_id country_code value unit",
                ("x1", "w", "AT", 33.0, "percent of respondents"),
                ("x2", "w", "EU", 500.0, "persons"),
                ("x3", None, "FR", None, None),
                ("x4", "w", None, 7.0, "hours"),
            )
            for name, key in (("technology_findings", "finding_id"), ("barriers", "barrier_id"))
        },
        "skill_findings": FINDINGS,
        "skill_esco_matches": rows("skill_id esco_skill_id lead", ("a", "1", True), ("a", "2", False), ("b", "3", True)),
    },
    "personas": {
        "personas": rows("persona_id fictional", ("ada", True), ("ben", True)),
        "persona_needs": rows("persona_need_id persona_id position", ("n1", "ada", 1), ("n2", "ada", 2), ("n3", "ben", 1)),
        "persona_skills": rows(
            "persona_id skill_id persona_need_id finding_id",
            ("ada", "it", "n1", "x1"),
            ("ben", "it", "n3", "x1"),
            ("ben", "law", None, None),
        ),
    },
    "curricula": {
        "occupational_profiles": rows("profile_id eqf_level", ("p", 4), ("q", None)),
        "curricula": rows(
            "curriculum_id eqf_level hours_min hours_max learning_unit_count_min learning_unit_count_max start_date end_date",
            ("c", 5, 10.0, 20.0, 3, 3, "2020", "2020-06"),
            ("d", None, 10.0, None, None, None, None, None),
        ),
        "modules": rows("module_id curriculum_id eqf_level hours", ("m", "c", 8, 20.0), ("n", "d", None, 90.0)),
        "learning_outcomes": rows("outcome_id curriculum_id module_id", ("l", "c", "m"), ("k", "c", None)),
        "pilots": rows(
            "pilot_id start_date end_date supporters workers_with_support_needs participants",
            ("t", "2020-05-01", "2020-05-01", 5, 10, 15),
            ("u", "2020", None, None, 10, None),
        ),
        "pilot_figures": rows("figure_id value unit", ("g", 90.0, "percent"), ("h", None, None)),
    },
    "practices": {
        "practices": rows(
            "practice_id country_code year_started reach_value reach_unit reach_planned obs_status_id reference_year",
            ("a", "AT", 2015, 40, "people", True, "target", 2015),
            ("b", "BE", None, None, None, False, "not-available", None),
        ),
        "practice_countries": rows("practice_id country_code main", ("a", "AT", True), ("a", "BE", False), ("b", "BE", True)),
        "success_stories": rows("story_id employees target_group_workers", ("s", 10, 10), ("t", None, 10)),
    },
    "strategy": {
        "strategy_actions": rows(
            "action_id kpi_title kpi_value kpi_unit reference_year target_year",
            ("a", "reach", 5.0, "people", 2020, 2030),
            ("b", None, None, None, None, None),
        ),
        "recognition_mechanisms": rows(
            "recognition_id figure_title figure_value valid_from valid_until",
            ("r", "people", 5.0, "2020", "2020-12"),
            ("s", None, None, "2020", None),
        ),
        "recognition_levels": rows("recognition_id eqf_level", ("r", 1), ("s", None)),
        "events": rows(
            "event_id start_date end_date",
            ("e", datetime.date(2020, 5, 1), datetime.date(2020, 5, 2)),
            ("f", datetime.date(2020, 5, 1), None),
        ),
        "project_facts": rows("project_fact_key_id value", ("start", "2021-01"), ("acronym", "B"), ("end", None)),
    },
    "reference": {
        "countries": rows("country_code country_kind_id", ("AT", "country"), ("BE", "country"), ("FR", "country"), ("EU", "aggregate")),
        "replaced_ids": rows("old_id new_id", ("a", "b"), ("c", None)),
        "source_twins": rows("source_id twin_source_id", ("a", "b"), ("b", "a")),
        "eqf_levels": rows("eqf_level title", (1, "one"), (8, "eight")),
        "isco_groups": rows("isco_code level parent_isco_code", ("12", 2, "1"), ("1", 1, None)),
        "competence_areas": rows("competence_area_id framework_id", ("g1", "green"), ("d1", "digital")),
        "competences": rows("competence_id competence_area_id framework_id", ("c", "g1", "green"), ("d", "d1", "digital")),
    },
}  # fmt: skip
# By package, table and rule: what is written into which row (0 is the first) to break it, and the rows that are then reported.
BROKEN: dict[tuple[str, str, str], tuple[int, dict[str, Any], list[int]]] = {
    ("wise-mapping", "country_statistics", "workers-exceed-total"): (1, {"value": 111.0}, [1]),
    ("wise-mapping", "country_statistics", "share-outside-0-100"): (3, {"value": 101.0}, [3]),
    ("wise-mapping", "country_statistics", "figure-negative"): (4, {"value": -1.0}, [4]),
    ("wise-mapping", "country_statistics", "range-without-upper"): (0, {"value_upper": None}, [0]),
    ("wise-mapping", "country_activity_fields", "share-without-base"): (2, {"share_base": None}, [2]),
    ("wise-mapping", "country_activity_fields", "shares-over-100"): (1, {"share_percent": 41.0}, [0, 1]),
    ("wise-mapping", "country_activity_fields", "share-outside-0-100"): (2, {"share_percent": -1.0}, [2]),
    ("wise-mapping", "network_memberships", "member-of-itself"): (0, {"member_of_network_id": "a"}, [0]),
    ("wise-mapping", "statistic_conflicts", "conflict-with-itself"): (0, {"other_statistic_id": "s1"}, [0]),
    ("wise-mapping", "statistic_conflicts", "conflict-of-unlike"): (0, {"other_statistic_id": "s4"}, [0]),
    ("country-context", "observations", "share-outside-0-100"): (0, {"value": 100.1}, [0]),
    ("country-context", "observations", "figure-negative"): (2, {"value": -1.0}, [2]),
    ("country-context", "observations", "observation-twice"): (3, {"country_code": "AT"}, [3]),
    ("country-context", "observations", "estimate-called-observed"): (0, {"obs_status_id": "observed"}, [0]),
    ("country-context", "context_indicators", "same-measure-as-itself"): (0, {"same_measure_indicator_id": "rate"}, [0]),
    ("skills-needs", "surveys", "end-before-start"): (0, {"end_date": "2021-09-30"}, [0]),
    ("skills-needs", "surveys", "same-wave-as-itself"): (0, {"same_wave_as": "w"}, [0]),
    ("skills-needs", "survey_samples", "group-exceeds-sample"): (0, {"sample_size": 101}, [0]),
    **{
        ("skills-needs", name, rule): case
        for name in ("skill_findings", "technology_findings", "barriers")
        for rule, case in {
            "finding-outside-survey": (0, {"country_code": "FR"}, [0]),
            "value-without-unit": (1, {"unit": None}, [1]),
            "share-outside-0-100": (0, {"value": 330.0}, [0]),
        }.items()
    },
    ("skills-needs", "skill_esco_matches", "lead-match-twice"): (1, {"lead": True}, [0, 1]),
    ("personas", "personas", "persona-not-fictional"): (1, {"fictional": False}, [1]),
    ("personas", "persona_needs", "position-out-of-order"): (1, {"position": 3}, [1]),
    ("personas", "persona_skills", "need-of-another-persona"): (1, {"persona_need_id": "n2"}, [1]),
    ("personas", "persona_skills", "finding-of-another-skill"): (0, {"skill_id": "law"}, [0]),
    ("curricula", "occupational_profiles", "eqf-outside-1-8"): (0, {"eqf_level": 9}, [0]),
    ("curricula", "curricula", "eqf-outside-1-8"): (0, {"eqf_level": 0}, [0]),
    ("curricula", "curricula", "hours-min-over-max"): (0, {"hours_min": 21.0}, [0]),
    ("curricula", "curricula", "units-min-over-max"): (0, {"learning_unit_count_min": 4}, [0]),
    ("curricula", "curricula", "end-before-start"): (0, {"end_date": "2019"}, [0]),
    ("curricula", "modules", "eqf-outside-1-8"): (0, {"eqf_level": 10}, [0]),
    ("curricula", "modules", "module-exceeds-curriculum"): (0, {"hours": 20.5}, [0]),
    ("curricula", "learning_outcomes", "module-of-another-curriculum"): (0, {"curriculum_id": "d"}, [0]),
    ("curricula", "pilots", "end-before-start"): (0, {"end_date": "2020-04-30"}, [0]),
    ("curricula", "pilots", "groups-exceed-participants"): (0, {"participants": 14}, [0]),
    ("curricula", "pilot_figures", "value-without-unit"): (0, {"unit": None}, [0]),
    ("curricula", "pilot_figures", "share-outside-0-100"): (0, {"value": 101.0}, [0]),
    ("practices", "practices", "reach-without-unit"): (0, {"reach_unit": None}, [0]),
    ("practices", "practices", "plan-called-observed"): (0, {"obs_status_id": "observed"}, [0]),
    ("practices", "practices", "reach-before-start"): (0, {"reference_year": 2014}, [0]),
    ("practices", "practices", "country-not-listed"): (1, {"practice_id": "c"}, [1]),
    ("practices", "practice_countries", "main-country-twice"): (1, {"main": True}, [0, 1]),
    ("practices", "practice_countries", "main-country-other"): (0, {"country_code": "FR"}, [0]),
    ("practices", "success_stories", "workers-exceed-total"): (0, {"target_group_workers": 11}, [0]),
    ("strategy", "strategy_actions", "kpi-without-unit"): (0, {"kpi_unit": None}, [0]),
    ("strategy", "strategy_actions", "kpi-without-title"): (0, {"kpi_title": None}, [0]),
    ("strategy", "strategy_actions", "target-before-reference"): (0, {"target_year": 2019}, [0]),
    ("strategy", "recognition_mechanisms", "end-before-start"): (0, {"valid_until": "2019-12"}, [0]),
    ("strategy", "recognition_mechanisms", "figure-without-title"): (0, {"figure_title": None}, [0]),
    ("strategy", "recognition_levels", "eqf-outside-1-8"): (0, {"eqf_level": 0}, [0]),
    ("strategy", "project_facts", "project-date-no-date"): (0, {"value": "January 2021"}, [0]),
    ("strategy", "events", "end-before-start"): (0, {"end_date": datetime.date(2020, 4, 30)}, [0]),
    ("reference", "replaced_ids", "replaced-by-itself"): (0, {"new_id": "a"}, [0]),
    ("reference", "source_twins", "twin-of-itself"): (0, {"twin_source_id": "a"}, [0]),
    ("reference", "eqf_levels", "eqf-outside-1-8"): (1, {"eqf_level": 9}, [1]),
    ("reference", "isco_groups", "isco-level-other"): (1, {"level": 2}, [1]),
    ("reference", "isco_groups", "isco-parent-other"): (0, {"parent_isco_code": "2"}, [0]),
    ("reference", "competences", "area-of-another-framework"): (0, {"framework_id": "digital"}, [0]),
}
_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", datetime.date: "date"}


def _made(content: Rows) -> tuple[dict[str, Any], str]:
    """The schema and CSV of rows; the first row tells the types."""
    fields = [{"name": name, "type": _TYPES[str if value is None else type(value)]} for name, value in content[0].items()]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(list(content[0]))
    writer.writerows(
        ["" if value is None else str(value).lower() if isinstance(value, bool) else str(value) for value in row.values()]
        for row in content
    )
    return {"fields": fields}, out.getvalue()


def catalog(folder: Path, tables: Mapping[str, Mapping[str, Rows]]) -> Catalog:
    """A catalog of packages made of rows."""
    return load(
        [making.package(folder, package, {name: _made(content) for name, content in own.items()}) for package, own in tables.items()]
    )


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    return read_publication(making.publication(tmp_path, list(MODULES)))  # released in 2024


def test_rows_that_are_right_break_no_rule(tmp_path: Path, publication: Publication):
    assert [str(problem) for problem in check_rules(catalog(tmp_path / "data", RIGHT), publication)] == []


@pytest.mark.parametrize("case", BROKEN, ids="/".join)
def test_a_row_that_breaks_a_rule_is_named(case: tuple[str, str, str], tmp_path: Path, publication: Publication):
    package, table, rule = case
    row, values, reported = BROKEN[case]
    changed = [{**content, **values} if number == row else content for number, content in enumerate(RIGHT[package][table])]
    broken = {**RIGHT, package: {**RIGHT[package], table: changed}}
    found = [
        problem
        for problem in check_rules(_typed_like(tmp_path / "data", broken, package, table), publication)
        if (problem.where.package, problem.where.table, problem.code) == (package, table, rule)
    ]
    assert [problem.where.row for problem in found] == [index + 2 for index in reported]
    assert all(problem.where.field and problem.message.endswith(".") and problem.mend.endswith(".") for problem in found)


def _typed_like(folder: Path, tables: Mapping[str, Mapping[str, Rows]], package: str, table: str) -> Catalog:
    """A catalog in which the one changed table has the types of its right rows."""
    made = {name: {title: _made(content) for title, content in own.items()} for name, own in tables.items()}
    schema, _ = _made(RIGHT[package][table])
    made[package][table] = (schema, _made(tables[package][table])[1])
    return load([making.package(folder, name, own) for name, own in made.items()])


def test_every_rule_has_a_row_that_breaks_it():
    rules = {
        (package, rules.table, str(check.name)): check
        for package in MODULES
        for rules in rule_sets(package)
        for check in rules.model.to_schema().checks
    }
    assert set(BROKEN) == set(rules)
    assert all(check.description and check.title and check.error for check in rules.values())
    assert all(len({name for owner, _, name in rules if owner == package}) >= 3 for package in MODULES)


@pytest.mark.parametrize("value", [None, "twenty"], ids=["gone", "of another type"])
@pytest.mark.parametrize(
    ("package", "joined", "name", "table"),
    [("curricula", "curricula", "hours_max", "modules"), ("practices", "practice_countries", "main", "practices")],
    ids=lambda name: name,
)
def test_a_field_of_a_joined_table_that_is_gone_or_of_another_type_is_named(
    tmp_path: Path, publication: Publication, package: str, joined: str, name: str, table: str, value: str | None
):
    changed = [{key: value if key == name else cell for key, cell in row.items() if value or key != name} for row in RIGHT[package][joined]]
    tables = {**RIGHT, package: {**RIGHT[package], joined: changed}}
    problems = [problem for problem in check_rules(catalog(tmp_path, tables), publication) if problem.where.table == table]
    assert [problem.code for problem in problems] == ["rule-not-applicable"]
    assert "field" in problems[0].message


def test_a_key_of_another_type_in_one_of_two_joined_tables_is_said(tmp_path: Path, publication: Publication):
    changed = [{**row, "curriculum_id": number} for number, row in enumerate(RIGHT["curricula"]["modules"])]
    tables = {**RIGHT, "curricula": {**RIGHT["curricula"], "modules": changed}}
    problems = [problem for problem in check_rules(catalog(tmp_path, tables), publication) if problem.where.table == "modules"]
    assert [problem.code for problem in problems] == ["rule-not-applicable"]


def test_a_rule_that_cannot_be_applied_is_not_passed_over(tmp_path: Path, publication: Publication):
    renamed = [{"event_id": "e", "begin": "2020", "end_date": "2020"}]
    tables = {**RIGHT, "strategy": {**RIGHT["strategy"], "events": renamed}}
    problems = check_rules(catalog(tmp_path / "a", tables), publication)
    assert [(problem.code, problem.where.table) for problem in problems] == [("rule-not-applicable", "events")]
    assert "start_date" in problems[0].message
    gone = {**RIGHT, "strategy": {name: content for name, content in RIGHT["strategy"].items() if name != "events"}}
    assert [problem.code for problem in check_rules(catalog(tmp_path / "b", gone), publication)] == ["rule-not-applicable"]
    alone = {name: own for name, own in RIGHT.items() if name != "reference"}
    needy = {problem.where.table for problem in check_rules(catalog(tmp_path / "c", alone), publication)}
    assert needy == {"skill_findings", "technology_findings", "barriers"}


def test_rules_are_silent_on_what_has_a_problem_of_its_own(tmp_path: Path, publication: Publication):
    folder = tmp_path / "a"
    catalog(folder, RIGHT)
    (folder / "strategy" / "data" / "events.csv").write_bytes(b"\xff\xfe")
    unreadable = load(sorted(folder.iterdir()))
    assert [problem.code for problem in unreadable.problems] == ["encoding-wrong"]
    assert check_rules(unreadable, publication) == []


COMMON = rows(
    "id basis note value value_upper obs_status_id reference_year target_year retrieved begun",
    ("a", "derived", "the sum of two", 1.0, 2.0, "range", 2020, 2030, datetime.date(2024, 5, 1), "2021-02-28"),
    ("b", "stated", None, None, None, "not-available", 2030, None, None, "2021-12"),
    ("c", "stated", None, 5.0, None, "target", 2030, None, None, "2021"),
    ("d", "stated", None, 5.0, None, "target", 2030, None, None, None),
)


@pytest.mark.parametrize(
    ("row", "values", "code"),
    [
        (0, {"note": None}, "derived-without-note"),
        (0, {"reference_year": 2025}, "year-after-release"),
        (0, {"retrieved": datetime.date(2025, 1, 1)}, "date-after-release"),
        (0, {"value_upper": 0.5}, "upper-below-value"),
        (1, {"value": 0.0, "reference_year": 2020}, "value-though-missing"),
        (2, {"value": None}, "missing-without-status"),
        *((3, {"begun": text}, "no-such-date") for text in ("2021-13", "2021-00", "2021-02-29", "2021-04-31", "0000", "2021-12-00")),
    ],
)
def test_a_common_rule_holds_in_every_table_that_has_its_fields(row: int, values: dict[str, Any], code: str, tmp_path: Path):
    right = [dict(content) for content in COMMON]
    right[1]["reference_year"] = 2020
    changed = [{**content, **values} if number == row else content for number, content in enumerate(right)]

    def problems(folder: Path, content: Rows) -> list[tuple[str, int]]:
        schema, text = _made(COMMON)
        for field in schema["fields"]:
            field["type"] = "year" if field["name"].endswith("_year") else field["type"]
            if field["name"] == "begun":
                field["constraints"] = {"pattern": r"\d{4}(?:-\d{2}(?:-\d{2})?)?"}
        table = load([making.package(folder, "p", {"t": (schema, _made(content)[1] or text)})]).table("p", "t")
        return [(problem.code, problem.where.row) for problem in common_problems(table, 2024)]

    assert problems(tmp_path / "right", right) == []
    assert problems(tmp_path / "wrong", changed) == [(code, row + 2)]


def test_the_rules_fit_the_packages_that_are_published():
    publication = read_publication(ROOT)
    catalog = load(publication.package_folder(name) for name in publication.packages)
    applied = {(package, rules.table) for package in MODULES for rules in rule_sets(package)}
    assert applied <= set(catalog.tables)
    assert [str(problem) for problem in validate(catalog, publication=publication).problems] == []


def test_models_are_pandera_models_of_real_columns():
    for package in MODULES:
        for rules in rule_sets(package):
            assert issubclass(rules.model, pa.DataFrameModel)
            assert rules.model.__doc__
