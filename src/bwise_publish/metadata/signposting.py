"""FAIR Signposting: typed links from the page of a dataset to its files, descriptors, licence and authors, and a linkset (RFC 9264) of all.

https://signposting.org/FAIR/ - level 1 are links in the head of the page, level 2 is the linkset, which also leads from files back.
"""

from __future__ import annotations

import html
import posixpath
from dataclasses import dataclass
from typing import Any

from bwise_publish.metadata.descriptors import Descriptor
from bwise_publish.metadata.model import Dataset, ReleaseModel

LINKSET = "metadata/linkset.json"
_KINDS = ("https://schema.org/Dataset", "https://schema.org/AboutPage")


@dataclass(frozen=True, slots=True)
class Link:
    """A typed link; `href` is an absolute address, or a path under the site's root when `inside`."""

    relation: str
    href: str
    media_type: str = ""
    profile: str = ""
    inside: bool = False


def links(model: ReleaseModel, data: Dataset, descriptors: tuple[Descriptor, ...]) -> list[Link]:
    """The links of one dataset's page. `descriptors` are those of this dataset."""
    publication = model.publication
    found = [Link("cite-as", model.doi_url if data is model.edition and model.doi_url else model.url(data.address))]
    found += [Link("type", kind) for kind in _KINDS]
    found += [Link("author", f"https://orcid.org/{creator.orcid}") for creator in publication.creators if creator.orcid]
    if not any(creator.orcid for creator in publication.creators):
        found.append(Link("author", "about/", inside=True))
    found.append(Link("license", publication.licence_url))
    found += [Link("describedby", item.path, item.media_type, item.profile, inside=True) for item in descriptors]
    found += [Link("item", item.file.path, item.file.media_type, inside=True) for item in data.distributions]
    return found


def head(model: ReleaseModel, data: Dataset, descriptors: tuple[Descriptor, ...]) -> str:
    """The links as HTML for the head of the page; addresses inside the site are relative, so that a copy of it works anywhere."""
    lines = [_element(link, data.address) for link in links(model, data, descriptors)]
    if model.service:
        lines.append(_element(Link("service-desc", model.service.openapi, "application/vnd.oai.openapi+json", inside=True), data.address))
    lines.append(_element(Link("linkset", LINKSET, "application/linkset+json", inside=True), data.address))
    # Every page has a link to the licence already.
    return "\n".join(line for line in lines if 'rel="license"' not in line)


def _element(link: Link, at: str) -> str:
    href = posixpath.relpath(link.href, at) + ("/" if link.href.endswith("/") else "") if link.inside else link.href
    kind = f' type="{html.escape(link.media_type)}"' if link.media_type else ""
    profile = f' data-profile="{html.escape(link.profile)}"' if link.profile else ""
    return f'<link rel="{link.relation}" href="{html.escape(href)}"{kind}{profile}>'


def linkset(model: ReleaseModel, descriptors: dict[str, tuple[Descriptor, ...]]) -> dict[str, Any]:
    """The links of all datasets, and of each file and descriptor back to the page that it belongs to."""
    contexts: list[dict[str, Any]] = []
    for data in model.everything:
        page = model.url(data.address)
        own = descriptors[data.name]
        context: dict[str, Any] = {"anchor": page}
        for link in links(model, data, own):
            context.setdefault(link.relation, []).append(_target(model, link))
        contexts.append(context)
        contexts += [
            {"anchor": model.url(item.file.path), "collection": [{"href": page, "type": "text/html"}]} for item in data.distributions
        ]
        contexts += [{"anchor": model.url(item.path), "describes": [{"href": page, "type": "text/html"}]} for item in own]
    return {"linkset": contexts}


def _target(model: ReleaseModel, link: Link) -> dict[str, str]:
    target = {"href": model.url(link.href) if link.inside else link.href}
    if link.media_type:
        target["type"] = link.media_type
    if link.profile:
        target["profile"] = link.profile
    return target
