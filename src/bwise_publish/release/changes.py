"""CHANGES.md: what a release brings, taken from its section of CHANGELOG.md."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from bwise_publish.problems import Place, Problem, Refusal
from bwise_publish.publication import Publication

FILE = "CHANGELOG.md"


def read_changelog(root: Path) -> str:
    """The text of CHANGELOG.md. Raises Refusal when there is none."""
    try:
        return (root / FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(
            [
                Problem(
                    Place(file=FILE),
                    "changelog-missing",
                    f"{FILE} cannot be read: {error}.",
                    "Write it as UTF-8 text in the folder of the project.",
                )
            ]
        ) from None


def releases(changelog: str) -> tuple[tuple[str, datetime.date], ...]:
    """The versions that the headings of the changelog name with a date, in its order."""
    found = re.findall(r"^## (\d+\.\d+\.\d+) - (\d{4})-(\d{2})-(\d{2})[ \t]*$", changelog, re.MULTILINE)
    return tuple((version, datetime.date(int(year), int(month), int(day))) for version, year, month, day in found)


def release_notes(changelog: str, publication: Publication) -> bytes:
    """The section of this version as a page of its own. Raises Refusal when there is none, or its date is another."""
    version = publication.version
    match = re.search(rf"^## {re.escape(version)}(?: - (\S+))?[ \t]*\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    place = Place(file=FILE)
    heading = f"## {version} - {publication.date.isoformat()}"
    if match is None or not match[2].strip():
        raise Refusal(
            [
                Problem(
                    place,
                    "changelog-missing",
                    f"There is nothing under a heading for version {version}.",
                    f'Write what is new under "{heading}".',
                )
            ]
        )
    if match[1] != publication.date.isoformat():
        message = f"The heading of version {version} has the date {match[1]}; publication.toml says {publication.date.isoformat()}."
        raise Refusal([Problem(place, "changelog-date", message, f'Write "{heading}".')])
    newest = max((name for name, _ in releases(changelog)), key=_numbers)
    if _numbers(newest) > _numbers(version):
        message = f"publication.toml says version {version}; {FILE} has the newer version {newest}."
        raise Refusal([Problem(place, "version-lower", message, "Raise the version in publication.toml above the last one.")])
    return f"# {publication.title}, version {version}\n\n{publication.date.isoformat()}\n\n{match[2].strip()}\n".encode()


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
