"""Small publications kept in git, for tests of what happens from one release to the next."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

_NOBODY = ["-c", "user.name=A tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false"]


def git(root: Path, *arguments: str) -> str:
    """What git prints."""
    return subprocess.run(["git", "-C", str(root), *_NOBODY, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def commit(root: Path, message: str = "A state") -> str:
    """Commits everything in `root`, which becomes a repository, and returns the id of the commit."""
    if not (root / ".git").exists():
        git(root, "init", "--quiet", "--initial-branch=main")
        (root / ".gitignore").write_text("/build/\n/dist/\n/public/\n", encoding="utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "-m", message)
    return git(root, "rev-parse", "HEAD")


def edit(root: Path, old: str, new: str, file: str = "datapackages/small/data/things.csv") -> None:
    """Replaces one text of a file."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")


def name_previous(root: Path, version: str, commit_id: str, now: str) -> None:
    """Names the previous release in publication.toml and gives the publication another number."""
    path = root / "publication.toml"
    text = re.sub(r"\n\[previous\].*", "\n", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r'^version = ".*"', f'version = "{now}"', text, flags=re.MULTILINE)
    path.write_text(f'{text}\n[previous]\nversion = "{version}"\ncommit = "{commit_id}"\n', encoding="utf-8")
