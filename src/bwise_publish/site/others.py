"""The way out of the generator: builds the same folder of pages with others, and compares addresses and visible text with what we use."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bwise_publish.progress import Say
from bwise_publish.publication import Publication
from bwise_publish.site.generator import SETTINGS, generate, site_settings
from bwise_publish.site.html_page import page_names, read_page, text_of

OURS = "mkdocs"
OTHERS = ("properdocs", "zensical")
# Of these it is enough to know that they are there: they belong to a generator's own frame.
_FRAME = ("assets/", "search", "sitemap", "objects.inv")


@dataclass(frozen=True)
class Comparison:
    """What one generator made beside ours. `failed` says why there is nothing to compare, else it is empty."""

    program: str
    version: str
    pages: int
    missing: tuple[str, ...]
    more: tuple[str, ...]
    differing: tuple[str, ...]
    failed: str


def compare_generators(publication: Publication, docs: Path, say: Say, programs: tuple[str, ...] = OTHERS) -> list[Comparison]:
    """Builds `docs` with ours and with each of `programs` that is installed. Nothing is mended: the generators alone are compared."""
    with tempfile.TemporaryDirectory(prefix="bwise-generators-") as scratch:
        say(OURS)
        ours = Path(scratch) / OURS
        generate(publication, docs, ours)
        found = []
        for program in programs:
            say(program)
            out = Path(scratch) / program
            said = _run(publication, docs, out, program) if find_spec(program) else "It is not installed."
            found.append(_compared(program, ours, out, said))
        return found


def _run(publication: Publication, docs: Path, out: Path, program: str) -> str:
    """Why the generator made no site; empty when it did. The settings are written out whole, since not every generator inherits."""
    import yaml

    own = yaml.safe_load((publication.root / SETTINGS).read_text(encoding="utf-8"))
    # In a folder of its own, with everything below it: not every generator takes pages from elsewhere.
    project = out.parent / f"project of {program}"
    shutil.copytree(docs, project / "docs")
    config = project / SETTINGS
    settings = _merged(own, site_settings(publication, project / "docs", project / "site")) | {"docs_dir": "docs", "site_dir": "site"}
    config.write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-m", program, "build", "--config-file", str(config)]
    run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if (project / "site" / "index.html").is_file():
        (project / "site").rename(out)
        return ""
    return " ".join((run.stdout + run.stderr).split()[-60:]) or f"It ended with code {run.returncode} and made no first page."


def _merged(own: Mapping[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(own)
    for key, value in ours.items():
        if key != "INHERIT":
            merged[key] = {**merged[key], **value} if isinstance(value, dict) and isinstance(merged.get(key), dict) else value
    return merged


def _compared(program: str, ours: Path, other: Path, failed: str) -> Comparison:
    version = _version(program)
    if failed:
        return Comparison(program, version, 0, (), (), (), failed)
    files = [{path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()} for site in (ours, other)]
    pages = sorted(set(page_names(ours)) & set(page_names(other)))
    differing = tuple(name for name in pages if _text(ours, name) != _text(other, name))
    missing = tuple(sorted(name for name in files[0] - files[1] if not name.startswith(_FRAME)))
    more = tuple(sorted(name for name in files[1] - files[0] if not name.startswith(_FRAME)))
    return Comparison(program, version, len(pages), missing, more, differing, "")


def _text(site: Path, name: str) -> str:
    """The visible text of a page's article, or of the whole page when it has none."""
    root = read_page(site, name).root
    article = next(root.iter("article"), None)
    return text_of(article if article is not None else root)


def _version(program: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(program)
    except PackageNotFoundError:
        return ""


def as_markdown(found: list[Comparison], limit: int = 20) -> str:
    """The comparison as a report: for each generator what it lacks, what it has more, and whose text differs."""
    lines = ["# Site generators compared\n", f"Each built the same folder of pages as {OURS} with the theme that we use.\n"]
    for item in found:
        lines.append(f"## {item.program} {item.version}\n")
        if item.failed:
            lines.append(f"No site: {item.failed}\n")
            continue
        lines.append(f"- {item.pages:,} pages with the same address, {len(item.differing):,} of them with other text")
        for what, names in (("only in ours", item.missing), ("only there", item.more), ("other text", item.differing)):
            shown = ", ".join(names[:limit]) + (f" and {len(names) - limit:,} more" if len(names) > limit else "")
            lines.append(f"- {what}: {shown or 'none'}")
        lines.append("")
    return "\n".join(lines)
