"""Builds the site: assets beside the pages, the generator, the mends, the checks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from bwise_publish.caching import Cache, uncached
from bwise_publish.problems import Problem
from bwise_publish.publication import Publication
from bwise_publish.site.assets import add_assets
from bwise_publish.site.checks import check_site
from bwise_publish.site.generator import generate
from bwise_publish.site.incremental import generate_again
from bwise_publish.site.mend import mend_site
from bwise_publish.site.trim import trim_site


def build_site(publication: Publication, docs: Path, out: Path, *, say: Callable[[str], None], cache: Cache | None = None) -> list[Problem]:
    """Writes the finished site to `out` and returns what is wrong with it; an empty list means that it may be published.

    `docs` holds the pages (Markdown with front matter) and every file that they link to, downloads included. The
    site's own style sheets, scripts and fonts are added to its `assets/`. What `out` held before is replaced.
    With a `cache`, pages whose input did not change are not made again; the bytes are the same.
    `say` is called with a line of text at the start of each step. Nothing is raised for what authors can mend.
    """
    say("Copying style sheets, scripts and fonts")
    add_assets(publication.root, docs)
    say("Turning Markdown into HTML")
    keep = cache.keep if cache else uncached
    if cache:
        generated = generate_again(publication, docs, out, cache.folder.parent / "generated", cache.code, say)
    else:
        shutil.rmtree(out, ignore_errors=True)
        generated = generate(publication, docs, out)
    if generated.failed:
        return generated.problems
    say("Mending the theme's HTML")
    pages = mend_site(out, publication.site_url, keep)
    trim_site(out)
    say(f"Checking {pages} pages")
    return [*generated.problems, *check_site(out, publication.site_url, keep)]
