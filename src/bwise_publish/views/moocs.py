"""Open online courses, other online courses and learning platforms: for whom, how long, with what certificate, and what they teach."""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.links import Link, links
from bwise_publish.views.named import Named, known
from bwise_publish.views.quantities import Quantity, quantity
from bwise_publish.views.sentences import title_key
from bwise_publish.views.tables import Origin, Tables, origin

PACKAGE = "curricula"


@dataclass(frozen=True, slots=True)
class Mooc:
    """One course or platform. Texts are "" where the source does not say."""

    id: str
    title: str
    name_local: str
    language: str
    programme: Named
    audience: str
    duration: str
    hours: Quantity | None
    module_count: int | None
    platform: str
    enrolled: Quantity | None
    certificate: str
    status: Named
    status_as_stated: str
    groups: tuple[Link, ...]
    curricula: tuple[Link, ...]
    skills: tuple[Link, ...]
    origin: Origin

    @property
    def anchor(self) -> str:
        """The id of its heading on the page of all courses."""
        return f"mooc-{self.id}"


def all_moocs(tables: Tables) -> tuple[Mooc, ...]:
    """All courses, by title."""
    found = [_mooc(tables, row) for row in tables.rows(PACKAGE, "moocs")]
    return tuple(sorted(found, key=lambda item: title_key(item.title, item.id)))


def moocs_of(tables: Tables, curriculum_id: str) -> tuple[Mooc, ...]:
    """The courses that carry parts of a curriculum, by title."""
    found = [
        _mooc(tables, tables.one(PACKAGE, "moocs", row["mooc_id"]))
        for row in tables.by(PACKAGE, "mooc_curricula", "curriculum_id").get(curriculum_id, ())
    ]
    return tuple(sorted(found, key=lambda item: title_key(item.title, item.id)))


def _mooc(tables: Tables, row: Record) -> Mooc:
    key = row["mooc_id"]
    return Mooc(
        id=key,
        title=row["title"],
        name_local=row["name_local"] or "",
        language=row["language"] or "",
        programme=known(tables, "reference", "programmes", row["programme_id"]),
        audience=row["audience"],
        duration=row["duration"] or "",
        hours=quantity(tables, row["duration_hours"], "hours"),
        module_count=row["module_count"],
        platform=row["platform"] or "",
        enrolled=quantity(tables, row["enrolled"], "people", qualifier_id=row["value_qualifier_id"], status_id=row["obs_status_id"]),
        certificate=row["certificate"] or "",
        status=known(tables, "reference", "delivery_statuses", row["delivery_status_id"]),
        status_as_stated=row["status_as_stated"],
        groups=links(tables, PACKAGE, "mooc_target_groups", "mooc_id", key, "target_group_id", ("reference", "target_groups")),
        curricula=links(tables, PACKAGE, "mooc_curricula", "mooc_id", key, "curriculum_id", (PACKAGE, "curricula")),
        skills=links(tables, PACKAGE, "mooc_skills", "mooc_id", key, "skill_id", ("skills-needs", "skills")),
        origin=origin(tables, row),
    )
