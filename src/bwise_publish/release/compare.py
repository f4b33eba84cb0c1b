"""What the commands `diff` and `patch` do: name two states and get their comparison as text; bring a file from one state to the other."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from bwise_publish.problems import Place, Problem, Refusal
from bwise_publish.publication import Publication, read_publication
from bwise_publish.release.difference import Difference, difference
from bwise_publish.release.difference_json import as_json
from bwise_publish.release.difference_text import as_markdown, as_text
from bwise_publish.release.patch import apply, read_patch
from bwise_publish.release.states import opened
from bwise_publish.settings import FILE


def compared(root: Path, old: str | None, new: str | None, form: str = "text", limit: int = 10) -> str:
    """The comparison of two states as text, Markdown or JSON. Without `old` it starts from the previous release of the publication."""
    publication = read_publication(root) if (root / FILE).is_file() else None
    if old is None:
        publication = publication or read_publication(root)
        old = _previous(publication)
    found = _between(root, old, new or str(root), publication)
    if publication and publication.previous and old == publication.previous.commit:
        found = replace(found, old=publication.previous.version)
    if new is None:
        found = replace(found, new="the folder as it is")
    if form == "json":
        return as_json(found)
    return as_markdown(found, limit) if form == "markdown" else as_text(found, limit) + "\n"


def _previous(publication: Publication) -> str:
    if publication.previous is None:
        message = "publication.toml names no previous release, so there is nothing to compare with."
        raise Refusal([Problem(Place(file=FILE, field="previous"), "previous-unnamed", message, "Name the two states to compare.")])
    return publication.previous.commit


def _between(root: Path, old: str, new: str, publication: Publication | None) -> Difference:
    with opened(root, old, publication) as before, opened(root, new, publication) as after:
        return difference(before, after)


def patched(patch: Path, file: Path, output: Path | None, *, back: bool = False) -> Path:
    """Applies a patch to a CSV file (or undoes it, with `back`) and returns the file that was written, which is replaced whole."""
    step = read_patch(patch.read_text(encoding="utf-8", errors="replace"), str(patch))
    content = apply(step.reversed() if back else step, file.read_bytes())
    target = output or file
    fresh = target.with_name(f".{target.name}.new")
    fresh.write_bytes(content)
    os.replace(fresh, target)
    return target
