"""What the topic pages of personas, curricula and strategy say: the question answered in three sentences, findings, and cautions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bwise_publish.catalog import Record
from bwise_publish.views.curricula import all_curricula, by_group
from bwise_publish.views.moocs import all_moocs
from bwise_publish.views.outcomes import worded_after_competences
from bwise_publish.views.personas import all_personas, all_scenarios
from bwise_publish.views.pilots import PERSON_GROUPS, all_pilots
from bwise_publish.views.profiles import all_profiles
from bwise_publish.views.profiles import by_group as profiles_by_group
from bwise_publish.views.recognition import NO_COUNTRY, all_mechanisms, by_country, by_kind
from bwise_publish.views.sentences import counted, listing, sentence
from bwise_publish.views.skill_coverage import shared_sources
from bwise_publish.views.strategies import all_strategies, policy_frameworks
from bwise_publish.views.tables import Tables


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence with the table (package, name) from which its numbers were counted."""

    text: str
    table: tuple[str, str]


@dataclass(frozen=True, slots=True)
class TopicAnswer:
    """`question` with its `answer` in three sentences, `findings`, and `cautions` to read first."""

    question: str
    answer: tuple[str, ...]
    findings: tuple[Finding, ...]
    cautions: tuple[str, ...]


def personas_topic(tables: Tables) -> TopicAnswer:
    """Who are the people, and which kinds of enterprise do they work in?"""
    personas, scenarios = all_personas(tables), all_scenarios(tables)
    needs = [need for item in personas for need in item.needs]
    skills = [skill for item in personas for skill in item.skills]
    trained = sum(bool(item.training) for item in skills)
    types = sorted({item.ideal_type.title for item in scenarios if item.ideal_type})
    told = sum(any(trait.text for trait in item.traits) for item in scenarios)
    groups = listing(sorted({item.group.title.lower() for item in personas}))
    return TopicAnswer(
        question="Who are the people, and which kinds of enterprise do they work in?",
        answer=(
            sentence(
                f"{counted(len(personas), 'fictional persona')} of {groups} could be read: {listing([item.title for item in personas])}"
            ),
            sentence(f"B-WISE describes {counted(len(types), 'ideal type')} of enterprise: {listing(types)}"),
            sentence(
                f"The personas need {counted(len(skills), 'skill')} of our list, and this edition holds training that"
                f" names {trained} of them"
            ),
        ),
        findings=(
            Finding(
                sentence(f"The source states {counted(len(needs), 'need')} for {counted(len(personas), 'persona')}"),
                ("personas", "persona_needs"),
            ),
            Finding(
                sentence(
                    f"{counted(len(skills), 'skill')} could be linked to the words about the personas, {trained} of them with training here"
                ),
                ("personas", "persona_skills"),
            ),
            Finding(
                sentence(f"{counted(len(scenarios), 'account')} of types of enterprise were read; {told} of them give any trait"),
                ("personas", "scenarios"),
            ),
        ),
        cautions=(
            "The personas are fictional: each is a type that stands for many people, and none is a real person.",
            f"B-WISE has 13 personas. Only those of {groups} could be read.",
            "A scenario is a model, not an enterprise; several sources describe the same type, so accounts must not be counted as types.",
            _read_once(_rows(tables, "personas", ("personas", "persona_needs", "persona_skills", "scenarios"))),
        ),
    )


