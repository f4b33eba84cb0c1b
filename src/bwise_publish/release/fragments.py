"""Release notes: people leave what is new in `changes/` as they work; a bump gathers it into CHANGELOG.md beside what the data say.

towncrier finds the files, sorts them by kind and writes the list, by the settings in towncrier.toml; each file is one piece of news, named
`about-what.kind.md`. Nothing is removed or written before everything is known to be right.
"""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bwise_publish.metadata.emitting import repository_files
from bwise_publish.problems import Place, Problem, Refusal, listed
from bwise_publish.publication import Publication
from bwise_publish.release.changes import FILE as CHANGELOG
from bwise_publish.release.changes import read_changelog
from bwise_publish.release.counts import counts
from bwise_publish.release.previous import Changes
from bwise_publish.release.recipe import parts
from bwise_publish.settings import FILE

FOLDER, SETTINGS = "changes", "towncrier.toml"
_COMMENT = "# The release before the one in the making: what `diff` and `release` compare with."
_README = "README.md"
_LEVELS = {"major": "What was built on the data may have to change", "minor": "New", "patch": "Corrected"}
_SHOWN = 20
_DRAFT = "### What changed in the data"
# The lines of a draft that nobody has put into other words.
_DRAFTED = re.compile(rf"(?:- Against version .*|- (?:{'|'.join(_LEVELS.values())}):|  - `.*|  - [\d,]+ more, which .*|)")


def read_fragments(root: Path, *, demanded: bool = True) -> tuple[Path, ...]:
    """The files in changes/ that say what is new. Raises Refusal when one is empty, a name does not say its kind, or one is lacking."""
    kinds = _kinds(root)
    files = [path for path in sorted((root / FOLDER).glob("*.md")) if path.name != _README]
    odd = [path.name for path in files if not re.fullmatch(rf"[^.]+\.(?:{'|'.join(kinds)})(?:\.\d+)?\.md", path.name)]
    empty = [path.name for path in files if not path.read_text(encoding="utf-8", errors="replace").strip()]
    example = f"{FOLDER}/more-practices.{kinds[0]}.md"
    if odd:
        message = f"The name of {listed(odd)} does not say of which kind the news is: {', '.join(kinds)}."
        raise Refusal([Problem(Place(file=FOLDER), "changes-unwritten", message, f"Name it like {example}.")])
    if empty or (demanded and not files):
        message = f"The file {empty[0]} is empty." if empty else f"There is no file in {FOLDER}/ that says what is new."
        mend = f"Write it for readers, in a sentence or two, into a file such as {example}."
        raise Refusal([Problem(Place(file=FOLDER), "changes-unwritten", message, mend)])
    return tuple(files)


