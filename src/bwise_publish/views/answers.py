"""What answers a skill: the modules, learning outcomes, curricula, open online courses and practices whose own words name it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.findings import group_rank
from bwise_publish.views.tables import Origin, Tables, origin

KINDS = ("module", "outcome", "curriculum", "mooc", "practice")
# All open online courses stand on one page beside the curricula.
MOOC_PAGE = ("curriculum", "moocs")
PLANNED = ("Planned", "Announced")
TRAINING = ("module", "outcome", "curriculum", "mooc")
KIND_TITLES = {
    "module": ("module", "modules"),
    "outcome": ("learning outcome", "learning outcomes"),
    "curriculum": ("curriculum", "curricula"),
    "mooc": ("open online course", "open online courses"),
    "practice": ("practice", "practices"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One link row from a skill to something that teaches or shows it.

    `page` is the (kind, id) of the page to open, None when it has none, and `anchor` the place on it ("" for its top).
    `part_of` names the curriculum or profile that it belongs to; `stated_as` are the words on which the link rests.
    `groups` and `countries` are (code, name) as the row or its curriculum states.
    """

    kind: str
    id: str
    title: str
    name_local: str
    language: str | None
    page: tuple[str, str] | None
    anchor: str
    part_of: str
    status: str
    stated_as: str
    groups: tuple[tuple[str, str], ...]
    countries: tuple[tuple[str, str], ...]
    origin: Origin

    @property
    def planned(self) -> bool:
        """Whether it was no more than planned or announced when its page was read."""
        return self.status in PLANNED

    @property
    def is_training(self) -> bool:
        """Whether it is training; a practice shows or uses a skill but need not teach it."""
        return self.kind in TRAINING

    def reaches(self, group_id: str) -> bool:
        """Whether it is said to be for that group, or for all groups. Any audience reaches `all`."""
        return group_id == "all" or any(code in (group_id, "all") for code, _ in self.groups)


def answers_by_skill(tables: Tables) -> Mapping[str, tuple[Answer, ...]]:
    """The answers to every skill that has any, by kind, title and id."""
    found: dict[str, dict[tuple[str, str], Answer]] = {}
    for skill, answer in _links(tables):
        # A practice may name one skill in two wordings: the first row stands for both.
        found.setdefault(skill, {}).setdefault((answer.kind, answer.id), answer)
    return {skill: tuple(sorted(items.values(), key=_order)) for skill, items in sorted(found.items())}


def tally(answers: Iterable[Answer]) -> dict[str, int]:
    """How many answers of each kind."""
    counts = dict.fromkeys(KINDS, 0)
    for answer in answers:
        counts[answer.kind] += 1
    return counts


def _order(answer: Answer) -> tuple[int, str, str]:
    return KINDS.index(answer.kind), answer.title.casefold(), answer.id


def _links(tables: Tables) -> Iterable[tuple[str, Answer]]:
    for row in tables.rows("curricula", "module_skills"):
        module = tables.one("curricula", "modules", row["module_id"])
        yield row["skill_id"], _of_curriculum(tables, row, "module", row["module_id"], module, module["title"], module["curriculum_id"])
    for row in tables.rows("curricula", "outcome_skills"):
        outcome = tables.one("curricula", "learning_outcomes", row["outcome_id"])
        yield row["skill_id"], _outcome(tables, row, outcome)
    for row in tables.rows("curricula", "curriculum_skills"):
        curriculum = tables.one("curricula", "curricula", row["curriculum_id"])
        yield (
            row["skill_id"],
            _of_curriculum(tables, row, "curriculum", row["curriculum_id"], curriculum, curriculum["title"], row["curriculum_id"]),
        )
    for row in tables.rows("curricula", "mooc_skills"):
        yield row["skill_id"], _mooc(tables, row)
    for row in tables.rows("practices", "practice_skills"):
        if row["skill_id"]:
            yield row["skill_id"], _practice(tables, row)


