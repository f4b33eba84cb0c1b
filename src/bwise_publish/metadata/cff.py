"""CITATION.cff 1.2.0, which code hosts and reference managers read. The file of the repository is this text (`format` writes it)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bwise_publish.publication import Creator, Publication


def cff(publication: Publication) -> bytes:
    """The text of CITATION.cff. Every text is a JSON string, which is a YAML string too."""
    return ("\n".join(_lines(publication)) + "\n").encode("utf-8")


def _lines(publication: Publication) -> Iterator[str]:
    yield "cff-version: 1.2.0"
    yield "message: If you use the data or the software, please cite it as below."
    yield "type: dataset"
    yield f"title: {_text(publication.title)}"
    yield f"abstract: {_text(publication.description)}"
    yield "authors:"
    for creator in publication.creators:
        yield from _author(creator)
    yield f"version: {_text(publication.version)}"
    yield f'date-released: "{publication.date.isoformat()}"'
    yield f"license: {publication.licence}"
    if publication.doi:
        yield f"doi: {_text(publication.doi)}"
    if publication.concept_doi:
        yield "identifiers:"
        yield "  - type: doi"
        yield f"    value: {_text(publication.concept_doi)}"
        yield "    description: All versions together"
    if publication.cited_url:
        yield f"url: {_text(publication.cited_url)}"
    yield "keywords:"
    for word in publication.keywords:
        yield f"  - {_text(word)}"


def _author(creator: Creator) -> Iterator[str]:
    if not creator.is_person:
        yield f"  - name: {_text(creator.name)}"
        return
    yield f"  - family-names: {_text(creator.family_name)}"
    yield f"    given-names: {_text(creator.given_names)}"
    if creator.orcid:
        yield f'    orcid: "https://orcid.org/{creator.orcid}"'


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
