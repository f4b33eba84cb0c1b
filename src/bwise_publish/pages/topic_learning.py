"""The topic pages of personas, curricula, and strategy with recognition."""

from __future__ import annotations

from bwise_publish.pages.addresses import address
from bwise_publish.pages.curricula import MOOCS, PILOTS
from bwise_publish.pages.data_tables import table_address
from bwise_publish.pages.file_list import package_files
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.pages.strategies import POLICY_FRAMEWORKS
from bwise_publish.views.learning_topics import TopicAnswer, curricula_topic, personas_topic, strategy_topic

_TITLES = {"personas": "Personas and scenarios", "curricula": "Profiles and curricula", "strategy": "Strategy and recognition"}
_FIGURES = {
    "personas": ("persona-skills-answered",),
    "curricula": (
        "curricula-by-group-and-status",
        "curricula-hours",
        "eqf-levels-stated",
        "outcomes-by-digcomp-competence",
        "pilots-who-took-part",
    ),
    "strategy": ("recognition-by-kind-and-country", "strategy-actions-by-level", "policies-in-time"),
}
_WAYS = {
    "personas": (
        (address("persona"), "All personas", "fictional people, with their needs and skills"),
        (address("scenario"), "All scenarios", "types of enterprise as sources tell of them"),
        (address("group"), "Target groups", "enablers, supporters, workers with support needs"),
        (address("wise-type"), "Kinds of WISE", "the legal forms and kinds in each country"),
    ),
    "curricula": (
        (address("curriculum"), "All curricula", "by audience and by programme"),
        (address("profile"), "Occupational profiles", "tasks, skills, codes and levels"),
        (PILOTS, "Pilots", "and who took part in them"),
        (MOOCS, "Online courses", "open online courses and platforms"),
        ("gap-to-training/", "From gap to training", "every skill gap with what answers it"),
        (address("recognition"), "Recognition", "how skills and training are recognised"),
    ),
    "strategy": (
        (address("recognition"), "Recognition of skills", "by country and by kind"),
        (address("strategy"), "All strategies", "with their goals, actions and figures"),
        (POLICY_FRAMEWORKS, "Policies behind the strategies", "in time, with their documents"),
        (address("organisation"), "Organisations", "who took part in the projects"),
    ),
}
_METHODS = {
    "personas": (
        "Public web pages of B-WISE partners and of the INNO-WISEs platform were read; what they say stands here in"
        " our own words. The links"
        " from needs to skills are ours, made from the words of the need."
    ),
    "curricula": (
        "Public web pages and documents were read. Descriptions, tasks and outcomes stand in our own words; names,"
        " codes, numbers and dates are"
        " as in the source. A link to a skill was made only where the words clearly mean it, and the note gives the ground."
    ),
    "strategy": (
        "Public web pages and documents were read. Strategies were put together from their actions; the links of"
        " recognition to profiles, curricula"
        " and groups are our judgement, with the ground in the note. No European level was read into a national one."
    ),
}


def topic_pages(site: Site) -> list[Page]:
    """The topic pages of the packages personas, curricula and strategy."""
    answers = {"personas": personas_topic(site.tables), "curricula": curricula_topic(site.tables), "strategy": strategy_topic(site.tables)}
    return [_topic(site, package, topic) for package, topic in answers.items()]


def _topic(site: Site, package: str, topic: TopicAnswer) -> Page:
    return site.renderer.page(
        "topic_learning.md.j2",
        address("topic", package),
        _TITLES[package],
        f"{topic.question} {topic.answer[0]}",
        topic=topic,
        package=package,
        fictional=package == "personas",
        figures=[site.figures[name] for name in _FIGURES[package] if name in site.figures],
        ways=_WAYS[package],
        downloads=package_files(site.downloads, package),
        method=_METHODS[package],
        table_address=table_address,
        table_title=site.table_title,
    )
