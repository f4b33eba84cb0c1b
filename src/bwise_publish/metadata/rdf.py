"""A small RDF graph and its two texts, Turtle and JSON-LD: every node has an address, so that the texts are the same for the same graph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TYPE = "a"


@dataclass(frozen=True, order=True, slots=True)
class Iri:
    """An address, as it is written in full."""

    value: str


@dataclass(frozen=True, order=True, slots=True)
class Literal:
    """A text, with a language, or with the prefixed name of a datatype (xsd:date)."""

    text: str
    datatype: str = ""
    language: str = ""


Node = Iri | Literal


@dataclass
class Graph:
    """Statements by subject and predicate. Predicates, classes and datatypes are prefixed names (dct:title)."""

    statements: dict[str, dict[str, set[Node]]] = field(default_factory=dict)

    def add(self, subject: str, predicate: str, *objects: Node) -> None:
        """Adds statements about `subject`; adding one twice leaves one."""
        if objects:
            self.statements.setdefault(subject, {}).setdefault(predicate, set()).update(objects)

    def node(self, subject: str, *classes: str, **literals: str) -> str:
        """Says of what classes `subject` is, with English texts by predicate (`dct__title` for dct:title); returns it."""
        self.add(subject, TYPE, *(Iri(expand(name)) for name in classes))
        for name, text in literals.items():
            self.add(subject, name.replace("__", ":"), Literal(text, language="en"))
        return subject


def expand(name: str) -> str:
    """The address of a prefixed name. Raises KeyError for a prefix that is not known."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _shortened(iri: str) -> str:
    """The prefixed name of an address, or the address itself when it has none that Turtle can write."""
    for prefix, base in PREFIXES.items():
        if iri.startswith(base) and re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", iri.removeprefix(base)):
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri


def _sorted(objects: Iterable[Node]) -> list[Node]:
    return sorted(
        objects, key=lambda item: (isinstance(item, Literal), item.value if isinstance(item, Iri) else (item.text, item.datatype))
    )


def turtle(graph: Graph) -> bytes:
    """The graph as Turtle: prefixes, subjects, predicates and objects sorted, the class of each subject first."""
    used = {name.partition(":")[0] for predicates in graph.statements.values() for name in predicates if name != TYPE}
    blocks: list[str] = []
    for subject in sorted(graph.statements):
        predicates = graph.statements[subject]
        lines = []
        for predicate in sorted(predicates, key=lambda name: (name != TYPE, name)):
            values = [_turtle(item, used) for item in _sorted(predicates[predicate])]
            lines.append(f"  {predicate} {', '.join(values)}" if len(values) < 4 else f"  {predicate}\n    " + ",\n    ".join(values))
        blocks.append(f"{_turtle(Iri(subject), used)}\n" + " ;\n".join(lines) + " .\n")
    head = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(used))
    return (head + "\n" + "\n".join(blocks)).encode()


def _turtle(item: Node, used: set[str]) -> str:
    if isinstance(item, Iri):
        short = _shortened(item.value)
        if short != item.value:
            used.add(short.partition(":")[0])
            return short
        return f"<{re.sub(_UNSAFE, lambda match: f'%{ord(match[0]):02X}', item.value)}>"
    text = json.dumps(item.text, ensure_ascii=False)
    if item.datatype:
        used.add(item.datatype.partition(":")[0])
        return f"{text}^^{item.datatype}"
    return f"{text}@{item.language}" if item.language else text


_UNSAFE = r'[\x00-\x20<>"{}|^`\\]'


def json_ld(graph: Graph) -> bytes:
    """The graph as JSON-LD with a context of its own, so that no reader needs the network; one object a subject, sorted."""
    objects = [
        {
            "@id": subject,
            **{_key(name): _values(name, predicates[name]) for name in sorted(predicates, key=lambda name: (name != TYPE, name))},
        }
        for subject, predicates in sorted(graph.statements.items())
    ]
    value: Mapping[str, object] = {"@context": PREFIXES, "@graph": objects}
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _key(predicate: str) -> str:
    return "@type" if predicate == TYPE else predicate


def _values(predicate: str, objects: Iterable[Node]) -> object:
    values = [_json(item, plain=predicate == TYPE) for item in _sorted(objects)]
    return values[0] if len(values) == 1 else values


def _json(item: Node, plain: bool) -> object:
    if isinstance(item, Iri):
        return _shortened(item.value) if plain else {"@id": item.value}
    if item.datatype:
        return {"@value": item.text, "@type": item.datatype}
    return {"@value": item.text, "@language": item.language} if item.language else item.text
