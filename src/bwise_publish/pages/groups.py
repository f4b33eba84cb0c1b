"""Pages of the target groups: the index, and a page for each group."""

from __future__ import annotations

from bwise_publish.pages.addresses import address
from bwise_publish.pages.page_data import page_data
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.groups import GroupView, group_views
from bwise_publish.views.sentences import counted

_TABLES = (
    ("reference", "target_groups"),
    ("skills-needs", "target_group_definitions"),
    ("skills-needs", "target_group_job_titles"),
    ("skills-needs", "skill_findings"),
    ("skills-needs", "survey_samples"),
)


def pages(site: Site) -> list[Page]:
    """The index and all groups."""
    views = group_views(site.tables)
    return [_index(site, views), *(_group(site, view) for view in views)]


def _index(site: Site, views: tuple[GroupView, ...]) -> Page:
    return site.renderer.page(
        "groups.md.j2",
        address("group"),
        "Target groups",
        f"{len(views)} groups of people that sources speak of: who they are, what they need, and what there is for each.",
        groups=views,
        figures=[site.figures[key] for key in ("people-interviewed-by-group", "skill-gaps-by-group") if key in site.figures],
        data=page_data(site, _TABLES),
    )


def _group(site: Site, view: GroupView) -> Page:
    return site.renderer.page(
        "group.md.j2",
        address("group", view.id),
        view.title,
        f"{view.title}: {counted(len(view.needs), 'skill')} that findings name, {counted(len(view.curricula), 'curriculum', 'curricula')} "
        f"and {counted(len(view.practices), 'practice')} for the group.",
        group=view,
        data=page_data(site, _TABLES),
    )