def _kinds(root: Path) -> Sequence[str]:
    try:
        settings = tomllib.loads((root / SETTINGS).read_text(encoding="utf-8"))
        return [str(kind["directory"]) for kind in settings["tool"]["towncrier"]["type"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"The kinds of news cannot be read: {error}."
        raise Refusal([Problem(Place(file=SETTINGS), "changes-settings", message, "Restore it from the repository.")]) from None


def gathered(root: Path, version: str, date: datetime.date) -> str:
    """The news in changes/ as a list under the heading of each kind, as towncrier writes it. Raises Refusal when towncrier cannot."""
    run = subprocess.run(
        [
            sys.executable, "-m", "towncrier", "build", "--draft",
            "--config", str(root / SETTINGS), "--dir", str(root), "--version", version, "--date", date.isoformat(),
        ],
        cwd=root, env={**os.environ, "PYTHONUTF8": "1"}, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace",
        check=False,
    )  # fmt: skip
    if run.returncode:
        words = (run.stderr.strip() or run.stdout.strip()).splitlines()
        message = f"towncrier stopped: {words[-1] if words else 'it said nothing'}."
        raise Refusal([Problem(Place(file=FOLDER), "changes-settings", message, f"Mend {SETTINGS} or the file that it names.")])
    return run.stdout.strip()


def drafted(made: Changes | None, publication: Publication) -> str:
    """What the comparison says, as lists for a person to finish; empty for the first release and when no data changed."""
    if made is None or publication.previous is None or not made.facts:
        return ""
    found = "; ".join(f"{count.kind}: {count}" for count in counts(made.difference) if count)
    lines = [_DRAFT, "", f"- Against version {publication.previous.version}: {found}."]
    for step, words in _LEVELS.items():
        facts = [fact for fact in made.facts if fact.level == step]
        lines += [f"- {words}:"] * bool(facts)
        lines += [f"  - `{fact.where}`: {fact.what}." for fact in facts[:_SHOWN]]
        lines += [f"  - {len(facts) - _SHOWN:,} more, which the page on changes lists."] * (len(facts) > _SHOWN)
    return "\n".join(lines)


def unreleased(changelog: str, version: str, since: str) -> str:
    """The newest section of the changelog, heading included, when it was never released; else an empty string.

    It is after `since`, the version of the previous release, or of this `version` when there was none ("").
    """
    newest = re.search(r"^## (\d+\.\d+\.\d+)\b.*?(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    return newest[0] if newest and (parts(newest[1]) > parts(since) if since else newest[1] == version) else ""


def said(section: str) -> str:
    """What a section says, without the list that an earlier bump drafted, unless a person has put something of that into other words."""
    notes = section.partition("\n")[2]
    before, heading, after = notes.partition(f"{_DRAFT}\n")
    draft, more, rest = after.partition("\n### ")
    if heading and all(_DRAFTED.fullmatch(line) for line in draft.splitlines()):
        notes = f"{before.rstrip()}\n{more}{rest}"
    return notes.strip()


def with_section(changelog: str, version: str, date: datetime.date, text: str, since: str = "") -> str:
    """The changelog with a section for a version before its newest one. A section on top that was never released becomes this one."""
    if old := unreleased(changelog, version, since):
        changelog = changelog.replace(old, "", 1)
        text = f"{said(old)}\n\n{text.strip()}"
    section = f"## {version} - {date.isoformat()}\n\n{text.strip()}\n\n"
    match = re.search(r"^## ", changelog, re.MULTILINE)
    at = match.start() if match else len(changelog)
    lead = changelog[:at] if match or changelog.endswith("\n\n") else f"{changelog.rstrip()}\n\n"
    return (lead + section + changelog[at:]).rstrip() + "\n"


def bump(publication: Publication, made: Changes | None, date: datetime.date) -> str:
    """Writes version and date into publication.toml, the notes into CHANGELOG.md, and returns the version.

    The descriptors at the top of the repository, where they are, follow; the fragments are removed.

    The version is the lowest that the changes allow, or the one that stands there when it is higher. Every file is replaced whole, the
    fragments go last.
    """
    since, changelog = publication.previous.version if publication.previous else "", read_changelog(publication.root)
    version = publication.version
    if made is not None and parts(version) < parts(made.lowest):
        version = made.lowest
    # Who corrects data after a bump, and bumps again, has already said what is new.
    fragments = read_fragments(publication.root, demanded=not said(unreleased(changelog, version, since)))
    news = gathered(publication.root, version, date) if fragments else ""
    changelog = with_section(changelog, version, date, f"{news}\n\n{drafted(made, publication)}", since)
    settings = (publication.root / FILE).read_text(encoding="utf-8")
    settings = re.sub(r'^version = ".*"$', f'version = "{version}"', settings, count=1, flags=re.MULTILINE)
    settings = re.sub(r"^date = \S+$", f"date = {date.isoformat()}", settings, count=1, flags=re.MULTILINE)
    _replace(publication.root / CHANGELOG, changelog)
    _replace(publication.root / FILE, settings)
    for name, content in repository_files(replace(publication, version=version, date=date)).items():
        if (publication.root / name).is_file():
            _replace(publication.root / name, content.decode("utf-8"))
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