def curricula_topic(tables: Tables) -> TopicAnswer:
    """Which profiles, curricula, outcomes, pilots and courses exist, and what do they address?"""
    curricula, pilots, moocs, profiles = all_curricula(tables), all_pilots(tables), all_moocs(tables), all_profiles(tables)
    shared = shared_sources(tables)
    groups = listing([f"{len(items)} for {group.title.lower()}" for group, items in by_group(curricula)])
    of_profiles = listing([f"{len(items)} of {group.title.lower()}" for group, items in profiles_by_group(profiles)])
    skilled = sum(bool(item.skills) for item in curricula)
    hours = [item for item in curricula if item.hours]
    silent = sum(pilot.silent for pilot in pilots)
    split = sum(any(part.number for part in pilot.took_part if part.group in PERSON_GROUPS[:3]) for pilot in pilots)
    circular = [item.heading for item in curricula if worded_after_competences(item.outcomes)]
    return TopicAnswer(
        question="Which occupational profiles, curricula, modules, learning outcomes, pilots and online courses exist, and for whom?",
        answer=(
            sentence(f"This edition holds {len(curricula)} curricula and other training offers: {groups}"),
            sentence(f"{skilled} of them name a skill of our list; {len(hours)} say how many hours they take"),
            sentence(f"{len(pilots)} pilots and other runs were found, and {silent} of them do not say who took part"),
        ),
        findings=(
            Finding(sentence(f"{len(profiles)} occupational profiles were found, {of_profiles}"), ("curricula", "occupational_profiles")),
            Finding(
                sentence(
                    f"{sum(item.planned for item in curricula)} of {len(curricula)} curricula were a plan when their source was written"
                ),
                ("curricula", "curricula"),
            ),
            Finding(
                sentence(
                    f"{sum(bool(item.modules) for item in curricula)} of {len(curricula)} curricula have a module or"
                    " part whose title could be read"
                ),
                ("curricula", "modules"),
            ),
            Finding(
                sentence(
                    f"Learning outcomes could be read for {sum(bool(item.outcomes) for item in curricula)} of {len(curricula)} curricula"
                ),
                ("curricula", "learning_outcomes"),
            ),
            Finding(sentence(f"{split} of {len(pilots)} pilots give a number for a single group of people"), ("curricula", "pilots")),
            Finding(
                sentence(f"{counted(len(moocs), 'online course or platform', 'online courses and platforms')} were found"),
                ("curricula", "moocs"),
            ),
        ),
        cautions=(
            sentence(
                f"Need and answer can be one voice: {shared.shared} of {shared.links} links from training to a skill"
                " rest on a source from which"
                f" a finding about the same skill was read ({listing(shared.source_titles) or 'none'})"
            ),
            "Other needs were read from pages about the very training that answers them. Compare the sources before you call a gap closed.",
            *(
                (
                    sentence(
                        f"Outcomes of {listing(circular)} were worded by us after the competences of DigComp; that"
                        " they match them proves nothing"
                    ),
                )
                if circular
                else ()
            ),
            (
                "Links to skills are our judgement, made only where the words clearly mean the skill. No link is no proof"
                " that a skill is not taught."
            ),
            (
                "The contents of the B-WISE curricula and the results of its pilots were not public in readable form;"
                " their hours and modules are planned ones."
            ),
            "Whether a curriculum, course or qualification still exists was not checked.",
            _read_once(
                _rows(tables, "curricula", ("occupational_profiles", "curricula", "modules", "learning_outcomes", "pilots", "moocs"))
            ),
        ),
    )


def strategy_topic(tables: Tables) -> TopicAnswer:
    """How are skills recognised, what does the sector plan, and who takes part?"""
    mechanisms, strategies, frameworks = all_mechanisms(tables), all_strategies(tables), policy_frameworks(tables)
    countries = [country for country, _ in by_country(mechanisms) if country != NO_COUNTRY]
    kinds = by_kind(mechanisms)
    actions = [action for item in strategies for action in item.actions]
    numbers = [action for action in actions if action.kpi]
    aims = sum(action.kpi is not None and action.kpi.number.planned for action in actions)
    largest = sorted(kinds, key=lambda pair: (-len(pair[1]), pair[0].title.casefold()))[:2]
    return TopicAnswer(
        question="How are skills in and around WISEs recognised, what does the sector plan, and who takes part?",
        answer=(
            sentence(f"{len(mechanisms)} ways to have skills recognised were found, of {len(kinds)} kinds, in {len(countries)} countries"),
            sentence(f"{len(strategies)} strategies, plans and partnerships hold {len(actions)} goals, targets, actions and other entries"),
            sentence(f"{len(numbers)} of these entries have a number, and {aims} of the numbers are aims"),
        ),
        findings=(
            Finding(
                sentence(
                    "The most frequent kinds of recognition are "
                    + listing([f"{kind.title.lower()} ({len(items)})" for kind, items in largest])
                ),
                ("strategy", "recognition_mechanisms"),
            ),
            Finding(
                sentence(f"{sum(bool(item.levels) for item in mechanisms)} of {len(mechanisms)} ways of recognition state a level"),
                ("strategy", "recognition_levels"),
            ),
            Finding(
                sentence(
                    f"{sum(bool(item.bodies) for item in mechanisms)} of {len(mechanisms)} ways of recognition have a named body in charge"
                ),
                ("strategy", "recognition_bodies"),
            ),
            Finding(
                sentence(
                    f"{sum(bool(item.date) for item in frameworks)} of {len(frameworks)} policies behind the"
                    " strategies have a date in their source"
                ),
                ("strategy", "policy_frameworks"),
            ),
        ),
        cautions=(
            "Whether laws, bills, registrations, qualifications and strategies are still in force was not checked.",
            "The text of the European WISE Skills Strategy was not reachable; its rows are aims and steps named elsewhere.",
            "Numbers with the badge planned are aims. Numbers of different entries count different things; do not add them.",
            "Conflicts stay: where sources give different dates or numbers, both rows stand.",
            _read_once(_rows(tables, "strategy", ("recognition_mechanisms", "strategy_actions", "policy_frameworks"))),
        ),
    )


def _rows(tables: Tables, package: str, names: Sequence[str]) -> list[Record]:
    return [row for name in names for row in tables.rows(package, name)]


def _read_once(rows: Sequence[Record]) -> str:
    once = sum(row["checked"] == "single-read" for row in rows)
    return f"{once:,} of {len(rows):,} rows of the main tables were read once only; expect a wrong nuance here and there."
