"""Three releases of the small publication: the first; a row more (minor); a row renamed and one gone (major)."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.release.repositories import commit, edit
from tests.release.small import PROGRAM, small_publication

SKILLS = "skill_id,title\n"
_FILE = "datapackages/small/data/skills.csv"


def call(root: Path, *arguments: str) -> None:
    """Runs a command of the small publication in a process of its own; it must succeed."""
    run = subprocess.run([*PROGRAM, "--root", str(root), *arguments], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def three_releases(root: Path, base_url: str = "https://small.example/") -> Path:
    """Writes the publication into `root` and releases 1.0.0, 1.1.0 and 2.0.0, with the ledger kept and everything committed."""
    small_publication(root)
    edit(root, 'base_url = "https://small.example/"', f'base_url = "{base_url}"', "publication.toml")
    commit(root)
    call(root, "release")
    call(root, "ledger")
    edit(root, "teamwork,Working", "reading,Reading\nteamwork,Working", _FILE)
    _bump_and_release(root, "A new skill: reading.", "2025-01-02")
    edit(root, "planning,Planning\n", "", _FILE)
    edit(root, "teamwork,", "team-work,", _FILE)
    edit(root, "reason\n", "reason\nskills,teamwork,team-work,A better spelling.\n", "datapackages/small/data/replaced_ids.csv")
    stones = "kind,name,reason,successor\naddresses,skills/planning/,No evidence.,\nids,small/skills/planning,No evidence.,\n"
    (root / "ledger" / "tombstones.csv").write_text(stones, encoding="utf-8", newline="")
    _bump_and_release(root, "Planning went.", "2025-02-02")
    return root


def _bump_and_release(root: Path, news: str, date: str) -> None:
    (root / "changes" / "news.data.md").write_text(f"{news}\n", encoding="utf-8")
    call(root, "release", "--bump", "--date", date)
    commit(root)
    call(root, "release")
    call(root, "ledger")
    commit(root)
