"""The workflow files of the forges: they call nox and nothing else, pin what they use, and ask for the least rights."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TASKS = set(re.findall(r"^def (\w+)\(session", (ROOT / "noxfile.py").read_text(encoding="utf-8"), re.MULTILINE))
WRITES = {"release.yml": {"publish": {"pages": "write", "id-token": "write"}}}
CALL = re.compile(r'\./nox -s (\w+)(?: -- [\w"$./ -]+)?')


def read(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    return read(path)["jobs"]


def tasks_of(lines: list[str]) -> list[str]:
    """The tasks that commands call; a command that is no call of nox fails."""
    calls = [CALL.fullmatch(line.strip()) for line in lines]
    assert all(calls), lines
    return [call[1] for call in calls if call]


def github_tasks(path: Path) -> list[str]:
    return tasks_of([step["run"] for job in jobs(path).values() for step in job["steps"] if "run" in step])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_a_workflow_uses_is_pinned_by_a_full_commit_with_its_version(path):
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        assert re.fullmatch(r"(?:- )?uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_has_no_rights_and_a_job_reads_or_publishes(path):
    assert read(path)["permissions"] == {}
    for name, job in jobs(path).items():
        expected = WRITES.get(path.name, {}).get(name, {"contents": "read"})
        assert job["permissions"] == expected, name
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
    assert "secrets." not in path.read_text(encoding="utf-8")


def test_the_jobs_that_may_write_run_no_code_of_the_repository():
    for path in WORKFLOWS:
        for name in WRITES.get(path.name, {}):
            for step in jobs(path)[name]["steps"]:
                assert "run" not in step
                assert "checkout" not in step["uses"]


def test_a_change_is_validated_tested_and_compared():
    found = github_tasks(ROOT / ".github" / "workflows" / "check.yml")
    assert {"validate", "tests", "lint", "forges", "diff"} <= set(found) <= TASKS


def test_a_tag_is_released_verified_and_published_in_this_order():
    assert github_tasks(ROOT / ".github" / "workflows" / "release.yml") == ["fetch", "release", "verify", "publish"]
    assert tasks_of(read(ROOT / ".gitlab-ci.yml")["pages"]["script"]) == ["fetch", "release", "verify", "publish"]


def test_gitlab_does_the_same_in_an_image_that_is_pinned():
    settings = read(ROOT / ".gitlab-ci.yml")
    assert re.fullmatch(r"python:[\w.-]+@sha256:[0-9a-f]{64}", settings["default"]["image"])
    found = [task for name in ("check", "compare") for task in tasks_of(settings[name]["script"])]
    assert set(found) == set(github_tasks(ROOT / ".github" / "workflows" / "check.yml"))
    rules = [rule["if"] for rule in settings["pages"]["rules"]]
    assert rules == [r"$CI_COMMIT_TAG =~ /^v\d+\.\d+\.\d+$/"]
