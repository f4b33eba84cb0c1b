"""What each kind of problem means, with an example and the mend: for `bwise-publish explain`, and for the page on problems."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class Explanation:
    """One problem code in words; `example` is something that is wrong in this way."""

    code: str
    meaning: str
    mend: str
    example: str

    def __str__(self) -> str:
        lines = [self.code, "", self.meaning, "", f"For example:  {self.example}", "", f"To mend it:   {self.mend}"]
        return "\n".join(line.replace("`", "") for line in lines)


def explanations() -> dict[str, list[Explanation]]:
    """The explanations of every problem that is not a rule of one topic, by section."""
    text = files("bwise_publish").joinpath("explanations.toml").read_text(encoding="utf-8")
    return {section["title"]: [Explanation(**problem) for problem in section["problem"]] for section in tomllib.loads(text)["section"]}


def problems_page() -> str:
    """docs/problems.md."""
    lines = [
        "---",
        "title: Problems and how to mend them",
        "description: Every kind of problem that the checks of this publication report, what it means, and how to mend it.",
        "---",
        "",
        "# Problems and how to mend them",
        "",
        "When something keeps a publication from being right, the programs say so: where it is (package, table, row, field), what is",
        "wrong, what is allowed, how to mend it, and a code in square brackets. Rows are numbered as in the file: the header is row 1.",
        "All problems of a run are shown together, and nothing is replaced until there are none. This page explains every code; so does",
        "`bwise-publish explain CODE`.",
        "",
        "The rules of one topic are on the page [Quality](quality/index.md), each with its code.",
    ]
    for title, problems in explanations().items():
        lines += ["", f"## {title}", "", "| code | what it means | for example | how to mend it |", "|---|---|---|---|"]
        lines += (f"| `{item.code}` | {item.meaning} | {_cell(item.example)} | {item.mend} |" for item in problems)
    return "\n".join(lines) + "\n"


def _cell(example: str) -> str:
    marks = {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        "|": "&#124;",
        "*": "&#42;",
        "_": "&#95;",
        "[": "&#91;",
        "]": "&#93;",
        "`": "&#96;",
        "\\": "&#92;",
    }
    return "".join(marks.get(char, char) for char in example)
