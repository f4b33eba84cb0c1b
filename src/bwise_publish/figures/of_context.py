"""The figures about the context of the countries: official statistics that can be compared, each from one source and one year."""

from __future__ import annotations

from collections.abc import Sequence

from bwise_publish.figures.spec import Column, Dots, Figure, RankedBar
from bwise_publish.views.context import EU, Ranking, ranking
from bwise_publish.views.sentences import listing, with_article
from bwise_publish.views.tables import Tables


def figures(tables: Tables) -> list[Figure]:
    """The figures of the topic `country-context`; those without data are left out."""
    gap = ranking(tables, "disability-employment-gap")
    skills = ranking(tables, "digital-skills-overall-at-least-basic", "all-individuals")
    everyone, low = ranking(tables, "employment-rate-20-64"), ranking(tables, "employment-rate-low-educated")
    drawn = []
    if gap:
        drawn.append(
            _bar(
                gap,
                figure_id="disability-employment-gap-by-country",
                says="Employment of people with and without disabilities is {low} points apart in {last} and {high} points in {first}",
                what="Disability employment gap, people aged 20 to 64, some or severe limitation, percentage points",
                unit="percentage points",
            )
        )
    if skills:
        drawn.append(
            _bar(
                skills,
                figure_id="basic-digital-skills-by-country",
                says="At least basic digital skills: {high}% of people in {first}, {low}% in {last}",
                what="People with at least basic overall digital skills, percent of individuals",
                unit="%",
            )
        )
    if everyone and low and everyone.year == low.year and (both := _in_both(everyone, low)):
        drawn.append(_education(everyone, low, both))
    return drawn


def _note(*found: Ranking) -> str:
    read = " Every value was read once." if all(item.single_read for item in found) else ""
    return f"Source: {listing(sorted({item.source_title for item in found}))}.{read}"


def _shown(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _bar(found: Ranking, *, figure_id: str, says: str, what: str, unit: str) -> Figure:
    """A ranked bar of the EU countries with the EU stressed; flags of the values stand behind them."""
    members = [(name, item) for name, item in found.rows if item.country_code != EU]
    (first, high), (last, low) = members[0], members[-1]
    most, least = with_article(first), with_article(last)
    top, bottom = _shown(high.value.value), _shown(low.value.value)
    eu_name = next((name for name, item in found.rows if item.country_code == EU), "")
    eu = found.value(EU)
    of_eu = (
        f"The value of the European Union is {_shown(eu)}." if eu is not None else "There is no value of the European Union in this year."
    )
    flagged = [(name, item.flag) for name, item in found.rows if item.flag]
    return Figure(
        id=figure_id,
        title=says.format(first=most, high=top, last=least, low=bottom),
        subtitle=f"{what}, {found.year}; {len(members)} EU countries and the EU",
        drawing=RankedBar(
            labels=tuple(name for name, _ in found.rows),
            values=tuple(item.value.value for _, item in found.rows),
            unit=unit,
            highlight=frozenset({eu_name} if eu_name else ()),
            qualifiers=dict(flagged),
        ),
        columns=(Column("Country"), Column(found.title, unit), Column("Flag"), Column("Kind of value")),
        rows=tuple((name, item.value.value, item.flag or None, item.value.status) for name, item in found.rows),
        alt=f"Ranked bars for {found.year}: {first} {top} first, {last} {bottom} last. {of_eu}",
        summary=f"In {found.year} the value was highest in {most} ({top}) and lowest in {least} ({bottom}). {of_eu}",
        source_note=_note(found),
        source_ids=(found.source_id,),
        missing_note=" ".join(
            part
            for part in (
                f"No value for {listing([with_article(name) for name in found.missing])} in {found.year}." if found.missing else "",
                f"Values with a flag: {listing([f'{with_article(name)} ({flag})' for name, flag in flagged])}." if flagged else "",
                f"Other copies give another value for {listing([with_article(name) for name in found.differing])}."
                if found.differing
                else "",
            )
            if part
        ),
    )


def _in_both(everyone: Ranking, low: Ranking) -> list[tuple[str, float, float]]:
    """The countries with both values, the widest distance first."""
    pairs = [(name, item.value.value, low.value(item.country_code)) for name, item in everyone.rows]
    whole = [(name, one, other) for name, one, other in pairs if other is not None]
    return sorted(whole, key=lambda pair: (pair[2] - pair[1], pair[0].casefold()))


def _education(everyone: Ranking, low: Ranking, whole: Sequence[tuple[str, float, float]]) -> Figure:
    """Employment of all people and of people with low education."""
    widest, narrowest = whole[0], whole[-1]
    wide, narrow = with_article(widest[0]), with_article(narrowest[0])

    def pair(row: tuple[str, float, float]) -> str:
        return f"{row[0]} {_shown(row[2])}% and {_shown(row[1])}%"

    flags = [(name, item.flag) for found in (everyone, low) for name, item in found.rows if item.flag]
    return Figure(
        id="employment-by-education",
        title=f"People with low education are less often employed: the distance is widest in {wide} and narrowest in {narrow}",
        subtitle=f"Employment rate of people aged 20 to 64, all and those with at most lower secondary education, percent, {everyone.year}",
        drawing=Dots(
            labels=tuple(name for name, _, _ in whole),
            first=tuple(other for _, _, other in whole),
            second=tuple(one for _, one, _ in whole),
            first_name="low education",
            second_name="all people",
            unit="%",
        ),
        columns=(Column("Country"), Column("Low education", "%"), Column("All people", "%")),
        rows=tuple((name, other, one) for name, one, other in whole),
        alt=f"A pair of dots for each country, low education and all: {pair(widest)}; {pair(narrowest)}.",
        summary=(
            f"In {everyone.year} the distance was {_shown(widest[1] - widest[2])} points in {wide} "
            f"and {_shown(narrowest[1] - narrowest[2])} in {narrow}. "
            "Workers with support needs are not a group of these statistics; low education is one of the traits that sources name."
        ),
        source_note=_note(everyone, low),
        source_ids=tuple(sorted({everyone.source_id, low.source_id})),
        missing_note=f"Values with a flag: {listing(sorted({f'{with_article(name)} ({flag})' for name, flag in flags}))}." if flags else "",
    )
