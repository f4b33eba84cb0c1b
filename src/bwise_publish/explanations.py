"""What each kind of problem means, with an example and the mend: for `bwise-publish explain`, and for the page on problems."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files

_HEAD = """---
title: Problems and how to mend them
description: Every kind of problem that the checks of this publication report, what it means, and how to mend it.
---

# Problems and how to mend them

When something keeps a publication from being right, the programs say so in one line: where it is (package, table, row, field), what is
wrong, what is allowed, how to mend it, and at the end a code in square brackets. Rows are numbered as in the file: the header is row 1.
All problems of a run are shown together, and nothing is replaced until there are none. One slip can have several messages: mend what you
understand, and run the check again. This page explains every code; search it for the one in your message, or run
`bwise-publish explain CODE`.
"""
_PROBLEMS = ("code", "what it means", "for example", "how to mend it")
_RULES = ("code", "the rule", "how to mend it")
_ESCAPES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        "|": "&#124;",
        "{": "&#123;",
        "}": "&#125;",
        "*": "&#42;",
        "_": "&#95;",
        "[": "&#91;",
        "]": "&#93;",
        "`": "&#96;",
        "\\": "&#92;",
    }
)


@dataclass(frozen=True)
class Explanation:
    """One problem code in words; `example` is something that is wrong in this way. `packages` are those whose rule it is."""

    code: str
    meaning: str
    mend: str
    example: str
    packages: tuple[str, ...] = ()

    @property
    def scope(self) -> str:
        """Of which tables a rule is: `one` package, `several`, or `every` table."""
        return "every" if not self.packages else "one" if len(self.packages) == 1 else "several"

    def __str__(self) -> str:
        lines = [self.code, "", self.meaning, "", f"For example:  {self.example}", "", f"To mend it:   {self.mend}"]
        return "\n".join(line.replace("`", "") for line in lines)


@dataclass(frozen=True)
class Section:
    """A part of the page on problems: `intro` and `after` stand before and after its table; `rules` says which rules it also lists."""

    title: str
    problem: tuple[Explanation, ...] = ()
    intro: str = ""
    after: str = ""
    rules: str = ""


def sections() -> list[Section]:
    """The sections of the page, with every problem that is not a rule."""
    text = files("bwise_publish").joinpath("explanations.toml").read_text(encoding="utf-8")
    found = []
    for raw in tomllib.loads(text)["section"]:
        problems = tuple(Explanation(**problem) for problem in raw.pop("problem", ()))
        found.append(Section(problem=problems, **raw))
    return found


def every_explanation(rules: Iterable[Explanation]) -> dict[str, Explanation]:
    """All problems and rules by their code, in the order of the page."""
    return {item.code: item for item in (*(item for section in sections() for item in section.problem), *rules)}


def problems_page(rules: Sequence[Explanation]) -> str:
    """docs/problems.md."""
    lines = [_HEAD.rstrip("\n")]
    for section in sections():
        lines += ["", f"## {section.title}"]
        if section.intro:
            lines += ["", section.intro]
        if section.problem:
            lines += [
                "",
                *_table(_PROBLEMS, ([_code(item), item.meaning, item.example.translate(_ESCAPES), item.mend] for item in section.problem)),
            ]
        chosen = [item for item in rules if item.scope == section.rules]
        if chosen:
            lines += ["", *_rules(chosen, named=section.rules == "one")]
        if section.after:
            lines += ["", section.after]
    return "\n".join(lines) + "\n"


def _rules(rules: Iterable[Explanation], *, named: bool) -> list[str]:
    if not named:
        return _table(_RULES, ([_code(item), item.meaning, item.mend] for item in rules))
    return _table((_RULES[0], "package", *_RULES[1:]), ([_code(item), item.packages[0], item.meaning, item.mend] for item in rules))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(head)} |", "|---" * len(head) + "|", *(f"| {' | '.join(row)} |" for row in rows)]


def _code(item: Explanation) -> str:
    return f"`{item.code}`"
