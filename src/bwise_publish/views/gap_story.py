"""The answer to the question "from gap to training" in sentences, computed from the gaps."""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.views.gaps import GapView
from bwise_publish.views.sentences import counted, listing, sentence


@dataclass(frozen=True, slots=True)
class GapStory:
    """`answer` is the lead, `findings` what stands out; both are whole sentences."""

    answer: tuple[str, ...]
    findings: tuple[str, ...]


def gap_story(view: GapView) -> GapStory:
    """The answer in three sentences, and the findings that stand out."""
    if not view.gaps:
        return GapStory(("No source of this edition calls a skill a gap or a training need.",), ())
    total = len(view.gaps)
    trained = view.with_status("training", "training-and-practice")
    answer = (
        sentence(f"Sources call {counted(total, 'skill')} a gap or a training need for people in work integration social enterprises"),
        sentence(
            f"Training on this site names {counted(trained, 'of them', 'of them')}, a practice alone another {view.with_status('practice')}"
        ),
        sentence(f"For {counted(len(view.unanswered), 'skill')} we found nothing"),
    )
    return GapStory(answer, tuple(_findings(view)))


def _findings(view: GapView) -> list[str]:
    strongest = max(view.gaps, key=lambda gap: (gap.voices, gap.title))
    single = sum(gap.voices == 1 for gap in view.gaps)
    out = [
        (
            f"“{strongest.title}” is the gap named most often: {strongest.voices} surveys and sources name it, and "
            f"{len(strongest.answers)} training offers and practices answer it."
        )
        if single and strongest.voices > 1
        else f"Each gap rests on {counted(strongest.voices, 'survey or source', 'surveys or sources')} at most.",
        (
            f"{sentence(counted(single, 'gap')).removesuffix('.')} of {len(view.gaps)} rest on one survey or source alone: read them "
            "as hints, not as proof."
        ),
    ]
    open_categories = [
        (sum(gap.status == "nothing" for gap in gaps), len(gaps), title)
        for _, title, gaps in view.categories
        if any(g.status == "nothing" for g in gaps)
    ]
    if open_categories:
        most, number, title = max(open_categories, key=lambda item: (item[0], item[2]))
        out.append(f"{title} have most gaps without an answer: {most} of {number}.")
    named = [group for group in view.groups if group.group_id != "all"]
    shares = sorted(named, key=lambda group: (-group.count("nothing") / len(group.gaps), group.group))
    worst, best = (shares[0], shares[-1]) if shares else (None, None)
    if worst and best and worst is not best:
        out.append(
            f"{worst.group} are least provided for: nothing was found for {worst.count('nothing')} of their {len(worst.gaps)} gaps. "
            f"{best.group} are best provided for, with nothing for {best.count('nothing')} of {len(best.gaps)}."
        )
    if view.confirmed_by_none:
        answered = len(view.gaps) - len(view.unanswered)
        out.append(
            f"For {len(view.confirmed_by_none)} of the {answered} gaps that have an answer, need and answer stand on the same web page: "
            "a course names what it teaches as a need. No second source confirms these."
        )
    planned = sum(gap.only_planned for gap in view.gaps)
    if planned:
        out.append(f"For {counted(planned, 'skill')} all training found was only planned or announced when the pages were read.")
    countries = [item.said for item in view.countries if item.gaps]
    if countries:
        out.append(f"Few gaps are reported for a single country: findings name only {listing(countries)}.")
    if view.unnamed:
        out.append(
            f"{sentence(counted(len(view.unnamed), 'statement')).removesuffix('.')} on gaps or training name no single skill; they "
            "stand below and are not counted."
        )
    return out
