"""The galleries of the site and what each can be filtered by."""

from __future__ import annotations

from collections.abc import Sequence

from bwise_publish.views.curricula import Curriculum
from bwise_publish.views.filters import Gallery, gallery
from bwise_publish.views.named import Named
from bwise_publish.views.organisations import Organisation, short_title
from bwise_publish.views.practices import Practice
from bwise_publish.views.recognition import Mechanism

_READ = {True: Named("single-read", "Single-read"), False: Named("re-read", "Re-read")}


def _eqf(level: int) -> Named:
    return Named(f"eqf-{level}", f"EQF level {level}")


def practice_gallery(practices: Sequence[Practice]) -> Gallery[Practice]:
    """The practices by country, people, support need, skill, technology, field, type of WISE, and by how sure their rows are."""
    return gallery(
        practices,
        {
            ("country", "Country"): lambda item: [place.country for place in item.countries],
            ("group", "Made for"): lambda item: [group.group for group in item.target_groups],
            ("need", "Support need"): lambda item: [mention.named for mention in item.support_needs],
            ("skill", "Skill"): lambda item: [mention.named for mention in item.skills],
            ("technology", "Kind of technology"): lambda item: [item.technology_kind],
            ("field", "Field of activity"): lambda item: [item.activity_field],
            ("wise", "Type of WISE"): lambda item: [mention.named for mention in item.wise_types],
            ("read", "How sure"): lambda item: [_READ[item.origin.single_read]],
        },
    )


def curriculum_gallery(curricula: Sequence[Curriculum]) -> Gallery[Curriculum]:
    """The curricula by audience, country, skill, programme, status and level."""
    return gallery(
        curricula,
        {
            ("group", "For whom"): lambda item: [link.to for link in item.groups],
            ("country", "Country"): lambda item: [link.to for link in item.countries],
            ("skill", "Skill"): lambda item: [covered.skill for covered in item.skills],
            ("programme", "Programme"): lambda item: [item.programme],
            ("status", "Status"): lambda item: [item.status],
            ("level", "EQF level"): lambda item: [_eqf(item.eqf_level)] if item.eqf_level else [],
        },
    )


def recognition_gallery(mechanisms: Sequence[Mechanism]) -> Gallery[Mechanism]:
    """The qualifications and other ways of recognition by country, kind, people and level."""
    return gallery(
        mechanisms,
        {
            ("country", "Country"): lambda item: [place.country for place in item.places],
            ("kind", "Kind"): lambda item: [item.kind],
            ("group", "For whom"): lambda item: [link.to for link in item.groups],
            ("level", "EQF level"): lambda item: [_eqf(level.eqf_level) for level in item.levels if level.eqf_level],
        },
    )


def organisation_gallery(organisations: Sequence[Organisation]) -> Gallery[Organisation]:
    """The organisations by project, country, role and kind."""
    return gallery(
        organisations,
        {
            ("project", "Project"): lambda item: [Named(item.project.id, short_title(item.project))],
            ("country", "Country"): lambda item: [item.country],
            ("role", "Role"): lambda item: [item.role],
            ("kind", "Kind"): lambda item: [item.kind],
        },
    )
