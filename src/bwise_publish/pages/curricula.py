"""Pages of the curricula: the index by audience and programme, every curriculum, all pilots, all online courses."""

from __future__ import annotations

from collections.abc import Sequence

from bwise_publish.metadata.web_page import Thing, thing
from bwise_publish.pages.addresses import address
from bwise_publish.pages.data_tables import table_file
from bwise_publish.pages.page_data import page_data
from bwise_publish.pages.provenance import known_words
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.curricula import Curriculum, all_curricula, by_group, by_programme
from bwise_publish.views.galleries import curriculum_gallery
from bwise_publish.views.moocs import Mooc, all_moocs
from bwise_publish.views.organisations import short_title
from bwise_publish.views.outcomes import worded_after_competences
from bwise_publish.views.pilots import Pilot, all_pilots, pilots_summary, who_took_part
from bwise_publish.views.sentences import counted, listing, sentence

MOOCS = f"{address('curriculum')}moocs/"
PILOTS = f"{address('curriculum')}pilots/"
_CURRICULUM_TABLES = tuple(
    ("curricula", name)
    for name in (
        "curricula",
        "modules",
        "learning_outcomes",
        "curriculum_skills",
        "module_skills",
        "outcome_skills",
        "pilots",
        "pilot_figures",
    )
)
_MOOC_TABLES = tuple(("curricula", name) for name in ("moocs", "mooc_target_groups", "mooc_curricula", "mooc_skills"))
_PILOT_TABLES = tuple(("curricula", name) for name in ("pilots", "pilot_countries", "pilot_figures"))


def pages(site: Site) -> list[Page]:
    """The index, the page of pilots, the page of online courses, and all curricula."""
    curricula, pilots, moocs = all_curricula(site.tables), all_pilots(site.tables), all_moocs(site.tables)
    return [
        _index(site, curricula, pilots, moocs),
        _pilots(site, pilots),
        _moocs(site, moocs),
        *(_curriculum(site, item, curricula) for item in curricula),
    ]


def _index(site: Site, curricula: Sequence[Curriculum], pilots: Sequence[Pilot], moocs: Sequence[Mooc]) -> Page:
    groups, programmes = by_group(curricula), by_programme(curricula)
    sizes = listing([f"{len(items)} for {group.title.lower()}" for group, items in groups])
    hours = sum(item.hours is not None for item in curricula)
    return site.renderer.page(
        "curricula.md.j2",
        address("curriculum"),
        "Curricula",
        f"{len(curricula)} curricula, courses and toolkits of {len(programmes)} programmes, by audience and by programme.",
        lead=(
            sentence(f"This edition holds {len(curricula)} curricula, courses, standards and toolkits: {sizes}"),
            sentence(f"{hours} of them state their hours, and {sum(bool(item.skills) for item in curricula)} name a skill of our list"),
        ),
        gallery=curriculum_gallery(curricula),
        short_title=short_title,
        csv=table_file("curricula", "curricula"),
        programmes=programmes,
        pilots=len(pilots),
        moocs=len(moocs),
        data=page_data(site, _CURRICULUM_TABLES[:1]),
    )


def _curriculum(site: Site, curriculum: Curriculum, curricula: Sequence[Curriculum]) -> Page:
    siblings = [item for item in curricula if item.programme == curriculum.programme and item.id != curriculum.id]
    return site.renderer.page(
        "curriculum.md.j2",
        address("curriculum", curriculum.id),
        curriculum.heading,
        f"Curriculum {curriculum.heading} ({curriculum.programme.title}): {curriculum.description}",
        about=_thing(curriculum),
        curriculum=curriculum,
        circular=worded_after_competences(curriculum.outcomes),
        took_part=who_took_part(curriculum.pilots),
        figured=[pilot for pilot in curriculum.pilots if pilot.figures],
        siblings=[(address("curriculum", item.id), item.heading) for item in siblings],
        data=page_data(site, _CURRICULUM_TABLES),
        **known_words(site.tables),
    )


def _pilots(site: Site, pilots: Sequence[Pilot]) -> Page:
    return site.renderer.page(
        "pilots.md.j2",
        PILOTS,
        "Pilots of curricula",
        f"{len(pilots)} pilots and other runs of curricula, and for each who took part as far as a source says.",
        search=False,
        lead=(sentence(f"This edition holds {pilots_summary(pilots)}"), who_took_part(pilots)),
        figures=[site.figures[name] for name in ("pilots-who-took-part",) if name in site.figures],
        loose=[pilot for pilot in pilots if pilot.curriculum is None],
        tied=[pilot for pilot in pilots if pilot.curriculum is not None],
        figured=[pilot for pilot in pilots if pilot.figures],
        data=page_data(site, _PILOT_TABLES),
    )


def _moocs(site: Site, moocs: Sequence[Mooc]) -> Page:
    skilled = sum(bool(item.skills) for item in moocs)
    certified = sum(bool(item.certificate) for item in moocs)
    return site.renderer.page(
        "moocs.md.j2",
        MOOCS,
        "Open online courses and platforms",
        f"{len(moocs)} open online courses (MOOCs), other online courses and learning platforms, with audience, length and certificate.",
        lead=(
            sentence(
                f"This edition holds {counted(len(moocs), 'online course or learning platform', 'online courses and learning platforms')}"
            ),
            sentence(f"{skilled} of them name a skill of our list, and for {certified} the source says whether there is a certificate"),
        ),
        moocs=moocs,
        data=page_data(site, _MOOC_TABLES),
    )


def _thing(item: Curriculum) -> Thing:
    """A course where a source gives hours or modules; standards, guides and toolkits are for learning too, but nobody attends them."""
    kind = "Course" if item.hours or item.modules else "LearningResource"
    level = f"EQF level {item.eqf_level}" if item.eqf_level else ""
    return thing(kind, item.title, alternateName=item.name_local, description=item.description, educationalLevel=level)
