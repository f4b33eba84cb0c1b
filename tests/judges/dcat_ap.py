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
# Some shapes list property shapes that stand in another file, which gives rules of its own and cannot be read alone.
DANGLING = (
    "dcat-ap-SHACL.ttl, shapes that are named and not defined",
    "The shapes are at fault: the file lists property shapes for data services that it does not hold, so nothing can be checked.",
)
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
    shapes = Graph().parse(path)
    check = Check(what, f"{profile}, {path.name}", "resources")
    for shape, part in set(shapes.subject_objects(SH.property)):
        if (part, None, None) not in shapes:
            shapes.remove((shape, SH.property, part))
            check.waive(*DANGLING)
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


if __name__ == "__main__":
    main("pyshacl", examine)
