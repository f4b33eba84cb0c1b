"""From gap to training: the answer in one page, by skill category with all evidence, by target group and by country."""

from __future__ import annotations

from bwise_publish.pages.addresses import address
from bwise_publish.pages.page_data import page_data
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site
from bwise_publish.views.findings import skill_findings
from bwise_publish.views.gap_story import gap_story
from bwise_publish.views.gaps import Gap, GapView, gap_view
from bwise_publish.views.surveys import surveys_of

TITLE = "From gap to training"
_TABLES = (
    ("skills-needs", "skill_findings"),
    ("curricula", "module_skills"),
    ("curricula", "outcome_skills"),
    ("curricula", "curriculum_skills"),
    ("curricula", "mooc_skills"),
    ("practices", "practice_skills"),
)
_FIGURES = ("gap-to-training", "gap-to-training-by-group", "gap-evidence-strength")


def pages(site: Site) -> list[Page]:
    """The page itself and its parts."""
    view = gap_view(site.tables)
    parts = [_category(site, view, *category) for category in view.categories]
    return [_whole(site, view), _by_group(site, view), _by_country(site, view), *parts]


def _whole(site: Site, view: GapView) -> Page:
    story = gap_story(view)
    return site.renderer.page(
        "gap_to_training.md.j2",
        address("gap"),
        TITLE,
        (
            f"Which of {len(view.gaps)} skills that sources call a gap or a training need have training or practices, and which "
            f"{len(view.unanswered)} have none."
        ),
        view=view,
        story=story,
        figures=[site.figures[key] for key in _FIGURES if key in site.figures],
        data=page_data(site, _TABLES),
    )


def _category(site: Site, view: GapView, category_id: str, title: str, gaps: tuple[Gap, ...]) -> Page:
    findings = [item for item in skill_findings(site.tables) if item.is_gap and item.subject_id in {gap.skill_id for gap in gaps}]
    unanswered = sum(gap.status == "nothing" for gap in gaps)
    return site.renderer.page(
        "gap_category.md.j2",
        address("gap", category_id),
        f"From gap to training: {title[:1].lower()}{title[1:]}",
        f"{title}: the evidence for each of {len(gaps)} gaps and training needs, and what answers it; {unanswered} have no answer.",
        category=title,
        gaps=gaps,
        unanswered=unanswered,
        others=[(key, name, len(items)) for key, name, items in view.categories if key != category_id],
        surveys=surveys_of(site.tables, findings),
        data=page_data(site, _TABLES),
    )


def _by_group(site: Site, view: GapView) -> Page:
    return site.renderer.page(
        "gap_groups.md.j2",
        address("gap", "by-group"),
        "From gap to training, by target group",
        (
            f"The gaps and training needs of {len(view.groups)} target groups, and whether training or practices are said to be for "
            "each group."
        ),
        view=view,
        shown=site.figures.get("gap-to-training-by-group"),
        data=page_data(site, (*_TABLES, ("curricula", "curriculum_target_groups"), ("practices", "practice_target_groups"))),
    )


def _by_country(site: Site, view: GapView) -> Page:
    told = sum(bool(item.gaps) for item in view.countries)
    return site.renderer.page(
        "gap_countries.md.j2",
        address("gap", "by-country"),
        "From gap to training, by country",
        f"Gaps reported for {told} countries, and training and practices for skills of the gap list in {len(view.countries)} countries.",
        view=view,
        told_countries=told,
        unplaced=sum(not item.country_code for gap in view.gaps for item in gap.findings),
        data=page_data(site, (*_TABLES, ("curricula", "curriculum_countries"), ("practices", "practice_countries"))),
    )
