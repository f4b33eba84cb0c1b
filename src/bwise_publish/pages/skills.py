"""Pages of the skills: the index by category, and a page for each skill."""

from __future__ import annotations

from bwise_publish.metadata.web_page import thing
from bwise_publish.pages.addresses import address
from bwise_publish.pages.page_data import page_data
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.findings import by_group
from bwise_publish.views.sentences import counted
from bwise_publish.views.skills import SkillView, general_findings, skill_categories, skill_views

_TABLES = (
    ("skills-needs", "skills"),
    ("skills-needs", "skill_findings"),
    ("skills-needs", "skill_esco_matches"),
    ("skills-needs", "skill_competences"),
    ("curricula", "module_skills"),
    ("curricula", "outcome_skills"),
    ("curricula", "curriculum_skills"),
    ("curricula", "mooc_skills"),
    ("practices", "practice_skills"),
)


def pages(site: Site) -> list[Page]:
    """The index and all skills."""
    views = skill_views(site.tables)
    return [_index(site, views), *(_skill(site, view) for view in views)]


def _index(site: Site, views: tuple[SkillView, ...]) -> Page:
    categories = skill_categories(site.tables, views)
    lacking = sum(bool(view.gap_findings) for view in views)
    return site.renderer.page(
        "skills.md.j2",
        address("skill"),
        "Skills",
        (
            f"{len(views)} skills that sources name for work in WISEs, in {len(categories)} categories; {lacking} are called a gap "
            "or a training need."
        ),
        categories=categories,
        total=len(views),
        lacking=lacking,
        silent=sum(not view.findings for view in views),
        general=general_findings(site.tables),
        shown=site.figures.get("skills-by-aspect"),
        data=page_data(site, _TABLES),
    )


def _skill(site: Site, view: SkillView) -> Page:
    statements = counted(len(view.findings), "statement")
    return site.renderer.page(
        "skill.md.j2",
        address("skill", view.id),
        view.title,
        (
            f"The skill “{view.title}” ({view.category.lower()}): {statements} on who needs it, {counted(len(view.answers), 'link')} "
            "to training and practices."
        ),
        about=thing("DefinedTerm", view.title),
        skill=view,
        groups=by_group(view.findings),
        data=page_data(site, _TABLES),
    )
