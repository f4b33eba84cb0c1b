"""What sources say about skills and technologies: findings as pages print them, and how many voices stand behind them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.tables import Origin, Tables, origin

PACKAGE = "skills-needs"
GROUP_ORDER = ("enabler", "supporter", "worker-with-support-needs", "all", "online-other", "other")
ASPECT_ORDER = ("gap", "training-need", "relevance-now", "relevance-future", "use", "effect", "endowment")
GAP_ASPECTS = ("gap", "training-need")
NEED_ASPECTS = ("relevance-now", "relevance-future")
_USE_REMARK = (
    "Shown as use. The data file it under relevance with a low level. The words tell how much it is used, not how much it matters."
)
_NO_FIGURE = {
    "not-applicable": "Words only, nothing counted.",
    "not-available": "No figure: the enquiry counted answers, the page read gives none.",
    "not-collected": "No figure: nobody asked or counted.",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of a finding: the number, its unit in words, the qualifying word ("about") and the status when it is not a plain count."""

    value: float
    unit: str
    qualifier: str
    status: str


@dataclass(frozen=True, slots=True)
class Sample:
    """How many were asked: `size` of `unit`; `who` is the group, or "all who took part" when the split is not known."""

    size: int
    unit: str
    who: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One statement of a source about a skill or a technology (`subject_id` is None for skills or technology in general)."""

    id: str
    subject_id: str | None
    subject: str
    group_id: str
    group: str
    aspect_id: str
    aspect: str
    statement: str
    level: str
    level_derived: bool
    measure: Measure | None
    no_measure: str
    country_code: str | None
    country: str
    survey_id: str | None
    survey: str
    sample: Sample | None
    remark: str
    rank: int | None
    origin: Origin

    @property
    def is_gap(self) -> bool:
        """Whether the finding tells of a gap or of a training need."""
        return self.aspect_id in GAP_ASPECTS

    @property
    def is_need(self) -> bool:
        """Whether the finding says that the skill or technology matters, now or in future."""
        return self.aspect_id in NEED_ASPECTS


def skill_findings(tables: Tables) -> tuple[Finding, ...]:
    """All findings about skills, in the order of groups, aspects and ids."""
    return _ordered(_finding(tables, row, "skill_id", "skills", "Skills in general") for row in tables.rows(PACKAGE, "skill_findings"))


def technology_findings(tables: Tables) -> tuple[Finding, ...]:
    """All findings about technologies, in the order of groups, aspects and ids."""
    rows = tables.rows(PACKAGE, "technology_findings")
    return _ordered(_finding(tables, row, "technology_id", "technologies", "Technology in general") for row in rows)


def measure(tables: Tables, row: Record) -> Measure | None:
    """The figure of a row with `value`, `unit` and `obs_status_id` (and perhaps a qualifier); None when it has no value."""
    if row["value"] is None:
        return None
    qualifier = row.get("value_qualifier_id")
    status = "" if row["obs_status_id"] == "observed" else tables.title("reference", "obs_statuses", row["obs_status_id"]).lower()
    word = tables.title("reference", "value_qualifiers", qualifier).lower() if qualifier else ""
    return Measure(row["value"], row["unit"] or "", word, status)


def no_measure(tables: Tables, row: Record) -> str:
    """Why a row has no figure."""
    status = row["obs_status_id"]
    return _NO_FIGURE.get(status) or f"No figure: {tables.title('reference', 'obs_statuses', status).lower()}."


def voices(tables: Tables, findings: Iterable[Finding]) -> int:
    """How many enquiries and sources stand behind findings, each counted once.

    A survey told by several sources is one voice, and so are the waves that stand under several ids (`same_wave_as`). A finding
    that names no enquiry counts by its source; sources with one web address (`source_twins`) are one.
    """
    return len({_voice(tables, item) for item in findings})


def web_page(tables: Tables, source_id: str) -> str:
    """One id for all sources that share a web address (`source_twins`): the first of them in the alphabet."""
    twins = tables.by("reference", "source_twins", "source_id").get(source_id, ())
    return str(min([source_id, *(twin["twin_source_id"] for twin in twins)]))


def strength(number: int) -> str:
    """The evidence strength in a word, from the number of voices."""
    if number == 0:
        return "none"
    return "one voice" if number == 1 else "a few voices" if number < 4 else "many voices"


def by_group(findings: Iterable[Finding]) -> tuple[tuple[str, str, tuple[Finding, ...]], ...]:
    """Findings by target group: (group id, group, findings), in the order of the groups."""
    groups: dict[str, list[Finding]] = {}
    for item in findings:
        groups.setdefault(item.group_id, []).append(item)
    return tuple((key, groups[key][0].group, tuple(groups[key])) for key in sorted(groups, key=group_rank))


def group_rank(group_id: str) -> tuple[int, str]:
    """The place of a target group in every list: enablers, supporters, workers with support needs, then the rest."""
    return (GROUP_ORDER.index(group_id) if group_id in GROUP_ORDER else len(GROUP_ORDER), group_id)


def _voice(tables: Tables, item: Finding) -> tuple[str, str]:
    if item.survey_id:
        wave = tables.one(PACKAGE, "surveys", item.survey_id)["same_wave_as"]
        return "survey", wave or item.survey_id
    return "source", web_page(tables, item.origin.source_id)


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda item: (group_rank(item.group_id), _aspect_rank(item.aspect_id), item.rank or 99, item.id)))


def _aspect_rank(aspect_id: str) -> int:
    return ASPECT_ORDER.index(aspect_id) if aspect_id in ASPECT_ORDER else len(ASPECT_ORDER)


def _finding(tables: Tables, row: Record, key: str, table: str, general: str) -> Finding:
    aspect, level, remark = row["finding_aspect_id"], row["finding_level_id"], ""
    if aspect in NEED_ASPECTS and level == "low" and row["level_basis"] == "derived":
        aspect, level, remark = "use", None, _USE_REMARK
    survey = row["survey_id"]
    return Finding(
        id=row["finding_id"],
        subject_id=row[key],
        subject=tables.title(PACKAGE, table, row[key]) if row[key] else general,
        group_id=row["target_group_id"],
        group=tables.title("reference", "target_groups", row["target_group_id"]),
        aspect_id=aspect,
        aspect=tables.title("reference", "finding_aspects", aspect),
        statement=row["statement"],
        level=tables.title("reference", "finding_levels", level) if level else "",
        level_derived=row["level_basis"] == "derived",
        measure=measure(tables, row),
        no_measure=no_measure(tables, row),
        country_code=row["country_code"],
        country=tables.title("reference", "countries", row["country_code"]) if row["country_code"] else "",
        survey_id=survey,
        survey=tables.title(PACKAGE, "surveys", survey) if survey else "",
        sample=_sample(tables, survey, row["target_group_id"]) if survey else None,
        remark=remark,
        rank=row.get("rank"),
        origin=origin(tables, row),
    )


def _sample(tables: Tables, survey: str, group: str) -> Sample | None:
    """The sample of the group in the survey, or of the whole survey; None when the size is not known."""
    for row in tables.by(PACKAGE, "survey_samples", "survey_id").get(survey, ()):
        if row["target_group_id"] == group and group != "online-other":
            return Sample(row["sample_size"], row["sample_unit"], tables.title("reference", "target_groups", group).lower())
    whole = tables.one(PACKAGE, "surveys", survey)
    return Sample(whole["sample_size"], whole["sample_unit"], "all who took part") if whole["sample_size"] else None
