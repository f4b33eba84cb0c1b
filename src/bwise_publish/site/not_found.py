"""The page for addresses that do not exist, when the address of the site is not known.

A web server sends it for a wrong address at any depth, where relative links to style sheets lead astray and no
absolute one can be written. So it holds its own style and its own program, which looks for the first page of the
site by shortening the address. Without programs it says how to do that by hand.
"""

from __future__ import annotations

from pathlib import Path

from lxml.html.builder import BODY, H1, HEAD, HTML, LI, MAIN, META, SCRIPT, TITLE, UL, A, P
from lxml.html.builder import STYLE as STYLE_TAG

from bwise_publish.site.html_page import HtmlPage

PROGRAM = "assets/js/not_found.js"
_STYLE = """
:root { color-scheme: light dark; }
body { margin: 0; font: 1.125rem/1.6 system-ui, sans-serif; background: Canvas; color: CanvasText; }
main { max-width: 36rem; margin: 0 auto; padding: 3rem 1rem; }
h1 { line-height: 1.2; }
li { margin-block: 0.4rem; }
"""
_WAYS = (
    ("", "First page"),
    ("search/", "Search"),
    ("a-z/", "Everything from A to Z"),
    ("countries/", "Countries"),
    ("skills/", "Skills"),
    ("data/", "Data, with every row and its address"),
    ("contributing/", "Tell us what is wrong"),
)


def standalone(page: HtmlPage, site: Path) -> HtmlPage:
    """The same page without anything that needs a file of the site; its title is kept. Its program is the one in the folder `site`."""
    title = page.root.findtext("head/title") or "Page not found"
    ways = UL(*(LI(A(text, {"data-bw-way": address, "href": "/"})) for address, text in _WAYS), {"data-bw-ways": "", "hidden": ""})
    main = MAIN(
        H1("Page not found"),
        P("There is no page at this address. It may be mistyped, or the page may have been in another version of this publication."),
        ways,
        P("To find the first page, shorten the address in your browser: take away what follows the last slash, one part at a time."),
        P("Or ", A("go to the first page of this web server", href="/"), "."),
    )
    head = HEAD(META(charset="utf-8"), META(name="viewport", content="width=device-width,initial-scale=1"), TITLE(title), STYLE_TAG(_STYLE))
    body = BODY(main)
    program = site / PROGRAM
    if program.is_file():
        body.append(SCRIPT(program.read_text(encoding="utf-8"), type="module"))
    return HtmlPage(page.name, HTML(head, body, lang="en"))
