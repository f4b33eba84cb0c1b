"""Runs the static site generator on a folder of pages, and turns what it complains about into Problems."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bwise_publish.problems import Place, Problem
from bwise_publish.publication import Publication

SETTINGS = "mkdocs.yml"
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_RECORD = re.compile(r"^(DEBUG|INFO|WARNING|ERROR|CRITICAL)\s+-\s+(.*)$")
_PAGE = re.compile(r"(?:Doc file|page|file) '([^']+)'")
_DIRTY = "A 'dirty' build is being performed"  # what site/incremental.py asks for, and makes whole
_ORPHANS = "The following pages exist in the docs directory"


@dataclass(frozen=True, slots=True)
class Generated:
    """What a run of the generator came to. `failed`: there is no complete site; otherwise there is one, whatever the problems."""

    problems: list[Problem]
    failed: bool


def generate(publication: Publication, docs: Path, out: Path, *, program: str = "mkdocs", options: Sequence[str] = ()) -> Generated:
    """Runs the generator `program` (a Python module that reads mkdocs.yml) with `options` on `docs`, into `out`.

    The run sees no clock, locale or time zone of the machine: the release date stands in for the clock.
    """
    if not (publication.root / SETTINGS).is_file():
        problem = Problem(Place(file=SETTINGS), "site-settings", f"There is no {SETTINGS} in the folder of the project.", "Restore it.")
        return Generated([problem], failed=True)
    with tempfile.TemporaryDirectory(prefix="bwise-site-") as scratch:
        config = Path(scratch) / SETTINGS
        config.write_text(json.dumps(site_settings(publication, docs, out), ensure_ascii=False, indent=1), encoding="utf-8")
        command = [sys.executable, "-m", program, "build", "--strict", "--config-file", str(config), *options]
        streams: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        # close_fds: the generator holds the lock of the folder with us, so that no other run begins while it still writes.
        run = subprocess.run(
            command, env=_environment(publication), encoding="utf-8", errors="replace", check=False, close_fds=False, **streams
        )
    records = read_log(run.stdout)
    problems = [log_problem(level, text) for level, text in records if level in ("WARNING", "ERROR", "CRITICAL") and _DIRTY not in text]
    # With --strict, warnings alone end the run after every page has been written.
    failed = run.returncode != 0 and "in strict mode" not in run.stdout
    if failed and not any(problem.code == "generator-failed" for problem in problems):
        said = " ".join(run.stdout.split()[-60:]) or "it said nothing"
        message = f"The site generator stopped: {said.rstrip('.')}."
        problems.append(Problem(Place(file=SETTINGS), "generator-failed", message, "Mend what the message names."))
    return Generated(sorted(problems), failed)


def site_settings(publication: Publication, docs: Path, out: Path) -> dict[str, Any]:
    """The settings for one run: those of mkdocs.yml, which the generator reads itself, and over them what the publication says."""
    date = publication.date
    settings: dict[str, Any] = {
        "INHERIT": str((publication.root / SETTINGS).resolve()),
        "site_name": publication.title,
        # The theme puts descriptions into an attribute as they are.
        "site_description": html.escape(publication.description),
        "docs_dir": str(docs.resolve()),
        "site_dir": str(out.resolve()),
        "theme": {"custom_dir": str((publication.root / "site_templates" / "theme").resolve())},
        "extra": {
            "short_name": publication.title.split(": ")[0],
            "release": {
                "version": publication.version,
                "date": date.isoformat(),
                "date_text": f"{date.day} {_MONTHS[date.month - 1]} {date.year}",
                "publisher": publication.publisher,
                "licence": publication.licence,
                "licence_url": publication.licence_url,
            },
            "contact_url": publication.contact.url,
        },
    }
    if publication.site_url:
        settings["site_url"] = publication.site_url
    return settings


def _environment(publication: Publication) -> dict[str, str]:
    fixed = {
        "SOURCE_DATE_EPOCH": str(publication.epoch),
        "NO_MKDOCS_2_WARNING": "1",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "NO_COLOR": "1",
        "COLUMNS": "1000",
    }
    return {**os.environ, **fixed}


def read_log(text: str) -> list[tuple[str, str]]:
    """The records of a generator's log as (level, text); lines that do not begin a record belong to the one before them."""
    records: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if match := _RECORD.match(line):
            records.append((match[1], [match[2]]))
        elif records and line.strip():
            records[-1][1].append(line.strip())
    return [(level, "\n".join(lines)) for level, lines in records]


def log_problem(level: str, text: str) -> Problem:
    """One record of the generator's log as a Problem that names the page, when the record names one."""
    message, *more = text.splitlines()
    if message.startswith(_ORPHANS):
        names = ", ".join(line.removeprefix("- ") for line in more)
        mend = "Add each to nav in mkdocs.yml, or move it into a folder of pages that no menu lists."
        return Problem(Place(file=SETTINGS), "page-not-in-menu", f"These pages are in no menu: {names}.", mend)
    match = _PAGE.search(message)
    place = Place(file=match[1] if match else SETTINGS)
    detail = message if message.endswith((".", "!", "?")) else f"{message}."
    if level == "WARNING":
        return Problem(place, "generator-warning", detail, "Mend the link or setting that the message names; a release has no warnings.")
    cause = f" {more[-1]}" if more else ""
    return Problem(place, "generator-failed", detail + cause, "Mend what the message names, then build again.")
