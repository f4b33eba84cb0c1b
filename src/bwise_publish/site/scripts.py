"""When the programs of a page come: ours at once and before anything is painted, the theme's when somebody is about to search."""

from __future__ import annotations

import json

from lxml.html import HtmlElement

from bwise_publish.site.html_page import having_class

ENGINE = "data-bw-engine"
_THEME_PROGRAM = "assets/javascripts/bundle."
# Modules that move what is there. The others only listen.
_BEFORE_PAINT = ("page.js", "tables.js", "sorting.js", "gallery.js")


def scripts(root: HtmlElement) -> None:
    """The theme's program waits: `assets/js/search.js` finds its address at the search. Our modules move into the head.

    A page without the theme's program takes no keys, moves nothing and fetches no index; one without a search never needs it. Modules in
    the head are fetched while the page is still read; the first picture waits for those that lay things out, so that nothing jumps when
    they have done their work.
    """
    head = root.find("head")
    regions = having_class(root, "md-search")
    for script in list(root.iter("script")):
        source = script.get("src", "")
        if _THEME_PROGRAM in source:
            if regions:
                regions[0].set(ENGINE, source)
            script.drop_tree()
        elif script.get("type") == "module" and source and head is not None and script.getparent() is not head:
            if source.endswith(_BEFORE_PAINT):
                script.set("blocking", "render")
            script.drop_tree()
            script.tail = "\n"
            head.append(script)


def embedded_data(root: HtmlElement) -> None:
    """Data for machines lose the white space that is for people: on a page with many files, they are the largest part."""
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json" and script.text:
            compact = json.dumps(json.loads(script.text), ensure_ascii=False, separators=(",", ":"))
            script.text = compact.replace("<", "\\u003c")
