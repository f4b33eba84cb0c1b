""".zenodo.json: what Zenodo reads when it archives the project or a person uploads the release. Zenodo adds the DOI itself."""

from __future__ import annotations

import html
from typing import Any

from bwise_publish.metadata.json_text import json_bytes, without_empty
from bwise_publish.publication import Creator, Publication


def zenodo(publication: Publication) -> bytes:
    """The text of .zenodo.json, in the terms of Zenodo's deposit metadata; languages have three letters there."""
    related = [{"identifier": publication.cited_url, "relation": "isIdenticalTo"}] if publication.cited_url else []
    value: dict[str, Any] = {
        "upload_type": "dataset",
        "title": publication.title,
        "creators": [_creator(creator) for creator in publication.creators],
        "description": f"<p>{html.escape(publication.description, quote=False)}</p>",
        "publication_date": publication.date.isoformat(),
        "access_right": "open",
        "license": publication.licence.lower(),
        "version": publication.version,
        "keywords": list(publication.keywords),
        "language": publication.language_codes[0].lower(),
        "related_identifiers": related,
    }
    return json_bytes(without_empty(value))


def _creator(creator: Creator) -> dict[str, str]:
    if not creator.is_person:
        return {"name": creator.name}
    return {"name": f"{creator.family_name}, {creator.given_names}"} | ({"orcid": creator.orcid} if creator.orcid else {})