def _of_curriculum(tables: Tables, row: Record, kind: str, identifier: str, item: Record, title: str, curriculum: str | None) -> Answer:
    whole = tables.one("curricula", "curricula", curriculum) if curriculum else None
    return Answer(
        kind=kind,
        id=identifier,
        title=title,
        name_local=item.get("name_local") or "",
        language=item.get("language"),
        page=("curriculum", curriculum) if curriculum else None,
        anchor=f"{kind}-{identifier}" if kind in ("module", "outcome") else "",
        part_of=whole["title"] if whole and kind != "curriculum" else "",
        status=tables.title("reference", "delivery_statuses", whole["delivery_status_id"]) if whole else "",
        stated_as=row["stated_as"],
        groups=_groups(tables, "curricula", "curriculum_target_groups", "curriculum_id", curriculum),
        countries=_countries(tables, "curricula", "curriculum_countries", "curriculum_id", curriculum),
        origin=origin(tables, row),
    )


def _outcome(tables: Tables, row: Record, outcome: Record) -> Answer:
    curriculum = outcome["curriculum_id"]
    if curriculum is None and outcome["module_id"]:
        curriculum = tables.one("curricula", "modules", outcome["module_id"])["curriculum_id"]
    if curriculum or not outcome["profile_id"]:
        return _of_curriculum(tables, row, "outcome", row["outcome_id"], outcome, outcome["statement"], curriculum)
    profile = tables.one("curricula", "occupational_profiles", outcome["profile_id"])
    group = profile["target_group_id"]
    return Answer(
        kind="outcome",
        id=row["outcome_id"],
        title=outcome["statement"],
        name_local="",
        language=None,
        page=("profile", outcome["profile_id"]),
        anchor=f"outcome-{row['outcome_id']}",
        part_of=profile["title"],
        status="Occupational profile",
        stated_as=row["stated_as"],
        groups=((group, tables.title("reference", "target_groups", group)),),
        countries=_countries(tables, "curricula", "profile_countries", "profile_id", outcome["profile_id"]),
        origin=origin(tables, row),
    )


def _mooc(tables: Tables, row: Record) -> Answer:
    mooc = tables.one("curricula", "moocs", row["mooc_id"])
    curricula = tables.by("curricula", "mooc_curricula", "mooc_id").get(row["mooc_id"], ())
    curriculum = curricula[0]["curriculum_id"] if curricula else None
    return Answer(
        kind="mooc",
        id=row["mooc_id"],
        title=mooc["title"],
        name_local=mooc["name_local"] or "",
        language=mooc["language"],
        page=MOOC_PAGE,
        anchor=f"mooc-{row['mooc_id']}",
        part_of=tables.title("curricula", "curricula", curriculum) if curriculum else "",
        status=tables.title("reference", "delivery_statuses", mooc["delivery_status_id"]),
        stated_as=row["stated_as"],
        groups=_groups(tables, "curricula", "mooc_target_groups", "mooc_id", row["mooc_id"]),
        countries=(),
        origin=origin(tables, row),
    )


def _practice(tables: Tables, row: Record) -> Answer:
    key = row["practice_id"]
    return Answer(
        kind="practice",
        id=key,
        title=tables.title("practices", "practices", key),
        name_local="",
        language=None,
        page=("practice", key),
        anchor="",
        part_of="",
        status="",
        stated_as=row["stated_as"],
        groups=_groups(tables, "practices", "practice_target_groups", "practice_id", key),
        countries=_countries(tables, "practices", "practice_countries", "practice_id", key),
        origin=origin(tables, row),
    )


def _groups(tables: Tables, package: str, table: str, field: str, key: str | None) -> tuple[tuple[str, str], ...]:
    codes = {row["target_group_id"] for row in tables.by(package, table, field).get(key, ())}
    return tuple((code, tables.title("reference", "target_groups", code)) for code in sorted(codes, key=group_rank))


def _countries(tables: Tables, package: str, table: str, field: str, key: str | None) -> tuple[tuple[str, str], ...]:
    codes = {row["country_code"] for row in tables.by(package, table, field).get(key, ())}
    named = ((code, tables.title("reference", "countries", code)) for code in codes)
    return tuple(sorted(named, key=lambda item: item[1].casefold()))
