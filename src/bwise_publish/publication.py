"""publication.toml: what is published, by whom, in which version. The only owner of title, version and date."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bwise_publish.problems import Place, Problem, Refusal, nearest, shown

FILE = "publication.toml"
_VERSION = re.compile(r"(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OPEN_LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


@dataclass(frozen=True, slots=True)
class Previous:
    """The release before this one: its version, and the commit of the repository that it was made from."""

    version: str
    commit: str


@dataclass(frozen=True, slots=True)
class Publication:
    """What is published: the values of publication.toml, checked.

    `base_url` is the address at which the site will be served, with a final slash, or empty when it is not known:
    then nothing in the site names an absolute address. `previous` is None for the first release.
    """

    root: Path
    name: str
    title: str
    description: str
    version: str
    date: datetime.date
    publisher: str
    licence: str
    base_url: str
    packages: tuple[str, ...]
    previous: Previous | None = None

    @property
    def licence_url(self) -> str:
        """The address of the licence text."""
        return _OPEN_LICENCES[self.licence]

    @property
    def epoch(self) -> int:
        """Seconds since 1970 at midnight UTC of the release date: the only clock that an output may show."""
        moment = datetime.datetime(self.date.year, self.date.month, self.date.day, tzinfo=datetime.UTC)
        return int(moment.timestamp())

    def package_folder(self, name: str) -> Path:
        """The folder of one of the packages."""
        return self.root / "datapackages" / name


def read_publication(root: Path) -> Publication:
    """Reads publication.toml in `root`. Raises Refusal with every problem found in it."""
    path = root / FILE
    place = Place(file=FILE)
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Refusal(
            [Problem(place, "publication-missing", f"There is no {FILE} in this folder.", "Run the command in the folder of the project.")]
        ) from None
    except UnicodeDecodeError as error:
        raise Refusal(
            [
                Problem(
                    place,
                    "publication-unreadable",
                    f"{FILE} is not UTF-8 text ({error.reason} at byte {error.start}).",
                    "Save it as UTF-8.",
                )
            ]
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise Refusal(
            [Problem(place, "publication-unreadable", f"{FILE} is not valid TOML: {error}.", "Mend the line that the message names.")]
        ) from None
    problems = list(_check(values))
    if problems:
        raise Refusal(problems)
    strings = {key: values[key] for key in _STRINGS}
    previous = Previous(**values["previous"]) if "previous" in values else None
    return Publication(root=root, packages=tuple(values["packages"]), **strings, date=values["date"], previous=previous)


_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_STRINGS = ("name", "title", "description", "version", "publisher", "licence", "base_url")


def _check(values: Mapping[str, Any]) -> list[Problem]:
    problems: list[Problem] = []

    def report(field: str, message: str, mend: str) -> None:
        problems.append(Problem(Place(file=FILE, field=field), "publication-value", message, mend))

    known = (*_STRINGS, "date", "packages", "previous")
    for key in values:
        if key not in known:
            close = nearest(key, known)
            report(
                key,
                f"{shown(key)} is not a setting; the settings are {', '.join(known)}.",
                f"Write {close}." if close else "Remove the line.",
            )
    for key in _STRINGS:
        value = values.get(key)
        if not isinstance(value, str) or (not value.strip() and key != "base_url"):
            report(key, f"{key} must be text; it is {shown(value) if key in values else 'missing'}.", f'Write {key} = "…".')
    text = {key: value for key in _STRINGS if isinstance(value := values.get(key), str)}
    if (version := text.get("version")) and not _VERSION.fullmatch(version):
        report("version", f"version is {shown(version)}; it must be three numbers with points, such as 1.2.0.", "Write major.minor.patch.")
    if (name := text.get("name")) and not _NAME.fullmatch(name):
        report("name", f"name is {shown(name)}; it may hold small letters, digits and single hyphens.", "Write a name such as bwise.")
    if (licence := text.get("licence")) and licence not in _OPEN_LICENCES:
        report(
            "licence",
            f"licence is {shown(licence)}; open data needs one of {', '.join(_OPEN_LICENCES)}.",
            "Write the SPDX code of an open licence.",
        )
    if (url := text.get("base_url")) and not re.fullmatch(r"https?://[^\s/]+(?:/[^\s]*)?/|https?://[^\s/]+/", url):
        report(
            "base_url",
            f"base_url is {shown(url)}; it must begin with https:// and end with a slash.",
            'Write the address of the site, or "" when it is not known.',
        )
    date = values.get("date")
    if not isinstance(date, datetime.date) or isinstance(date, datetime.datetime):
        report(
            "date",
            f"date must be a plain date; it is {shown(date) if 'date' in values else 'missing'}.",
            "Write date = 2026-11-25, without quotes.",
        )
    packages = values.get("packages")
    if not isinstance(packages, list) or not packages or not all(isinstance(item, str) and _NAME.fullmatch(item) for item in packages):
        report("packages", "packages must be a list of folder names in datapackages/.", 'Write packages = ["reference", …].')
    elif len(set(packages)) != len(packages):
        report("packages", "packages names a folder twice.", "Name each folder once.")
    if "previous" in values and not _is_previous(values["previous"]):
        report(
            "previous",
            "previous must name the version and the commit of the release before this one.",
            'Write [previous] with version = "1.0.0" and commit = "…" (its full id), or nothing for the first release.',
        )
    return problems


def _is_previous(value: object) -> bool:
    if not isinstance(value, dict) or set(value) != {"version", "commit"} or not all(isinstance(item, str) for item in value.values()):
        return False
    return bool(_VERSION.fullmatch(value["version"]) and _COMMIT.fullmatch(value["commit"]))
