"""The settings of publication.toml: which there are, and what each may hold."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from bwise_publish.problems import Place, Problem, listed, nearest, shown

FILE = "publication.toml"
OPEN_LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
# The themes of the European data portal (EU Vocabularies, data-theme).
THEMES = ("AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "INTR", "JUST", "REGI", "SOCI", "TECH", "TRAN")
# ISO 639-1 codes of the official languages of the EU, with the codes of EU Vocabularies (language), which are those of ISO 639-3.
LANGUAGES = {
    "bg": "BUL", "cs": "CES", "da": "DAN", "de": "DEU", "el": "ELL", "en": "ENG", "es": "SPA", "et": "EST", "fi": "FIN", "fr": "FRA",
    "ga": "GLE", "hr": "HRV", "hu": "HUN", "it": "ITA", "lt": "LIT", "lv": "LAV", "mt": "MLT", "nl": "NLD", "pl": "POL", "pt": "POR",
    "ro": "RON", "sk": "SLK", "sl": "SLV", "sv": "SWE",
}  # fmt: skip
# The types of publisher of ADMS, which DCAT-AP asks for.
PUBLISHER_TYPES = (
    "Academia-ScientificOrganisation", "Company", "IndustryConsortium", "LocalAuthority", "NationalAuthority",
    "NonGovernmentalOrganisation", "NonProfitOrganisation", "PrivateIndividual(s)",
    "RegionalAuthority", "StandardisationBody", "SupraNationalAuthority",
)  # fmt: skip
SIGNING_TOOLS = ("minisign", "ssh")
TEXTS = ("name", "title", "description", "version", "publisher", "licence", "base_url")
OPTIONAL_TEXTS = ("publisher_type", "doi", "concept_doi")
LISTS = ("keywords", "themes", "languages")
_OTHERS = ("date", "packages", "creators", "contact", "signature", "previous")
_VERSION = re.compile(r"(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# DOI Handbook 2.2, in the form that Crossref found to fit all but a handful of DOIs, without letters that an address must escape.
_DOI = re.compile(r"10\.\d{4,9}/[A-Za-z0-9._;()/:-]*[A-Za-z0-9)]")
_CONTACT = re.compile(r"https://[^\s/]+\S*|mailto:[^\s@]+@[^\s@]+\.[^\s@]+|(?:[a-z0-9-]+/)+")

Report = Callable[[str, str, str], None]


def check_settings(values: Mapping[str, Any]) -> list[Problem]:
    """Every problem of the values of publication.toml, in the order of the settings."""
    problems: list[Problem] = []

    def report(field: str, message: str, mend: str) -> None:
        problems.append(Problem(Place(file=FILE, field=field), "publication-value", message, mend))

    known = (*TEXTS, *OPTIONAL_TEXTS, *LISTS, *_OTHERS)
    for key in values:
        if key not in known:
            close = nearest(key, known)
            report(
                key,
                f"{shown(key)} is not a setting; the settings are {', '.join(known)}.",
                f"Write {close}." if close else "Remove the line.",
            )
    for key in TEXTS:
        value = values.get(key)
        if not isinstance(value, str) or not value.strip():
            report(key, f"{key} must be text; it is {shown(value) if key in values else 'missing'}.", f'Write {key} = "…".')
    for key in OPTIONAL_TEXTS:
        if not isinstance(values.get(key, ""), str):
            report(key, f"{key} must be text; it is {shown(values[key])}.", f'Write {key} = "…", or take the line out.')
    _texts({key: value for key in (*TEXTS, *OPTIONAL_TEXTS) if isinstance(value := values.get(key), str) and value.strip()}, report)
    _date(values, report)
    _packages(values.get("packages"), report)
    _creators(values.get("creators"), report)
    _contact(values.get("contact"), report)
    for key, allowed in (("keywords", ()), ("themes", THEMES), ("languages", tuple(LANGUAGES))):
        _words(key, values.get(key), allowed, report)
    _signature(values.get("signature"), report)
    _previous(values.get("previous"), report)
    return problems


def _texts(text: Mapping[str, str], report: Report) -> None:
    if (version := text.get("version")) and not _VERSION.fullmatch(version):
        report("version", f"version is {shown(version)}; it must be three numbers with points, such as 1.2.0.", "Write major.minor.patch.")
    if (name := text.get("name")) and not _NAME.fullmatch(name):
        report("name", f"name is {shown(name)}; it may hold small letters, digits and single hyphens.", "Write a name such as bwise.")
    if (licence := text.get("licence")) and licence not in OPEN_LICENCES:
        report(
            "licence",
            f"licence is {shown(licence)}; open data needs one of {', '.join(OPEN_LICENCES)}.",
            "Write the SPDX code of an open licence.",
        )
    if (url := text.get("base_url")) and not re.fullmatch(r"https?://[^\s/]+(?:/[^\s]*)?/|https?://[^\s/]+/", url):
        report(
            "base_url",
            f"base_url is {shown(url)}; it must begin with https:// and end with a slash.",
            'Write the address of the site, or one whose host ends in ".example" while it is not known.',
        )
    if (kind := text.get("publisher_type")) and kind not in PUBLISHER_TYPES:
        report("publisher_type", f"publisher_type is {shown(kind)}; it must be one of {', '.join(PUBLISHER_TYPES)}.", "Write one of these.")
    for key in ("doi", "concept_doi"):
        if (doi := text.get(key)) and not _DOI.fullmatch(doi):
            found = re.search(_DOI, doi)
            report(
                key,
                f"{key} is {shown(doi)}; a DOI has the form 10.1234/name, without an address before it.",
                f'Write {key} = "{found[0]}".' if found else "Write the DOI that the repository reserved, or take the line out.",
            )
    if text.get("doi") and text.get("doi") == text.get("concept_doi"):
        report(
            "concept_doi", "doi and concept_doi are the same; one is of this version, the other of all versions.", "Correct one of them."
        )


def _date(values: Mapping[str, Any], report: Report) -> None:
    date = values.get("date")
    if not isinstance(date, datetime.date) or isinstance(date, datetime.datetime):
        report(
            "date",
            f"date must be a plain date; it is {shown(date) if 'date' in values else 'missing'}.",
            "Write date = 2026-11-25, without quotes.",
        )


def _packages(packages: object, report: Report) -> None:
    if not isinstance(packages, list) or not packages or not all(isinstance(item, str) and _NAME.fullmatch(item) for item in packages):
        report("packages", "packages must be a list of folder names in datapackages/.", 'Write packages = ["reference", …].')
    elif len(set(packages)) != len(packages):
        report("packages", "packages names a folder twice.", "Name each folder once.")


def _creators(creators: object, report: Report) -> None:
    mend = 'Write creators = [{ name = "…" }], or { family_name = "…", given_names = "…", orcid = "…" } for a person.'
    if not isinstance(creators, list) or not creators:
        report("creators", "creators must name at least one group or person who made the edition.", mend)
        return
    for creator in creators:
        keys = set(creator) if isinstance(creator, dict) else set()
        named = keys == {"name"} or ({"family_name", "given_names"} <= keys <= {"family_name", "given_names", "orcid"})
        if not named or not all(isinstance(value, str) and value.strip() for value in creator.values()):
            report("creators", f"A creator is {shown(creator)}; it must have a name, or a family name and given names.", mend)
        elif (orcid := creator.get("orcid")) and not is_orcid(orcid):
            report(
                "creators", f"orcid is {shown(orcid)}, which is no ORCID.", "Write it as 0000-0002-1825-0097, without an address before it."
            )


def is_orcid(text: str) -> bool:
    """Whether the text has the form of an ORCID and the right check digit (ISO 7064, MOD 11-2)."""
    if not re.fullmatch(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", text):
        return False
    digits = text.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return digits[-1] == "0123456789X"[(12 - total % 11) % 11]


def _contact(contact: object, report: Report) -> None:
    mend = 'Write contact = { name = "…", url = "contributing/" }.'
    if not isinstance(contact, dict) or set(contact) != {"name", "url"} or not all(isinstance(value, str) for value in contact.values()):
        report("contact", "contact must say whom to write to, with a name and a url.", mend)
    elif not contact["name"].strip() or not _CONTACT.fullmatch(contact["url"]):
        message = (
            f"contact has the url {shown(contact['url'])}; it must begin with https:// or mailto:, or be the address of a page of the site."
        )
        report("contact", message, mend)


def _words(key: str, words: object, allowed: tuple[str, ...], report: Report) -> None:
    if not isinstance(words, list) or not words or not all(isinstance(word, str) and word.strip() for word in words):
        report(key, f"{key} must be a list with at least one text.", f'Write {key} = ["{allowed[0] if allowed else "…"}"].')
    elif len(set(words)) != len(words):
        report(key, f"{key} names something twice.", "Name each once.")
    elif allowed and (unknown := [word for word in words if word not in allowed]):
        close = nearest(unknown[0], allowed)
        message = f"{key} holds {listed(map(shown, unknown))}; it may hold {', '.join(allowed)}."
        report(key, message, f"Write {close}." if close else "Write one of these.")


def _signature(signature: object, report: Report) -> None:
    if signature is None:
        return
    mend = 'Write signature = { tool = "minisign", key = "…" }, with the file of the secret key, or take the line out.'
    if (
        not isinstance(signature, dict)
        or set(signature) != {"tool", "key"}
        or not all(isinstance(value, str) for value in signature.values())
    ):
        report("signature", "signature must name a tool and a key.", mend)
    elif signature["tool"] not in SIGNING_TOOLS or not signature["key"].strip():
        report("signature", f"signature has the tool {shown(signature['tool'])}; it may be {' or '.join(SIGNING_TOOLS)}.", mend)


def _previous(previous: object, report: Report) -> None:
    if previous is None:
        return
    values = previous if isinstance(previous, dict) and set(previous) == {"version", "commit"} else {}
    version, commit = (str(values.get(key, "")) for key in ("version", "commit"))
    if not (_VERSION.fullmatch(version) and _COMMIT.fullmatch(commit)):
        report(
            "previous",
            "previous must name the version and the commit of the release before this one.",
            'Write [previous] with version = "1.0.0" and commit = "…" (its full id), or nothing for the first release.',
        )
