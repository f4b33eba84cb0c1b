"""Checks of one built page: what a reader with a screen reader, a keyboard or a strict browser would stumble over."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

from bwise_publish.problems import Place, Problem, shown
from bwise_publish.site.html_page import HtmlPage, has_text, having_attribute, is_program, text_of
from bwise_publish.site.policy import allowed_digests, digest

_REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
Finding = tuple[HtmlElement, str, str, str]  # where, code, message, mend


def check_page(page: HtmlPage) -> list[Problem]:
    """Everything wrong with one page on its own, in the order of the page; the row is the line of the HTML file."""
    findings = [finding for check in _CHECKS for finding in check(page.root)]
    problems = [
        Problem(Place(file=page.name, row=element.sourceline or 0), code, message, mend) for element, code, message, mend in findings
    ]
    return sorted(problems, key=lambda problem: (problem.where.row, problem))


def unique_ids(root: HtmlElement) -> Iterator[Finding]:
    """No id stands twice, or links and labels reach the wrong element."""
    seen: dict[str, int] = {}
    for element in having_attribute(root, "id"):
        identifier = element.get("id", "")
        if not identifier.strip() or " " in identifier:
            yield element, "bad-id", f"The id {shown(identifier)} is empty or holds a space.", "Give it a name without spaces."
        if identifier in seen:
            yield (
                element,
                "duplicate-id",
                f"The id {shown(identifier)} stands on line {seen[identifier]} too.",
                "Give each element its own id.",
            )
        seen.setdefault(identifier, element.sourceline or 0)


def references(root: HtmlElement) -> Iterator[Finding]:
    """Labels and descriptions name ids that are on the page (WCAG 1.3.1, 4.1.2)."""
    ids = set(root.xpath("//@id"))
    for element in having_attribute(root, *_REFERENCES):
        for attribute in _REFERENCES:
            for name in element.get(attribute, "").split():
                if name not in ids:
                    yield (
                        element,
                        "dead-reference",
                        f"{attribute} names the id {shown(name)}, which is not on the page.",
                        "Name an id that is.",
                    )


def image_texts(root: HtmlElement) -> Iterator[Finding]:
    """Each image has a text, or says that it is decoration (WCAG 1.1.1)."""
    for image in root.iter("img"):
        alt = image.get("alt")
        if alt is None:
            yield (
                image,
                "image-without-text",
                f"The image {shown(image.get('src', ''))} has no alternative text.",
                "Write alt, or an empty alt for decoration.",
            )
        elif not alt.strip() and not _decorative(image):
            message = f"The image {shown(image.get('src', ''))} has an empty alternative text but may carry meaning."
            yield image, "image-without-text", message, 'Write alt, or add role="presentation" to say that it is decoration.'


def _decorative(image: HtmlElement) -> bool:
    if image.get("role") in ("presentation", "none") or image.get("aria-hidden") == "true":
        return True
    return any(ancestor.get("aria-hidden") == "true" for ancestor in image.iterancestors())


def headings(root: HtmlElement) -> Iterator[Finding]:
    """One h1, nothing before it, no level skipped, none empty (WCAG 1.3.1, 2.4.6)."""
    found = list(root.iter(*_HEADINGS))
    tops = [element for element in found if element.tag == "h1"]
    if not tops:
        yield root, "heading-order", "The page has no heading of the first level (h1).", "Begin it with a title."
    for extra in tops[1:]:
        yield (
            extra,
            "heading-order",
            f"The page has a second heading of the first level: {shown(text_of(extra))}.",
            "Make it a heading of the second level.",
        )
    level = 0
    for heading in found:
        own = 1 + _HEADINGS.index(str(heading.tag))
        if own > level + 1:
            message = (
                f"The heading {shown(text_of(heading))} is of level {own} and follows one of level {level}."
                if level
                else (f"The first heading, {shown(text_of(heading))}, is of level {own}.")
            )
            yield heading, "heading-order", message, f"Make it a heading of level {level + 1}."
        if not text_of(heading):
            yield heading, "heading-empty", f"A heading of level {own} has no text.", "Write its text, or take it out."
        level = own


def language_and_title(root: HtmlElement) -> Iterator[Finding]:
    """The page says its language, and has a title (WCAG 3.1.1, 2.4.2)."""
    if not root.get("lang", "").strip():
        yield root, "language-missing", "The page does not say its language.", "Set lang on the html element."
    if not (root.findtext("head/title") or "").strip():
        yield root, "title-missing", "The page has no title.", "Write title in the front matter of the page."


def link_names(root: HtmlElement) -> Iterator[Finding]:
    """Links and buttons have a name that can be read out (WCAG 2.4.4, 4.1.2)."""
    for element in root.iter("a", "button"):
        if element.tag == "button" or element.get("href") is not None:
            named = any(element.get(name, "").strip() for name in ("aria-label", "title", "aria-labelledby"))
            if not (named or has_text(element) or any(image.get("alt", "").strip() for image in element.iter("img"))):
                yield (
                    element,
                    "link-without-text",
                    f"A {'link' if element.tag == 'a' else 'button'} has no words.",
                    "Write words that say where it leads.",
                )


def inline_code(root: HtmlElement) -> Iterator[Finding]:
    """No program or style that came in with text or data: the page's policy allows only those of its frame."""
    allowed = allowed_digests(root)
    for element in root.iter("script", "style"):
        if (element.tag == "style" or is_program(element)) and digest(element.text or "") not in allowed:
            message = f"A {element.tag!s} element stands in the page: {shown(' '.join((element.text or '').split()))}."
            yield element, "inline-code", message, "Take it out; text and data must be escaped, programs and styles stand in files."
    for attribute in root.xpath("//@*[starts-with(name(), 'on')]"):
        yield (
            attribute.getparent(),
            "inline-code",
            f"The attribute {attribute.attrname} holds a program.",
            "Take it out, and use a script file.",
        )
    for element in having_attribute(root, "style"):
        yield element, "inline-code", f"The attribute style holds {shown(element.get('style', ''))}.", "Use a class of the style sheet."


def table_headers(root: HtmlElement) -> Iterator[Finding]:
    """Each data table has a caption or a name, and headers that say what they head (WCAG 1.3.1)."""
    for table in root.iter("table"):
        headers = list(table.iter("th"))
        if not headers:
            yield table, "table-headers", "A table has no header cells.", "Make the cells of its first row th elements."
        for header in headers:
            if header.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
                yield (
                    header,
                    "table-headers",
                    f"The header cell {shown(text_of(header))} does not say what it heads.",
                    'Add scope="col" or scope="row".',
                )
                break


_CHECKS: tuple[Callable[[HtmlElement], Iterator[Finding]], ...] = (
    language_and_title,
    unique_ids,
    references,
    headings,
    image_texts,
    link_names,
    table_headers,
    inline_code,
)
