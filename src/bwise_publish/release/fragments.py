"""Release notes: people leave what is new in `changes/*.md` as they work; a bump gathers it into CHANGELOG.md beside what the data say.

A fragment is a Markdown file with one or more list items, named as its writer likes. Two well-kept tools do this for Python projects; both
bring a command line of their own and an order of kinds that we do not use, for what is one folder read in order of names.
"""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path

from bwise_publish.problems import Place, Problem, Refusal
from bwise_publish.publication import Publication
from bwise_publish.release.changes import FILE as CHANGELOG
from bwise_publish.release.changes import read_changelog
from bwise_publish.release.counts import counts
from bwise_publish.release.previous import Changes
from bwise_publish.release.recipe import parts
from bwise_publish.settings import FILE

FOLDER = "changes"
_COMMENT = "# The release before the one in the making: what `diff` and `release` compare with."


def read_fragments(root: Path) -> dict[Path, str]:
    """The fragments by file, in the order of their names. Raises Refusal when there is none, or one holds nothing."""
    folder = root / FOLDER
    found = {path: path.read_text(encoding="utf-8").strip() for path in sorted(folder.glob("*.md")) if path.name != "README.md"}
    empty = [path.name for path, text in found.items() if not text]
    if not found or empty:
        message = f"The file {empty[0]} is empty." if empty else f"There is no file in {FOLDER}/ that says what is new."
        mend = f"Write it for readers, as list items, into a file such as {FOLDER}/more-practices.md."
        raise Refusal([Problem(Place(file=FOLDER), "changes-unwritten", message, mend)])
    return found


def drafted(made: Changes | None, publication: Publication) -> str:
    """What the comparison says, in a list item for readers to start from; empty for the first release and when no data changed."""
    if made is None or publication.previous is None:
        return ""
    said = [f"{count.kind}: {count}" for count in counts(made.difference) if count and count.kind in ("tables", "fields", "rows")]
    major = [f"  - {fact.where}: {fact.what}" for fact in made.facts if fact.level == "major"][:20]
    lines = [f"- Data against {publication.previous.version}: {'; '.join(said)}."] if said else []
    return "\n".join([*lines, *major])


def with_section(changelog: str, version: str, date: datetime.date, text: str) -> str:
    """The changelog with a section for a version before its newest one."""
    section = f"## {version} - {date.isoformat()}\n\n{text.strip()}\n\n"
    match = re.search(r"^## ", changelog, re.MULTILINE)
    at = match.start() if match else len(changelog)
    lead = changelog[:at] if match or changelog.endswith("\n\n") else f"{changelog.rstrip()}\n\n"
    return (lead + section + changelog[at:]).rstrip() + "\n"


def bump(publication: Publication, made: Changes | None, date: datetime.date) -> str:
    """Writes version and date into publication.toml and the notes into CHANGELOG.md, removes the fragments, and returns the version.

    The version is the lowest that the changes allow, or the one that stands there when it is higher. Every file is replaced whole, the
    fragments go last.
    """
    fragments = read_fragments(publication.root)
    version = publication.version
    if made is not None and parts(version) < parts(made.lowest):
        version = made.lowest
    draft = drafted(made, publication)
    text = "\n".join(part for part in (*fragments.values(), draft) if part)
    changelog = with_section(read_changelog(publication.root), version, date, text)
    settings = (publication.root / FILE).read_text(encoding="utf-8")
    settings = re.sub(r'^version = ".*"$', f'version = "{version}"', settings, count=1, flags=re.MULTILINE)
    settings = re.sub(r"^date = \S+$", f"date = {date.isoformat()}", settings, count=1, flags=re.MULTILINE)
    _replace(publication.root / CHANGELOG, changelog)
    _replace(publication.root / FILE, settings)
    for path in fragments:
        path.unlink()
    return version


def name_previous(publication: Publication, version: str, commit: str) -> None:
    """Writes into publication.toml that this release was the previous one: the last step after a release was published."""
    path = publication.root / FILE
    text = re.sub(rf"(?:^{re.escape(_COMMENT)}\n)?^\[previous\][^\[]*", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    _replace(path, f'{text.rstrip()}\n\n{_COMMENT}\n[previous]\nversion = "{version}"\ncommit = "{commit}"\n')


def _replace(path: Path, text: str) -> None:
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8", newline="\n")
    os.replace(fresh, path)
