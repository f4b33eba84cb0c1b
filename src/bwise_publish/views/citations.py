"""How to cite: the edition, one of its data packages, or one of its figures, as text, BibTeX and RIS. No identifier is made up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bwise_publish.publication import Publication

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_LICENCES = {"CC-BY-4.0": "CC BY 4.0", "CC0-1.0": "CC0 1.0"}
_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", **{char: f"\\{char}" for char in "&%$#_{}"}}


@dataclass(frozen=True, slots=True)
class Citation:
    """One thing to cite, in three forms. `bibtex` and `ris` have several lines, joined by line feeds."""

    text: str
    bibtex: str
    ris: str


def citation(publication: Publication, title: str = "", kind: str = "data set", part: str = "", address: str = "") -> Citation:
    """The citation of the edition, or of the part `title` in it.

    `kind` is what stands in brackets ("data package", "figure"); `part` is the name of the part in the BibTeX key; `address` its address
    under the site's root, used only when the publication knows where it is served.
    """
    day = publication.date
    edition = f"{publication.title}, version {publication.version}"
    whole = not title
    named = f"{publication.title}, version {publication.version} [{kind}]" if whole else f"{title} [{kind}]. In: {edition}"
    url = f"{publication.base_url}{address}" if publication.base_url else ""
    spoken = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    licence = _LICENCES.get(publication.licence, publication.licence)
    text = f"{publication.publisher} ({day.year}). {named}. Released {spoken}. Licence: {licence}." + (f" {url}" if url else "")
    main = publication.title if whole else title
    return Citation(text, _bibtex(publication, main, kind, part, whole, url, licence), _ris(publication, main, kind, whole, url))


def _bibtex(publication: Publication, title: str, kind: str, part: str, whole: bool, url: str, licence: str) -> str:
    key = "_".join(re.findall(r"[a-z0-9]+", f"{publication.name} {part} {publication.version}".lower()))
    fields = {"author": f"{{{_tex(publication.publisher)}}}", "title": f"{{{_tex(title)}}}"}
    if not whole:
        fields["howpublished"] = f"In: {_tex(publication.title)}"
    fields |= {
        "year": str(publication.date.year),
        "month": str(publication.date.month),
        "version": publication.version,
        "note": _tex(f"{kind.capitalize()}, version {publication.version}, licence {licence}"),
    }
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
        ("AU", publication.publisher),
        ("TI", title),
        *([] if whole else [("T2", publication.title)]),
        ("PY", str(day.year)),
        ("DA", f"{day.year:04}/{day.month:02}/{day.day:02}/"),
        ("ET", publication.version),
        ("PB", publication.publisher),
        *([("UR", url)] if url else []),
        ("ER", ""),
    ]
    return "\n".join(f"{tag}  - {value}" for tag, value in lines)
