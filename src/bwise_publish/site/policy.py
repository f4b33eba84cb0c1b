"""The content security policy of a page: which programs and styles a browser may run on it. It closes the page to other hosts.

It stands in each page, for hosts that send no headers of ours, and in a file of headers for hosts that do.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from lxml.html import HtmlElement
from lxml.html.builder import META

from bwise_publish.site.html_page import is_program

_HEADER = "Content-Security-Policy"
_FIXED = (
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
)


def digest(code: str) -> str:
    """The source expression that allows exactly this program or style in a policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def add_policy(root: HtmlElement) -> frozenset[str]:
    """Puts the policy into the head of a page, in place of an older one, and returns the source expressions that it holds.

    Programs of the page's frame are allowed by their digests. A program inside the article is not: it can only have
    come from text or data.
    """
    for old in root.xpath(f"//meta[@http-equiv='{_HEADER}']"):
        old.drop_tree()
    scripts = [digest(script.text or "") for script in root.iter("script") if is_program(script) and not _in_article(script)]
    styles = [digest(style.text or "") for style in root.iter("style") if not _in_article(style)]
    meta = META({"http-equiv": _HEADER, "content": _policy(scripts, styles)})
    # A policy holds only for what follows it; the character set comes first because browsers look for it in the first bytes.
    head = root.find("head")
    if head is not None:
        head.insert(1 if len(head) and head[0].get("charset") else 0, meta)
    return frozenset([f"script-src {script}" for script in scripts] + [f"style-src {style}" for style in styles])


def headers_file(allowed: Iterable[str]) -> str:
    """The file `_headers`, in the form that static hosts share, for pages that together have these expressions from `add_policy`.

    Scripts of other sites may read the data (they are open, and no page knows who reads it); no site may put our pages into a frame, no
    address is told to the pages that links lead to, and no device of the reader is asked for.
    """
    words = sorted(set(allowed))
    scripts, styles = ([word.split()[1] for word in words if word.startswith(f"{kind}-src ")] for kind in ("script", "style"))
    headers = {
        _HEADER: f"{_policy(scripts, styles)}; frame-ancestors 'none'",
        "Access-Control-Allow-Origin": "*",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())


def allowed_digests(root: HtmlElement) -> frozenset[str]:
    """The digests that the page's policy allows; empty when it has none."""
    policies = [meta.get("content", "") for meta in root.iter("meta") if meta.get("http-equiv") == _HEADER]
    return frozenset(word.rstrip(";") for policy in policies for word in policy.split() if word.startswith("'sha256-"))


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    script_sources = " ".join(["'self'", *sorted(set(scripts))])
    style_sources = " ".join(["'self'", *sorted(set(styles))])
    return "; ".join(("default-src 'none'", f"script-src {script_sources}", f"style-src {style_sources}", *_FIXED))


def _in_article(element: HtmlElement) -> bool:
    return any(ancestor.tag == "article" for ancestor in element.iterancestors())
