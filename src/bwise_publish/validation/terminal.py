"""The report for a terminal, in colours, and as annotations of GitHub: both say what `Report.text` says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bwise_publish.validation.report import SHOWN_OF_EACH_KIND, Report, grouped, kinds, place_of

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def print_report(report: Report, console: Console, limit: int = SHOWN_OF_EACH_KIND) -> None:
    """Writes the report to a rich console: a panel a table, the first `limit` problems of each kind, and how many more there are."""
    from rich.panel import Panel
    from rich.text import Text

    for (package, table), problems in grouped(report.problems):
        body = Text()
        for code, found in kinds(problems):
            more = len(found) - limit if len(found) > limit else 0
            more += report.unlisted.get((package, table, code), 0)
            _kind(body, code, len(found) + report.unlisted.get((package, table, code), 0), explain=f"bwise-publish explain {code}")
            for problem in found[:limit]:
                body.append(f"  {place_of(problem)}", style="cyan")
                body.append(f"{problem.message}\n")
                body.append(f"    {problem.mend}\n", style="green")
            if more:
                body.append(f"    and {more:,} more of this kind\n", style="dim")
        body.rstrip()
        title = "/".join(part for part in (package, table) if part) or "publication"
        console.print(Panel(body, title=Text(title, style="bold"), title_align="left", border_style="red"))
    console.print(Text(report.summary(), style="bold green" if report.valid else "bold red"))


def _kind(body: Text, code: str, count: int, explain: str) -> None:
    body.append(f"{code}", style="bold red")
    body.append(f"  {count:,}×  ")
    body.append(f"({explain})\n", style="dim")


def github_annotations(report: Report, name: Callable[[str], str], limit: int = SHOWN_OF_EACH_KIND) -> str:
    """The report as workflow commands of GitHub, a line a problem, the first `limit` of each kind in each table.

    `name` makes the path of a file what GitHub knows it by. A row is given as a line, which it is when no cell holds a line end.
    """
    lines: list[str] = []
    for (package, table), problems in grouped(report.problems):
        file = report.files.get((package, table)) or report.files.get((package, "")) or ""
        for code, found in kinds(problems):
            for problem in found[:limit]:
                place = [f"file={_property(name(file))}"] if file else []
                place += [f"line={problem.where.row}"] if problem.where.row else []
                place.append(f"title={_property(code)}")
                lines.append(f"::error {','.join(place)}::{_message(f'{place_of(problem)}{problem.message} {problem.mend}')}")
            more = max(len(found) - limit, 0) + report.unlisted.get((package, table, code), 0)
            if more:
                where = f"file={_property(name(file))}," if file else ""
                lines.append(f"::error {where}title={_property(code)}::and {more:,} more of this kind")
    lines.append(f"::notice title=bwise-publish::{_message(report.summary())}")
    return "\n".join(lines) + "\n"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
