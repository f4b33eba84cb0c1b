"""The figures on the way from gap to training: how strong the evidence of gaps is, what answers them, and for whom."""

from __future__ import annotations

from bwise_publish.figures.spec import Column, Figure, Matrix, RankedBar
from bwise_publish.views.gaps import REACH_TITLES, REACHES, STATUS_TITLES, STATUSES, GapView, gap_view
from bwise_publish.views.sentences import counted, sentence
from bwise_publish.views.tables import Tables

_OWN_COUNT = "Counted by us from the findings on this site; each finding names its source."


def gap_figures(tables: Tables) -> tuple[Figure | None, ...]:
    """The figures on gaps; None for one whose data have no row."""
    gaps = gap_view(tables)
    return _gap_strength(gaps), _gap_answers(gaps), _gap_reach(gaps)


def _gap_strength(view: GapView) -> Figure | None:
    strong = sorted((gap for gap in view.gaps if gap.voices > 1), key=lambda gap: (-gap.voices, gap.title.casefold()))
    if not strong:
        return None
    single = len(view.gaps) - len(strong)
    labels, values = tuple(gap.title for gap in strong), tuple(gap.voices for gap in strong)
    return Figure(
        id="gap-evidence-strength",
        title=sentence(f"{counted(single, 'gap')} of {len(view.gaps)} rest on one voice").removesuffix("."),
        subtitle=(
            "Skills that more than one survey or source calls a gap or a training need: number of surveys and sources, each counted once"
        ),
        drawing=RankedBar(labels, values, "surveys and sources"),
        columns=(Column("Skill"), Column("Voices", "surveys and sources")),
        rows=tuple(zip(labels, values, strict=True)),
        alt=f"Bar chart of {len(strong)} skills. {labels[0]} has most voices, {values[0]}.",
        summary=(
            f"{labels[0]} is called a gap or a training need by {values[0]} surveys and sources. {single} other skills are named by "
            "one each."
        ),
        source_note=_OWN_COUNT,
        source_ids=_gap_sources(view),
        missing_note=f"{single} skills with one voice are not drawn; they stand in the table of the page From gap to training.",
    )


def _gap_answers(view: GapView) -> Figure | None:
    if not view.gaps:
        return None
    categories = view.categories
    columns = tuple(STATUS_TITLES[key] for key in STATUSES)
    values = tuple(tuple(sum(gap.status == key for gap in gaps) for key in STATUSES) for _, _, gaps in categories)
    rows = tuple(title for _, title, _ in categories)
    nothing = view.with_status("nothing")
    return Figure(
        id="gap-to-training",
        title=f"{len(view.gaps) - nothing} of {len(view.gaps)} gaps have training or a practice; {nothing} have none",
        subtitle=(
            "Number of skills that a source calls a gap or a training need, by skill category and by what on this site names the skill"
        ),
        drawing=Matrix(rows, columns, values, "Skill category", "What answers the gap", "Skills with a gap or a training need"),
        columns=(Column("Skill category"), *(Column(title, "skills") for title in columns)),
        rows=tuple((row, *line) for row, line in zip(rows, values, strict=True)),
        alt=(
            f"Matrix of {len(rows)} skill categories by {len(columns)} kinds of answer. {nothing} of {len(view.gaps)} skills have no "
            "answer."
        ),
        summary=(
            f"Training names {view.with_status('training', 'training-and-practice')} of the {len(view.gaps)} skills, a practice "
            f"alone {view.with_status('practice')}. "
            f"For {nothing} nothing was found."
        ),
        source_note="Counted by us from findings and from links that we judged; each link names its source and its ground.",
        source_ids=_gap_sources(view),
        missing_note="Nothing found means nothing in this collection. "
        f"For {len(view.confirmed_by_none)} skills with an answer, need and answer stand on the same web page.",
    )


def _gap_reach(view: GapView) -> Figure | None:
    if not view.groups:
        return None
    used = tuple(key for key in REACHES if any(group.count(key) for group in view.groups))
    columns = tuple(REACH_TITLES[key] for key in used)
    values = tuple(tuple(group.count(key) for key in used) for group in view.groups)
    rows = tuple(group.group for group in view.groups)
    named = [group for group in view.groups if group.group_id != "all"] or list(view.groups)
    worst = max(named, key=lambda group: group.count("nothing") / len(group.gaps))
    return Figure(
        id="gap-to-training-by-group",
        title=f"{worst.group} have the highest share of gaps without an answer",
        subtitle=(
            "Number of skills that are called a gap or a training need of a group, by whether training or a practice is said to be "
            "for that group"
        ),
        drawing=Matrix(rows, columns, values, "Target group", "What there is for the group", "Skills with a gap or a training need"),
        columns=(Column("Target group"), *(Column(title, "skills") for title in columns)),
        rows=tuple((row, *line) for row, line in zip(rows, values, strict=True)),
        alt=(
            f"Matrix of {len(rows)} target groups by {len(columns)} kinds of answer. {worst.group}: nothing for "
            f"{worst.count('nothing')} of {len(worst.gaps)} skills."
        ),
        summary=(
            f"{worst.group}: nothing was found for {worst.count('nothing')} of {len(worst.gaps)} skills. A skill counts once for "
            "each group that lacks it."
        ),
        source_note=(
            "Counted by us from findings, from links that we judged and from the audiences that curricula, courses and practices name."
        ),
        source_ids=_gap_sources(view),
        missing_note="Where a finding names no group it stands under all groups, and any audience counts.",
    )


def _gap_sources(view: GapView) -> tuple[str, ...]:
    findings = {item.origin.source_id for gap in view.gaps for item in gap.findings}
    return tuple(sorted(findings | {answer.origin.source_id for gap in view.gaps for answer in gap.answers}))
