"""How to cite: the edition, a data package or a figure, as text, BibTeX, RIS and CSL-JSON. No identifier is made up."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from bwise_publish.publication import Creator, Publication

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_LICENCES = {"CC-BY-4.0": "CC BY 4.0", "CC0-1.0": "CC0 1.0"}
_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", **{char: f"\\{char}" for char in "&%$#_{}"}}


@dataclass(frozen=True, slots=True)
class Citation:
    """One thing to cite, in four forms. `bibtex`, `ris` and `csl` (JSON) have several lines, joined by line feeds.

    `attribution` is the line that the licence asks for beside what is used: title, maker, source, licence with its address.
    """

    text: str
    attribution: str
    bibtex: str
    ris: str
    csl: str


def citation(publication: Publication, title: str = "", kind: str = "data set", part: str = "", address: str = "") -> Citation:
    """The citation of the edition, or of the part `title` in it.

    `kind` is what stands in brackets ("data package", "figure"); `part` is the name of the part in the BibTeX key; `address` its address
    under the site's root, used only when the publication knows where it is served.
    """
    day = publication.date
    edition = f"{publication.title}, version {publication.version}"
    whole = not title
    named = f"{publication.title}, version {publication.version} [{kind}]" if whole else f"{title} [{kind}]. In: {edition}"
    url = _address(publication, whole, address)
    spoken = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    licence = _LICENCES.get(publication.licence, publication.licence)
    authors = "; ".join(_inverted(creator) for creator in publication.creators)
    text = f"{authors} ({day.year}). {named}. Released {spoken}. Licence: {licence}." + (f" {url}" if url else "")
    main = publication.title if whole else title
    key = "_".join(re.findall(r"[a-z0-9]+", f"{publication.name} {part} {publication.version}".lower()))
    return Citation(
        text,
        _attribution(publication, title, url, licence),
        _bibtex(publication, main, kind, key, whole, url, licence),
        _ris(publication, main, kind, whole, url),
        _csl(publication, main, kind, key, whole, url),
    )


def _attribution(publication: Publication, title: str, url: str, licence: str) -> str:
    makers = ", ".join(creator.name for creator in publication.creators)
    edition = f"\u201c{publication.title}\u201d, version {publication.version}"
    what = f"\u201c{title}\u201d from {edition}" if title else edition
    return f"{what}, by {makers}, licensed under {licence} ({publication.licence_url})." + (f" Source: {url}" if url else "")


def _address(publication: Publication, whole: bool, address: str) -> str:
    """Where the cited thing is found: the DOI of the edition, or the address in this version, when there is one."""
    if whole and publication.doi:
        return f"https://doi.org/{publication.doi}"
    return f"{publication.cited_url}{address}" if publication.cited_url else ""


def _inverted(creator: Creator) -> str:
    return f"{creator.family_name}, {creator.given_names}" if creator.is_person else creator.name


def _bibtex(publication: Publication, title: str, kind: str, key: str, whole: bool, url: str, licence: str) -> str:
    # A group in a second pair of braces is not taken apart into first and last names.
    authors = [_tex(_inverted(creator)) if creator.is_person else f"{{{_tex(creator.name)}}}" for creator in publication.creators]
    fields = {"author": " and ".join(authors), "title": f"{{{_tex(title)}}}"}
    if not whole:
        fields["howpublished"] = f"In: {_tex(publication.title)}"
    fields |= {
        "year": str(publication.date.year),
        "month": str(publication.date.month),
        "version": publication.version,
        "note": _tex(f"{kind.capitalize()}, version {publication.version}, licence {licence}"),
    }
    if whole and publication.doi:
        fields["doi"] = publication.doi
    if url:
        fields["url"] = url
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{key},\n{lines}\n}}"


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in text)


def _ris(publication: Publication, title: str, kind: str, whole: bool, url: str) -> str:
    day = publication.date
    lines = [
        ("TY", "FIGURE" if kind == "figure" else "DATA"),
        *(("AU", _inverted(creator)) for creator in publication.creators),
        ("TI", title),
        *([] if whole else [("T2", publication.title)]),
        ("PY", str(day.year)),
        ("DA", f"{day.year:04}/{day.month:02}/{day.day:02}/"),
        ("ET", publication.version),
        ("PB", publication.publisher),
        *([("DO", publication.doi)] if whole and publication.doi else []),
        *([("UR", url)] if url else []),
        ("ER", ""),
    ]
    return "\n".join(f"{tag}  - {value}" for tag, value in lines)


def _csl(publication: Publication, title: str, kind: str, key: str, whole: bool, url: str) -> str:
    day = publication.date
    value: dict[str, Any] = {
        "id": key,
        "type": "figure" if kind == "figure" else "dataset",
        "title": title,
        "author": [
            {"family": creator.family_name, "given": creator.given_names} if creator.is_person else {"literal": creator.name}
            for creator in publication.creators
        ],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "version": publication.version,
        "publisher": publication.publisher,
    }
    if not whole:
        value["container-title"] = publication.title
    if whole and publication.doi:
        value["DOI"] = publication.doi
    if url:
        value["URL"] = url
    return json.dumps([value], ensure_ascii=False, indent=1)
