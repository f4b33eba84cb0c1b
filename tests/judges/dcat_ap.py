"""pySHACL with the shapes of DCAT-AP: the catalogue as European portals want it, and as they still harvest it."""

from __future__ import annotations

from pathlib import Path

from pyshacl import validate
from rdflib import RDF, SH, Graph, URIRef
from verdict import Check, Release, main

# By path, what the shapes of vocabularies report and nobody of our kind can keep.
WAIVED = {
    URIRef("http://spdx.org/rdf/terms#algorithm"): (
        "mdr-vocabularies, spdx:algorithm",
        "The shape is at fault: it asks for addresses that begin with https, and those of SPDX begin with http.",
    ),
    URIRef("http://purl.org/dc/terms/publisher"): (
        "mdr-vocabularies, dct:publisher",
        "The list of corporate bodies holds institutions of the European Union; DCAT-AP asks other publishers to use other lists.",
    ),
}
# dcat-ap-SHACL.ttl names two property shapes for data services that stand in this file of the same profile.
ELSEWHERE = "ranges.ttl"
PLAIN = ("shapes.ttl", "range.ttl", "dcat-ap-SHACL.ttl", "shapes_recommended.ttl", "mdr-vocabularies.shape.ttl")
SUBJECTS = (
    ("catalog.ttl", "dcat-ap-3.0.1", PLAIN),
    (
        "catalog-2.1.1.ttl",
        "dcat-ap-2.1.1",
        tuple(f"dcat-ap_2.1.1_shacl_{name}.ttl" for name in ("shapes", "range", "shapes_recommended", "mdr-vocabularies.shape")),
    ),
)


def examine(release: Release) -> list[Check]:
    """Each catalogue against each file of shapes; and whether both texts of the catalogue say the same."""
    folder = release.site / "metadata"
    checks = [same(folder)]
    for name, profile, shapes in SUBJECTS:
        data = Graph().parse(folder / name)
        checks += [against(data, f"Catalogue, {name}", profile, release.vocabularies / profile / shape) for shape in shapes]
    return checks


def same(folder: Path) -> Check:
    """Turtle and JSON-LD, statement by statement."""
    check = Check("Catalogue, catalog.jsonld", "catalog.ttl, statement by statement", "statements")
    turtle, json_ld = (set(Graph().parse(folder / name)) for name in ("catalog.ttl", "catalog.jsonld"))
    check.good(len(turtle & json_ld))
    for statement in turtle ^ json_ld:
        where = "Turtle" if statement in turtle else "JSON-LD"
        check.bad(f"only in {where}: {' '.join(term.n3() for term in statement)}")
    return check


def against(data: Graph, what: str, profile: str, path: Path) -> Check:
    """One graph against one file of shapes; counts the resources that a shape looks at. A warning is a fault too."""
    shapes = whole(path)
    check = Check(what, f"{profile}, {path.name}", "resources")
    _, results, _ = validate(data, shacl_graph=shapes, inference="none")
    seen = {thing for kind in shapes.objects(None, SH.targetClass) for thing in data.subjects(RDF.type, kind)}
    wrong = set()
    for result in results.objects(None, SH.result):
        node, rule = results.value(result, SH.focusNode), results.value(result, SH.resultPath)
        if rule in WAIVED and "mdr-vocabularies" in path.name:
            check.waive(*WAIVED[rule])
            continue
        wrong.add(node)
        message = next(iter(sorted(str(text) for text in results.objects(result, SH.resultMessage))), "")
        check.bad(f"{node}, {rule}: {message[:200]}")
    check.good(len(seen - wrong))
    return check


def whole(path: Path) -> Graph:
    """The shapes of a file, with those that it names and another file of the profile defines. Raises LookupError when none does."""
    shapes = Graph().parse(path)
    named = {part for part in shapes.objects(None, SH.property) if (part, None, None) not in shapes}
    others = Graph().parse(path.with_name(ELSEWHERE)) if named else Graph()
    for part in named:
        if (part, None, None) not in others:
            raise LookupError(f"{path.name} names the shape {part}, which {ELSEWHERE} does not define")
        for statement in others.triples((part, None, None)):
            shapes.add(statement)
    return shapes


if __name__ == "__main__":
    main("pyshacl", examine)
