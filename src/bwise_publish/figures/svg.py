"""Makes matplotlib's SVG fit for a page: named and described, scaling, small, and without a style attribute.

Style attributes become presentation attributes, so that the SVG also works inside a page whose content security policy forbids
inline styles; ids that nothing refers to go, so that two figures on a page never clash.
"""

from __future__ import annotations

import re
from typing import Any

FONT_FAMILY = "'Source Sans 3', 'DejaVu Sans', sans-serif"
_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


def accessible_svg(raw: bytes, figure_id: str, title: str, description: str) -> bytes:
    """The SVG with `<title>`, `<desc>`, role and label; coordinates to a tenth of a px; one font family for all text.

    `figure_id` starts every id in it. Raises lxml.etree.XMLSyntaxError when `raw` is not XML (a bug of the drawing).
    """
    from lxml import etree

    root: Any = etree.fromstring(raw, etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True))
    for node in root.findall(f"{_SVG}metadata"):
        root.remove(node)
    for node in root.iter(f"{_SVG}style"):
        node.getparent().remove(node)
    for node in root.iter(f"{_SVG}*"):
        _tidy(node)
    _rename_ids(root, figure_id)
    _flatten(root)
    _name(root, figure_id, title, description)
    default: Any = {None: "http://www.w3.org/2000/svg"}  # the stubs know no name space without a prefix
    clean = etree.Element(f"{_SVG}svg", nsmap=default, attrib=dict(root.attrib))
    clean.extend(list(root))
    etree.cleanup_namespaces(clean)
    return bytes(etree.tostring(clean, encoding="utf-8", xml_declaration=False)) + b"\n"


def _tidy(node: Any) -> None:
    """Turns the style into attributes, rounds coordinates, drops what has no effect."""
    for declaration in node.attrib.pop("style", "").split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name and name != "font-family":
            node.set(name, value.removesuffix("px"))
    if node.get("transform", "").startswith("rotate(-0"):
        del node.attrib["transform"]
    for name in ("d", "x", "y", "width", "height", "transform"):
        if name in node.attrib:
            node.set(name, _NUMBER.sub(_rounded, " ".join(node.get(name).split())))
    if "d" in node.attrib:
        node.set("d", re.sub(r" ?([MLCQzZ]) ?", r"\1", node.get("d")))


def _rounded(match: re.Match[str]) -> str:
    text = f"{float(match[0]):.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _rename_ids(root: Any, figure_id: str) -> None:
    """Keeps the ids that something refers to, numbered in the order of the file; removes all others."""
    used = {name for node in root.iter() for value in node.attrib.values() for name in _REFERENCE.findall(value)}
    names: dict[str, str] = {}
    for node in root.iter():
        identifier = node.attrib.pop("id", None)
        if identifier in used:
            names[identifier] = f"{figure_id}-pattern-{len(names) + 1}"
            node.set("id", names[identifier])
    for node in root.iter():
        for name, value in node.attrib.items():
            if "url(#" in value:
                node.set(name, _REFERENCE.sub(lambda match: f"url(#{names[match[1]]})", value))


def _flatten(root: Any) -> None:
    """Replaces groups without attributes by what they hold, and removes empty definitions."""
    for node in [*root.iter(f"{_SVG}g"), *root.iter(f"{_SVG}defs")]:
        if len(node) == 0:
            node.getparent().remove(node)
        elif node.tag == f"{_SVG}g" and not node.attrib:
            parent, place = node.getparent(), node.getparent().index(node)
            parent.remove(node)
            for offset, child in enumerate(list(node)):
                parent.insert(place + offset, child)


def _name(root: Any, figure_id: str, title: str, description: str) -> None:
    from lxml import etree

    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    root.set("role", "img")
    root.set("aria-labelledby", f"{figure_id}-title {figure_id}-desc")
    root.set("font-family", FONT_FAMILY)
    root.set("stroke-linejoin", "round")
    for place, (tag, text) in enumerate((("title", title), ("desc", description))):
        node = etree.Element(f"{_SVG}{tag}", id=f"{figure_id}-{tag}")
        node.text = text
        root.insert(place, node)
