"""Metadata quality as data.europa.eu counts it (MQA), from its own lists: what needs no live address, 325 of 405 points.

The weights and lists are those of the portal; the scorer is ours, as none that works offline is published. It is a pure function over the
statements of the catalogue. Points for a metric are its weight times the share of datasets, or of distributions, that have what it asks.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from verdict import Check, Release, main

Triple = tuple[str, str, str]
DCAT, DCT = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type/"
# These ask whether an address answers, which nobody can tell before the release is served.
LIVE = ("AccessURL accessibility", "DownloadURL accessibility")


@dataclass(frozen=True)
class Lists:
    """The lists of the portal: addresses of file types, licences and access rights; media types by name (text/csv)."""

    machine_readable: frozenset[str]
    non_proprietary: frozenset[str]
    licences: frozenset[str]
    access_rights: frozenset[str]
    media_types: frozenset[str]


@dataclass(frozen=True)
class Metric:
    """A metric with its weight, what the points are, and the subjects (of how many) that have what it asks."""

    name: str
    weight: int
    subjects: int
    lacking: tuple[str, ...]

    @property
    def points(self) -> float:
        """Weight times share; none when there is nothing to look at."""
        return self.weight * (self.subjects - len(self.lacking)) / self.subjects if self.subjects else 0.0


def score(triples: Iterable[Triple], weights: dict[str, int], lists: Lists, conforms: bool) -> list[Metric]:
    """The metrics of `weights` (by the portal's names) except those that need a live address, in that order.

    `triples` hold addresses and texts without brackets or quotes; `conforms` tells whether the catalogue keeps the shapes of DCAT-AP.
    Raises KeyError for a metric that is not known.
    """
    values: dict[tuple[str, str], set[str]] = {}
    for subject, predicate, value in triples:
        values.setdefault((subject, predicate), set()).add(value)
    datasets = sorted(subject for (subject, predicate), kinds in values.items() if predicate == TYPE and f"{DCAT}Dataset" in kinds)
    distributions = sorted({item for dataset in datasets for item in values.get((dataset, f"{DCAT}distribution"), ())})

    def has(predicate: str) -> Callable[[str], bool]:
        return lambda subject: bool(values.get((subject, predicate)))

    def within(predicate: str, allowed: frozenset[str]) -> Callable[[str], bool]:
        return lambda subject: bool(found := values.get((subject, predicate), set())) and found <= allowed

    def in_vocabularies(subject: str) -> bool:
        formats, media = values.get((subject, f"{DCT}format"), set()), values.get((subject, f"{DCAT}mediaType"), set())
        known = all(item.startswith(MEDIA_TYPES) and item.removeprefix(MEDIA_TYPES) in lists.media_types for item in media)
        return bool(formats) and bool(media) and known and all(item.startswith(FILE_TYPES) for item in formats)

    of_datasets = {
        "Keyword usage": has(f"{DCAT}keyword"),
        "Categories": has(f"{DCAT}theme"),
        "Geo search": has(f"{DCT}spatial"),
        "Time based search": has(f"{DCT}temporal"),
        "DCAT-AP compliance": lambda _: conforms,
        "Contact point": has(f"{DCAT}contactPoint"),
        "Publisher": has(f"{DCT}publisher"),
        "Access restrictions": has(f"{DCT}accessRights"),
        "Access restrictions vocabulary": within(f"{DCT}accessRights", lists.access_rights),
    }
    of_distributions = {
        "DownloadURL": has(f"{DCAT}downloadURL"),
        "Format": has(f"{DCT}format"),
        "Media type": has(f"{DCAT}mediaType"),
        "Format/media type from vocabulary": in_vocabularies,
        "Non-proprietary": within(f"{DCT}format", lists.non_proprietary),
        "Machine readable": within(f"{DCT}format", lists.machine_readable),
        "License information": has(f"{DCT}license"),
        "License vocabulary": within(f"{DCT}license", lists.licences),
        "Rights": has(f"{DCT}rights"),
        "File size": has(f"{DCAT}byteSize"),
        "Date of issue": has(f"{DCT}issued"),
        "Modification date": has(f"{DCT}modified"),
    }
    metrics = []
    for name, weight in weights.items():
        if name not in LIVE:
            asks, subjects = (of_datasets[name], datasets) if name in of_datasets else (of_distributions[name], distributions)
            metrics.append(Metric(name, weight, len(subjects), tuple(subject for subject in subjects if not asks(subject))))
    return metrics


def read_weights(path: Path) -> dict[str, int]:
    """The weight of each metric, in the order of the file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["indicator"]: int(row["weight"]) for row in csv.DictReader(lines)}


def read_lists(folder: Path) -> Lists:
    """The lists, from the files that the portal publishes."""

    def about(name: str) -> frozenset[str]:
        return frozenset(re.findall(r'rdf:about="([^"]+)"', (folder / name).read_text(encoding="utf-8")))

    media: set[str] = set()
    for path in sorted(folder.glob("edp-mediatype-*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            media |= {row["Template"] for row in csv.DictReader(lines)}
    names = ("edp-machine-readable-format.rdf", "edp-non-proprietary-format.rdf", "edp-licences-skos.rdf", "access-right-skos.rdf")
    return Lists(*map(about, names), frozenset(media))


def examine(release: Release) -> list[Check]:
    """The score of the catalogue, a check a metric, and whether each address leads to a file of the release."""
    from pyshacl import validate
    from rdflib import Graph

    path = release.site / "metadata" / "catalog.ttl"
    folder = release.vocabularies / "mqa-vocab"
    graph = Graph().parse(path)
    conforms, _, _ = validate(graph, shacl_graph=Graph().parse(release.vocabularies / "dcat-ap-3.0.1" / "shapes.ttl"), inference="none")
    triples = [(str(subject), str(predicate), str(value)) for subject, predicate, value in graph]
    metrics = score(triples, read_weights(folder / "mqa-metrics.csv"), read_lists(folder), conforms)
    total, most = sum(metric.points for metric in metrics), sum(metric.weight for metric in metrics)
    check = Check(f"Catalogue: {total:g} of {most} points", "the metrics of data.europa.eu that need no live address", "metrics")
    for metric in metrics:
        lacking = f"{len(metric.lacking)} of {metric.subjects}" if metric.subjects else "nothing to look at"
        check.either(metric.points == metric.weight, f"{metric.name}: {metric.points:g} of {metric.weight} points, lacking {lacking}")
    return [check, _addresses(triples, release)]


def _addresses(triples: Iterable[Triple], release: Release) -> Check:
    """What stands in for the live test: the files that the addresses name are in the release."""
    check = Check("Addresses of distributions", "the files of the release", "addresses")
    addresses = sorted({value for _, predicate, value in triples if predicate in (f"{DCAT}accessURL", f"{DCAT}downloadURL")})
    for address in addresses:
        inside = re.sub(r"^[a-z]+://.*?/(?:\d+\.\d+\.\d+|latest)/", "", address)
        check.either((release.site / inside).is_file(), f"{address} leads to no file")
    return check


def own_version() -> str:
    """What tells this scorer from a later one: the beginning of the checksum of its text."""
    return f"ours, {hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]}"


if __name__ == "__main__":
    main("", examine, own_version())
