"""publication.toml: what is published, by whom, in which version. The only owner of title, version and date."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bwise_publish.problems import Place, Problem, Refusal
from bwise_publish.settings import FILE, LANGUAGES, OPEN_LICENCES, TEXTS, check_settings


@dataclass(frozen=True, slots=True)
class Creator:
    """Who made the edition: a person with `family_name` and `given_names`, or a group, of which these are empty.

    `orcid` is the bare identifier of a person (0000-0002-1825-0097), or empty.
    """

    name: str
    family_name: str = ""
    given_names: str = ""
    orcid: str = ""

    @property
    def is_person(self) -> bool:
        """Whether it is one person."""
        return bool(self.family_name)


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to write to. `url` is an absolute address (https: or mailto:) or the address of a page of the site (contributing/)."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Signature:
    """How the maintainer signs a release: `tool` is minisign or ssh, `key` the file of the secret key."""

    tool: str
    key: str


@dataclass(frozen=True, slots=True)
class Previous:
    """The release before this one: its version, and the commit of the repository that it was made from."""

    version: str
    commit: str


@dataclass(frozen=True, slots=True)
class Publication:
    """What is published: the values of publication.toml, checked.

    `base_url` is the address under which all versions will be served, with a final slash. Its host ends in ".example" while no address is
    known (a name reserved for that use, RFC 2606): metadata can then name things, and no page claims to lie there. `doi` and
    `concept_doi` are bare identifiers (10.…/…) of this version and of all versions together, or empty. `previous` is None for the first
    release.
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
    creators: tuple[Creator, ...]
    contact: Contact
    keywords: tuple[str, ...]
    themes: tuple[str, ...]
    languages: tuple[str, ...]
    publisher_type: str = "PrivateIndividual(s)"
    doi: str = ""
    concept_doi: str = ""
    signature: Signature | None = None
    previous: Previous | None = None

    @property
    def address_known(self) -> bool:
        """Whether `base_url` is a real address, and not one that only stands for it."""
        host = urlsplit(self.base_url).hostname or ""
        return bool(host) and not host.endswith(".example")

    @property
    def version_url(self) -> str:
        """The address of this version, which stays what it is when newer ones appear."""
        return f"{self.base_url}{self.version}/"

    @property
    def latest_url(self) -> str:
        """The address of whatever version is the newest."""
        return f"{self.base_url}latest/"

    @property
    def site_url(self) -> str:
        """The address that pages call their own (that of the newest version), or empty while no address is known."""
        return self.latest_url if self.address_known else ""

    @property
    def cited_url(self) -> str:
        """The address of this version for people to follow, or empty while no address is known."""
        return self.version_url if self.address_known else ""

    @property
    def licence_url(self) -> str:
        """The address of the licence text."""
        return OPEN_LICENCES[self.licence]

    @property
    def language_codes(self) -> tuple[str, ...]:
        """The languages by their codes in EU Vocabularies (ENG)."""
        return tuple(LANGUAGES[language] for language in self.languages)

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
    problems = check_settings(values)
    if problems:
        raise Refusal(problems)
    return _publication(root, values)


def _publication(root: Path, values: Mapping[str, Any]) -> Publication:
    optional = {key: values[key] for key in ("publisher_type", "doi", "concept_doi") if values.get(key)}
    return Publication(
        root=root,
        **{key: values[key] for key in TEXTS},
        date=values["date"],
        packages=tuple(values["packages"]),
        keywords=tuple(values["keywords"]),
        themes=tuple(values["themes"]),
        languages=tuple(values["languages"]),
        creators=tuple(_creator(**creator) for creator in values["creators"]),
        contact=Contact(**values["contact"]),
        signature=Signature(**values["signature"]) if "signature" in values else None,
        previous=Previous(**values["previous"]) if "previous" in values else None,
        **optional,
    )


def _creator(name: str = "", family_name: str = "", given_names: str = "", orcid: str = "") -> Creator:
    return Creator(name or f"{given_names} {family_name}", family_name, given_names, orcid)
