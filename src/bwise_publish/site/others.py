"""The way out of the generator: builds the same folder of pages with others, and compares addresses and visible text with what we use.

Each of the others has an environment of its own, made from its lock in requirements/generators/: they may not agree on what they need.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bwise_publish.problems import Refusal
from bwise_publish.progress import Say
from bwise_publish.publication import Publication
from bwise_publish.release.environment import locked_python
from bwise_publish.site.generator import SETTINGS, generate, site_settings
from bwise_publish.site.html_page import page_names, read_page, text_of

OURS = "mkdocs"
OTHERS = ("properdocs", "zensical")
LOCKS = "requirements/generators"
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
    differing: tuple[Differing, ...]
    failed: str


@dataclass(frozen=True)
class Differing:
    """A page with other text: its name, and a stretch of the text on either side from where they part."""

    page: str
    ours: str
    theirs: str


def compare_generators(publication: Publication, docs: Path, say: Say) -> list[Comparison]:
    """Builds `docs` with ours and with each of the others. Nothing is mended: the generators alone are compared."""
    with tempfile.TemporaryDirectory(prefix="bwise-generators-") as scratch:
        say(OURS)
        ours = Path(scratch) / OURS
        generate(publication, docs, ours)
        return [_one(publication, docs, ours, program, say) for program in OTHERS]


def _one(publication: Publication, docs: Path, ours: Path, program: str, say: Say) -> Comparison:
    say(program)
    folder, out = ours.parent / f"environment of {program}", ours.parent / program
    try:
        python = locked_python(publication.root / LOCKS / f"{program}.txt", folder)
    except Refusal as refusal:
        return Comparison(program, "", 0, (), (), (), refusal.problems[0].message)
    return compared(program, _version(python, program), ours, out, _run(publication, docs, out, program, python))


def _run(publication: Publication, docs: Path, out: Path, program: str, python: str) -> str:
    """Why the generator made no site; empty when it did. The settings are written out whole, since not every generator inherits."""
    import yaml

    own = yaml.safe_load((publication.root / SETTINGS).read_text(encoding="utf-8"))
    # In a folder of its own, with everything below it: not every generator takes pages from elsewhere.
    project = out.parent / f"project of {program}"
    shutil.copytree(docs, project / "docs")
    config = project / SETTINGS
    settings = _merged(own, site_settings(publication, project / "docs", project / "site")) | {"docs_dir": "docs", "site_dir": "site"}
    config.write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
    command = [python, "-m", program, "build", "--config-file", str(config)]
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


def compared(program: str, version: str, ours: Path, other: Path, failed: str) -> Comparison:
    """Two built sites beside one another, file by file and page by page."""
    if failed:
        return Comparison(program, version, 0, (), (), (), failed)
    files = [{path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()} for site in (ours, other)]
    pages = sorted(set(page_names(ours)) & set(page_names(other)))
    differing = tuple(found for name in pages if (found := _differing(name, _text(ours, name), _text(other, name))))
    missing = tuple(sorted(name for name in files[0] - files[1] if not name.startswith(_FRAME)))
    more = tuple(sorted(name for name in files[1] - files[0] if not name.startswith(_FRAME)))
    return Comparison(program, version, len(pages), missing, more, differing, "")


def _text(site: Path, name: str) -> str:
    """The visible text of a page's article, or of the whole page when it has none."""
    root = read_page(site, name).root
    article = next(root.iter("article"), None)
    return text_of(article if article is not None else root)


def _differing(name: str, ours: str, theirs: str, around: int = 30) -> Differing | None:
    if ours == theirs:
        return None
    at = next((index for index, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other), min(len(ours), len(theirs)))
    start = max(0, at - around)
    return Differing(name, ours[start : at + around], theirs[start : at + around])


def _version(python: str, program: str) -> str:
    """The version that the environment of `python` has of a program."""
    code = f"from importlib.metadata import version; print(version({program!r}))"
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=False).stdout.strip()


def as_markdown(found: list[Comparison], limit: int = 20) -> str:
    """The comparison as a report: for each generator what it lacks, what it has more, and whose text differs and where."""
    lines = ["# Site generators compared\n", f"Each built the same folder of pages as {OURS} with the theme that we use.\n"]
    for item in found:
        lines.append(f"## {item.program} {item.version}".rstrip() + "\n")
        if item.failed:
            lines.append(f"No site: {item.failed}\n")
            continue
        lines.append(f"- {item.pages:,} pages with the same address, {len(item.differing):,} of them with other text")
        lines.append(f"- only in ours: {_listed(item.missing, limit)}")
        lines.append(f"- only there: {_listed(item.more, limit)}")
        lines += [f"- `{page.page}`: `{page.ours}` in ours, `{page.theirs}` there" for page in item.differing[:limit]]
        if len(item.differing) > limit:
            lines.append(f"- and {len(item.differing) - limit:,} more pages with other text")
        lines.append("")
    return "\n".join(lines)


def _listed(names: tuple[str, ...], limit: int) -> str:
    more = f" and {len(names) - limit:,} more" if len(names) > limit else ""
    return (", ".join(names[:limit]) or "none") + more
