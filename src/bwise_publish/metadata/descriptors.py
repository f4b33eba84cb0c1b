"""Which descriptors there are, where each lies, and what it follows."""

from __future__ import annotations

from dataclasses import dataclass

from bwise_publish.metadata.model import Dataset

JSON_LD = "application/ld+json"


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A file that describes data: its path under the site's root, what it is called, its media type, and the address of what it follows."""

    path: str
    title: str
    media_type: str
    profile: str = ""


def of_edition() -> tuple[Descriptor, ...]:
    """What describes the edition as a whole."""
    return (
        Descriptor("metadata/catalog.ttl", "DCAT-AP 3.0.1, Turtle", "text/turtle", "http://data.europa.eu/r5r/"),
        Descriptor("metadata/catalog.jsonld", "DCAT-AP 3.0.1, JSON-LD", JSON_LD, "http://data.europa.eu/r5r/"),
        Descriptor("metadata/catalog-2.1.1.ttl", "DCAT-AP 2.1.1, Turtle", "text/turtle", "http://data.europa.eu/r5r/"),
        Descriptor("metadata/datacite.json", "DataCite 4.6, JSON", "application/json", "http://datacite.org/schema/kernel-4"),
        *_citations("metadata/"),
    )


def of_package(data: Dataset) -> tuple[Descriptor, ...]:
    """What describes one package."""
    folder = data.folder
    return (
        Descriptor(
            f"{folder}datapackage.json", "Data Package v2", "application/json", "https://datapackage.org/profiles/2.0/datapackage.json"
        ),
        Descriptor(f"{folder}croissant.json", "Croissant 1.1", JSON_LD, "http://mlcommons.org/croissant/1.1"),
        Descriptor(f"{folder}data/csv-metadata.json", "CSV on the Web", "application/csvm+json", "http://www.w3.org/ns/csvw"),
        *_citations(folder),
    )


def _citations(folder: str) -> tuple[Descriptor, ...]:
    return (
        Descriptor(f"{folder}citation.bib", "Citation, BibTeX", "application/x-bibtex"),
        Descriptor(f"{folder}citation.ris", "Citation, RIS", "application/x-research-info-systems"),
        Descriptor(f"{folder}citation.json", "Citation, CSL-JSON", "application/vnd.citationstyles.csl+json"),
        Descriptor(f"{folder}citation.txt", "Citation, text", "text/plain"),
    )
