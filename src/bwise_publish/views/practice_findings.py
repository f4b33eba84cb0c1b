"""What the practices show, in sentences: the question of the topic answered, and key findings that count rows of this edition."""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.views.practice_summary import Count, Summary
from bwise_publish.views.practices import OTHER_KIND, Practice
from bwise_publish.views.sentences import counted, listing, with_article
from bwise_publish.views.tables import Tables

_PRACTICES = ("practices", "practices")
_TOP = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One key finding, and the table (package, table) whose rows were counted for it."""

    text: str
    table: tuple[str, str]


def lead(summary: Summary) -> tuple[str, ...]:
    """The question of the topic, who already does it well, answered in three sentences."""
    if not summary.practices:
        return ("This edition holds no practice yet.",)
    kinds = listing([f"{item.named.title.lower()} ({item.count})" for item in _named_kinds(summary)[:_TOP]])
    served = listing([f"{_small(item.named.title)} ({item.count})" for item in summary.by_need[:_TOP]])
    where = counted(summary.countries, "country", "countries")
    return (
        f"This edition describes {counted(summary.practices, 'practice', 'practices')} in {where}, from which others can learn.",
        f"{summary.digital} of them have a digital side; the technology kinds named most often are {kinds}.",
        f"The people whom they serve most often are {served}.",
    )


def findings(tables: Tables, practices: tuple[Practice, ...], summary: Summary) -> tuple[Finding, ...]:
    """Key findings, from the widest to the narrowest. Empty when there is no practice."""
    if not practices:
        return ()
    worded = sum(bool(practice.skills) for practice in practices)
    linked = sum(any(mention.named for mention in practice.skills) for practice in practices)
    best = counted(summary.best, "practice is", "practices are")
    sentences = (
        (_where(summary), _PRACTICES),
        (_kinds(summary), _PRACTICES),
        (_needs(practices, summary), ("practices", "practice_support_needs")),
        (
            f"{worded} practices name a skill; for {linked} of them the words clearly mean a skill of our vocabulary.",
            ("practices", "practice_skills"),
        ),
        (_reach(summary), _PRACTICES),
        (f"{best} known to belong to the best practices chosen by B-WISE; the full list was not public in readable form.", _PRACTICES),
        (_stories(tables), ("practices", "success_stories")),
    )
    return tuple(Finding(text[:1].upper() + text[1:], table) for text, table in sentences)


def _small(title: str) -> str:
    """A title inside a sentence."""
    return title[:1].lower() + title[1:]


def _named_kinds(summary: Summary) -> tuple[Count, ...]:
    """The technology kinds that name something, without the rest."""
    return tuple(item for item in summary.by_kind if item.named.id != OTHER_KIND)


def _where(summary: Summary) -> str:
    most = listing([f"{with_article(item.named.title)} ({item.count})" for item in summary.by_country[:_TOP] if item.count])
    return f"Most are from {most}. That shows where texts were found and read, not where most practices are."


def _kinds(summary: Summary) -> str:
    other = sum(item.count for item in summary.by_kind if item.named.id == OTHER_KIND)
    first = _named_kinds(summary)[:1]
    top = "".join(f"{item.named.title} is the technology kind of {counted(item.count, 'practice', 'practices')}; " for item in first)
    return f"{top}{other} are filed under other kinds, often because the line of work itself is technical."


def _needs(practices: tuple[Practice, ...], summary: Summary) -> str:
    without = counted(sum(not practice.need_ids for practice in practices), "practice names", "practices name")
    once = sum(item.count == 1 for item in summary.by_need)
    groups = counted(len(summary.by_need), "group", "groups")
    served = f"The practices serve {groups} of people with support needs"
    return f"{served}; {once} of these groups stand in one practice only, and {without} no such group."


def _reach(summary: Summary) -> str:
    planned = counted(summary.planned, "of them is a plan", "of them are plans") if summary.planned else "none of them is a plan"
    return f"{summary.with_reach} practices give a number of people or things reached; {planned}. The units differ, so no sum is made."


def _stories(tables: Tables) -> str:
    rows = tables.rows("practices", "success_stories")
    shown = counted(len(rows), "account presents", "accounts present")
    staffed = sum(row["employees"] is not None for row in rows)
    return f"{shown} an enterprise as a success story; {staffed} of them give a number of employees."
