"""Pages of the fictional personas and of the scenarios: an index of each, and a page for every row."""

from __future__ import annotations

from collections.abc import Sequence

from bwise_publish.pages.addresses import address
from bwise_publish.pages.page_data import page_data
from bwise_publish.pages.provenance import known_words
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.personas import Persona, Scenario, all_personas, all_scenarios, by_ideal_type
from bwise_publish.views.sentences import counted, listing, sentence

_PERSONA_TABLES = (("personas", "personas"), ("personas", "persona_needs"), ("personas", "persona_skills"))
_SCENARIO_TABLES = (("personas", "scenarios"), ("reference", "wise_ideal_types"))


def pages(site: Site) -> list[Page]:
    """The index of the personas and each persona, the index of the scenarios and each scenario."""
    personas, scenarios = all_personas(site.tables), all_scenarios(site.tables)
    return [
        _personas(site, personas, scenarios),
        *(_persona(site, item) for item in personas),
        _scenarios(site, scenarios),
        *(_scenario(site, item) for item in scenarios),
    ]


def _personas(site: Site, personas: Sequence[Persona], scenarios: Sequence[Scenario]) -> Page:
    groups = listing(sorted({item.group.title.lower() for item in personas}))
    skills = sum(len(item.skills) for item in personas)
    return site.renderer.page(
        "personas.md.j2",
        address("persona"),
        "Personas (fictional)",
        (
            f"{counted(len(personas), 'fictional persona').capitalize()} of {groups} in work integration social"
            " enterprises, with their needs and skills."
        ),
        lead=(
            sentence(f"{counted(len(personas), 'persona')} of {groups} could be read"),
            sentence(f"From their words we read {counted(skills, 'skill')} that they need"),
        ),
        personas=personas,
        groups=groups,
        scenarios=len(scenarios),
        figures=[site.figures[name] for name in ("persona-skills-answered",) if name in site.figures],
        data=page_data(site, _PERSONA_TABLES),
    )


def _persona(site: Site, persona: Persona) -> Page:
    return site.renderer.page(
        "persona.md.j2",
        address("persona", persona.id),
        f"{persona.title} (fictional persona)",
        f"{persona.title}, a fictional persona of {persona.group.title.lower()}: {persona.description}",
        persona=persona,
        others=[(address("persona", item.id), item.title) for item in persona.others],
        data=page_data(site, _PERSONA_TABLES),
        **known_words(site.tables),
    )


def _scenarios(site: Site, scenarios: Sequence[Scenario]) -> Page:
    groups = by_ideal_type(scenarios)
    types = sum(kind is not None for kind, _ in groups)
    return site.renderer.page(
        "scenarios.md.j2",
        address("scenario"),
        "Scenarios: types of enterprise",
        f"{len(scenarios)} accounts of types of work integration social enterprise, {types} ideal types among them.",
        lead=(
            sentence(
                f"A scenario is a model of a kind of work integration social enterprise; B-WISE describes {counted(types, 'ideal type')}"
            ),
            sentence(f"{counted(len(scenarios), 'account')} of such types could be read, most of them short"),
        ),
        groups=groups,
        data=page_data(site, _SCENARIO_TABLES),
    )


def _scenario(site: Site, scenario: Scenario) -> Page:
    return site.renderer.page(
        "scenario.md.j2",
        address("scenario", scenario.id),
        scenario.heading,
        f"{scenario.heading}, a type of enterprise as {scenario.origin.source_title} tells of it: {scenario.description}",
        scenario=scenario,
        data=page_data(site, _SCENARIO_TABLES),
        **known_words(site.tables),
    )
