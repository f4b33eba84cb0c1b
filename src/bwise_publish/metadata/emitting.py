"""Writes the model down in every vocabulary: the files to serve, what goes into the heads of pages, and the files beside the site."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bwise_publish.catalog.media_types import media_type
from bwise_publish.metadata import dcat, descriptors, signposting
from bwise_publish.metadata.cff import cff
from bwise_publish.metadata.citations import Citation, citation
from bwise_publish.metadata.croissant import croissant
from bwise_publish.metadata.csvw import csvw
from bwise_publish.metadata.datacite import datacite
from bwise_publish.metadata.descriptors import Descriptor
from bwise_publish.metadata.json_text import json_bytes
from bwise_publish.metadata.model import Distribution, FileFacts, ReleaseModel
from bwise_publish.metadata.rdf import json_ld, turtle
from bwise_publish.metadata.rocrate import FILE as CRATE
from bwise_publish.metadata.rocrate import crate
from bwise_publish.metadata.sbom import sbom
from bwise_publish.metadata.schema_org import dataset
from bwise_publish.metadata.zenodo import zenodo
from bwise_publish.publication import Publication

SBOM = "sbom.cdx.json"
CITATION, ZENODO = "CITATION.cff", ".zenodo.json"
_WORDS = {
    "CHANGES.md": ("What is new", "What this version brings."),
    CITATION: ("Citation", "How to cite the release, for code hosts and reference managers."),
    ZENODO: ("Deposit metadata", "What the repository Zenodo reads about the release."),
    SBOM: ("Software bill of materials", "The software with which the release is built (CycloneDX 1.6)."),
}


@dataclass(frozen=True)
class Description:
    """What was written about a release: `served` by path under the site's root, `heads` is HTML by the address of a page."""

    model: ReleaseModel
    served: dict[str, bytes]
    heads: Mapping[str, str]


def description(model: ReleaseModel) -> Description:
    """All descriptors that the site serves."""
    graph = dcat.catalogue(model)
    served = {
        "metadata/catalog.ttl": turtle(graph),
        "metadata/catalog.jsonld": json_ld(graph),
        "metadata/catalog-2.1.1.ttl": turtle(dcat.catalogue(model, dcat.HARVEST)),
        "metadata/datacite.json": json_bytes(datacite(model)),
        **_citation_files("metadata/", citation(model.publication)),
    }
    for data in model.datasets:
        served[f"{data.folder}croissant.json"] = json_bytes(croissant(model, data))
        served[f"{data.folder}data/csv-metadata.json"] = json_bytes(csvw(model, data))
        served |= _citation_files(data.folder, citation(model.publication, data.title, "data package", data.name, data.address))
    by_name = described_by(model)
    served[signposting.LINKSET] = json_bytes(signposting.linkset(model, by_name))
    heads = {
        data.address: f"{signposting.head(model, data, by_name[data.name])}\n{script(dataset(model, data))}" for data in model.everything
    }
    return Description(model, served, heads)


def described_by(model: ReleaseModel) -> dict[str, tuple[Descriptor, ...]]:
    """The descriptors of each dataset by its name; the edition's name is empty."""
    return {"": descriptors.of_edition()} | {data.name: descriptors.of_package(data) for data in model.datasets}


def script(value: object, *, indent: int | None = 1) -> str:
    """JSON-LD as an element of a page. What could end the element or begin another is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return f'<script type="application/ld+json">\n{text}\n</script>'


def _citation_files(folder: str, cited: Citation) -> dict[str, bytes]:
    forms = {"txt": cited.text, "bib": cited.bibtex, "ris": cited.ris, "json": cited.csl}
    return {f"{folder}citation.{suffix}": f"{text}\n".encode() for suffix, text in forms.items()}


def repository_files(publication: Publication) -> dict[str, bytes]:
    """The descriptors that lie at the top of the repository as of a release."""
    return {CITATION: cff(publication), ZENODO: zenodo(publication)}


def release_files(described: Description, bundle: Iterable[FileFacts], pages: int, lock: str | None) -> dict[str, bytes]:
    """What lies beside the site in a release folder: citation files, the SBOM when there is a lock of the software, and the crate.

    `bundle` are the other files at the top; `pages` counts the pages of the site. The crate does not name manifest.json and SHA256SUMS,
    which come after it and hold its checksum.
    """
    files = repository_files(described.model.publication)
    if lock is not None:
        files[SBOM] = json_bytes(sbom(described.model.publication, lock))
    facts = [*bundle, *(facts_of(path, content) for path, content in files.items())]
    descriptors_ = {path: facts_of(path, content) for path, content in described.served.items()}
    listed = [_bundle_file(item) for item in sorted(facts, key=lambda item: item.path)]
    files[CRATE] = json_bytes(
        crate(described.model, listed, described_by(described.model), descriptors_, pages, SBOM if SBOM in files else "")
    )
    return files


def facts_of(path: str, content: bytes, form: str = "") -> FileFacts:
    """The measures of a file whose content is at hand."""
    return FileFacts(path, form, media_type(path), len(content), hashlib.sha256(content).hexdigest())


def _bundle_file(facts: FileFacts) -> Distribution:
    title, text = _WORDS.get(
        facts.path, (facts.path, "The whole site in one zip." if "-site-" in facts.path else "All data packages in one zip.")
    )
    return Distribution(facts, title, text)
