"""Technologies that sources name: what is said of them now, later, in use and in effect; the practices that use them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.findings import PACKAGE, Finding, strength, technology_findings, voices
from bwise_publish.views.sentences import counted, listing, sentence
from bwise_publish.views.surveys import Survey, surveys_of
from bwise_publish.views.tables import Origin, Tables, origin

ASPECT_TITLES = {
    "relevance-now": "relevance today",
    "relevance-future": "relevance in future",
    "use": "use",
    "effect": "effect",
}


@dataclass(frozen=True, slots=True)
class TechnologyPractice:
    """A practice that clearly names the technology."""

    id: str
    title: str
    country_code: str | None
    country: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class TechnologyView:
    """Everything that a technology page shows."""

    id: str
    title: str
    type: str
    type_description: str
    description: str
    origin: Origin
    lead: tuple[str, ...]
    findings: tuple[Finding, ...]
    voices: int
    surveys: tuple[Survey, ...]
    practices: tuple[TechnologyPractice, ...]

    @property
    def strength(self) -> str:
        """The evidence strength in words."""
        return strength(self.voices)


def technology_ids(tables: Tables) -> tuple[str, ...]:
    """The technologies that have a page: all of them."""
    return tuple(row["technology_id"] for row in tables.rows(PACKAGE, "technologies"))


def technology_views(tables: Tables) -> tuple[TechnologyView, ...]:
    """All technologies, by title."""
    findings: dict[str, list[Finding]] = {}
    for item in technology_findings(tables):
        if item.subject_id:
            findings.setdefault(item.subject_id, []).append(item)
    rows = sorted(tables.rows(PACKAGE, "technologies"), key=lambda row: (row["title"].casefold(), row["technology_id"]))
    return tuple(_view(tables, row, findings.get(row["technology_id"], ())) for row in rows)


def general_technology_findings(tables: Tables) -> tuple[Finding, ...]:
    """The findings about technology in general, which name no technology."""
    return tuple(item for item in technology_findings(tables) if not item.subject_id)


def _view(tables: Tables, row: Record, findings: Sequence[Finding]) -> TechnologyView:
    key = row["technology_id"]
    kind = tables.one("reference", "technology_types", row["technology_type_id"])
    practices = _practices(tables, key)
    return TechnologyView(
        id=key,
        title=row["title"],
        type=kind["title"],
        type_description=kind["description"],
        description=row["description"],
        origin=origin(tables, row),
        lead=_lead(findings, voices(tables, findings), practices),
        findings=tuple(findings),
        voices=voices(tables, findings),
        surveys=surveys_of(tables, findings),
        practices=practices,
    )


def _lead(findings: Sequence[Finding], number: int, practices: Sequence[TechnologyPractice]) -> tuple[str, ...]:
    if findings:
        aspects = listing([ASPECT_TITLES[key] for key in ASPECT_TITLES if any(item.aspect_id == key for item in findings)])
        verb = "speaks" if number == 1 else "speak"
        who = counted(number, "survey or source", "surveys or sources")
        first = f"{who} {verb} of its {aspects}, in {counted(len(findings), 'statement')}"
    else:
        first = "No survey or source in this collection says how much it matters or is used"
    verb = "names" if len(practices) < 2 else "name"
    return sentence(first), sentence(f"{counted(len(practices), 'practice')} on this site {verb} it")


def _practices(tables: Tables, key: str) -> tuple[TechnologyPractice, ...]:
    found = []
    for link in tables.by("practices", "practice_technologies", "technology_id").get(key, ()):
        practice = tables.one("practices", "practices", link["practice_id"])
        code = practice["country_code"]
        country = tables.title("reference", "countries", code) if code else ""
        found.append(TechnologyPractice(link["practice_id"], practice["title"], code, country, origin(tables, link)))
    return tuple(sorted(found, key=lambda item: (item.title.casefold(), item.id)))
