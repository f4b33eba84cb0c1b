"""Has a release judged by tools that others made, each in an environment of its own, and collects what they say.

    python tests/judges/judge_all.py           judges build/candidate/ and keeps the verdicts in docs/conformance.json
    python tests/judges/judge_all.py --check   judges dist/<version>/ and demands the verdicts that are kept, to the last count

Both leave the verdicts in build/conformance.json too. Exit code 0 when every judge ran and found nothing to fault, and, with --check, when
the verdicts are those that are kept; 1 when not; 2 when there is no release to judge.

The environments are made with uv from the locks in requirements/judges/ and kept in .nox/judges/. Shapes, contexts and lists that others
publish are read from ../shared/judges, or from the folder that BWISE_VOCABULARIES names. What is not there makes a judge that cannot run,
and that is not a pass. The verdicts hold no time, no path and nothing of this machine.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = Path(__file__).resolve().parent
KEPT = ROOT / "docs" / "conformance.json"
BOARD = "site/conformance.json"
# A judge that works longer than this, in seconds, is taken to hang.
TIME_LIMIT = 1800


@dataclass(frozen=True)
class Judge:
    """A judge: the name of its program here and of its lock, what it is called, its lowest Python, and the vocabularies that it needs.

    `own` marks a scorer that is ours, by the weights and lists of others.
    """

    name: str
    title: str
    judges: str
    python: tuple[int, int] = (3, 11)
    needs: tuple[str, ...] = ()
    own: bool = False


JUDGES = (
    Judge("dcat_ap", "pySHACL", "DCAT-AP", needs=("dcat-ap-3.0.1", "dcat-ap-2.1.1")),
    Judge("mqa", "Score of data.europa.eu, our own count", "Metadata quality (MQA)", needs=("dcat-ap-3.0.1", "mqa-vocab"), own=True),
    Judge("data_package", "check-datapackage, strict", "Data Package", python=(3, 12)),
    Judge("data_tables", "frictionless", "Data Package, every cell"),
    Judge("croissant", "mlcroissant", "Croissant"),
    Judge("ro_crate", "rocrate-validator", "RO-Crate", needs=("ro-crate-context",)),
    Judge("csv_on_the_web", "csvwvalidate", "CSV on the Web"),
    Judge("citation_file", "cffconvert", "Citation File Format"),
    Judge("data_cite", "JSON Schema of DataCite", "DataCite"),
    Judge("signposts", "signposting", "FAIR Signposting"),
    Judge("embedded", "extruct", "schema.org"),
    Judge("open_api", "openapi-spec-validator", "OpenAPI"),
    Judge("databases", "SQLite", "SQLite"),
)


class CannotRun(Exception):
    """Why a judge could not give a verdict."""


def interpreter(lowest: tuple[int, int]) -> str:
    """A Python of at least this version: this one, one on the path, one that uv knows, or one of pyenv. Raises CannotRun."""
    if sys.version_info[:2] >= lowest:
        return sys.executable
    names = [f"python3.{minor}" for minor in range(lowest[1], lowest[1] + 6)]
    found = [path for name in names if (path := shutil.which(name))]
    found += _lines(["uv", "python", "find", "--no-python-downloads", f">={lowest[0]}.{lowest[1]}"])
    if shutil.which("pyenv"):
        versions = sorted(line.strip() for line in _lines(["pyenv", "versions", "--bare"]))
        found += [f"{folder}/bin/python" for version in versions for folder in _lines(["pyenv", "prefix", version])]
    code = f"import sys; sys.exit(sys.version_info[:2] < {lowest!r})"
    for path in found:
        # A name on the path may be a stand-in that starts nothing.
        if subprocess.run([path, "-c", code], capture_output=True, check=False).returncode == 0:
            return path
    raise CannotRun(f"It needs Python {lowest[0]}.{lowest[1]} or newer; none was found.")


def _lines(command: Sequence[str]) -> list[str]:
    """What a command prints; nothing when it fails or is not there."""
    if not shutil.which(command[0]):
        return []
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return run.stdout.splitlines() if run.returncode == 0 else []


def environment(judge: Judge, folder: Path, locks: Path) -> Path:
    """The Python of the judge's environment in `folder`, made anew when its lock has changed. Raises CannotRun."""
    lock = locks / f"{judge.name}.txt"
    python, mark = folder / "bin" / "python", folder / "lock.sha256"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if python.exists() and mark.is_file() and mark.read_text(encoding="utf-8") == digest:
        return python
    commands = (
        ["uv", "venv", "--quiet", "--clear", "--python", interpreter(judge.python), str(folder)],
        ["uv", "pip", "install", "--quiet", "--require-hashes", "--python", str(python), "-r", str(lock)],
    )
    for command in commands:
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode:
            raise CannotRun(f"Its environment could not be made: {_last(run.stderr)}")
    mark.write_text(digest, encoding="utf-8")
    return python


def _last(text: str) -> str:
    """The last line that says something, without what differs from machine to machine."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1].replace(str(ROOT), ".")[:300] if lines else "no message"


def ask(judge: Judge, release: Path, vocabularies: Path, python: Callable[[Judge], Path]) -> dict[str, Any]:
    """The verdict of one judge; one that could not run says why under `could_not_run`, and has no checks."""
    verdict: dict[str, Any] = {"judge": judge.title, "judges": judge.judges, "own": judge.own, "version": "", "could_not_run": ""}
    verdict["checks"] = []
    try:
        for name in judge.needs:
            if not (vocabularies / name).is_dir():
                raise CannotRun(f"The folder of vocabularies has no {name}.")
        command = [str(python(judge)), str(SCRIPTS / f"{judge.name}.py"), str(release), "--vocabularies", str(vocabularies)]
        settings = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore", "NO_COLOR": "1"}
        run = subprocess.run(command, capture_output=True, text=True, timeout=TIME_LIMIT, env=settings, check=False)
        if run.returncode:
            raise CannotRun(f"It broke off: {_last(run.stderr)}")
        return verdict | json.loads(run.stdout.splitlines()[-1])
    except subprocess.TimeoutExpired:
        return verdict | {"could_not_run": f"It was not done after {TIME_LIMIT // 60} minutes."}
    except (CannotRun, OSError, ValueError, IndexError) as error:
        return verdict | {"could_not_run": str(error)}


def passed(verdict: dict[str, Any]) -> bool:
    """Whether a judge ran, looked at something in each check, and found no fault."""
    checks = verdict["checks"]
    return not verdict["could_not_run"] and bool(checks) and all(check["passed"] and not check["failed"] for check in checks)


def told(verdict: dict[str, Any], seconds: float) -> str:
    """A verdict as lines for a terminal."""
    state = "passed" if passed(verdict) else "COULD NOT RUN" if verdict["could_not_run"] else "FAILED"
    lines = [f"{verdict['judge']} {verdict['version']}: {state} ({seconds:.0f} s) {verdict['could_not_run']}".rstrip()]
    for check in verdict["checks"]:
        waived = sum(item["count"] for item in check["waived"])
        lines.append(
            f"  {check['what']} / {check['against']}: {check['passed']} {check['unit']} passed, {check['failed']} failed, {waived} waived"
        )
        lines += [f"    {finding}" for finding in check["findings"]]
    return "\n".join(lines)


def judged(release: Path, vocabularies: Path, judges: Sequence[Judge], python: Callable[[Judge], Path]) -> list[dict[str, Any]]:
    """The verdicts in the order of `judges`; two judges work at a time."""

    def timed(judge: Judge) -> dict[str, Any]:
        started = time.perf_counter()
        verdict = ask(judge, release, vocabularies, python)
        print(told(verdict, time.perf_counter() - started), flush=True)
        return verdict

    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(timed, judges))


def compared(found: dict[str, Any], kept: Path) -> list[str]:
    """How the verdicts that are kept differ from those found now; empty when they are the same."""
    if not kept.is_file():
        return ["no verdicts are kept"]
    old = json.loads(kept.read_text(encoding="utf-8"))
    lines = [] if old["fingerprint"] == found["fingerprint"] else ["the verdicts that are kept are of other files"]
    before, now = ({verdict["judge"]: verdict for verdict in board["verdicts"]} for board in (old, found))
    return lines + [f"{name}: another verdict is kept" for name in sorted(before.keys() | now.keys()) if before.get(name) != now.get(name)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the judges; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="judge the finished release and compare with the verdicts that are kept")
    parser.add_argument("--release", type=Path, help="the folder to judge")
    parser.add_argument("--only", nargs="*", default=[], metavar="JUDGE", choices=[judge.name for judge in JUDGES])
    options = parser.parse_args(arguments)
    version = tomllib.loads((ROOT / "publication.toml").read_text(encoding="utf-8"))["version"]
    release = options.release or ROOT / (f"dist/{version}" if options.check else "build/candidate")
    if not (release / BOARD).is_file():
        print(f"There is no release in {release}. Run: nox -s release", file=sys.stderr)
        return 2
    vocabularies = Path(os.environ.get("BWISE_VOCABULARIES", ROOT.parent / "shared" / "judges"))
    judges = [judge for judge in JUDGES if not options.only or judge.name in options.only]

    def python(judge: Judge) -> Path:
        return environment(judge, ROOT / ".nox" / "judges" / judge.name, ROOT / "requirements" / "judges")

    verdicts = judged(release.resolve(), vocabularies, judges, python)
    board = {"fingerprint": json.loads((release / BOARD).read_text(encoding="utf-8"))["fingerprint"], "verdicts": verdicts}
    targets = [ROOT / "build" / "conformance.json"]
    if not options.check and not options.only:
        targets.append(KEPT)
    for path in targets:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(board, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    wrong = [verdict["judge"] for verdict in verdicts if not passed(verdict)]
    different = compared(board, KEPT) if options.check and not options.only else []
    for line in different:
        print(f"{KEPT.relative_to(ROOT)}: {line}; run nox -s judge and commit the file")
    print(f"{len(verdicts) - len(wrong)} passed, {len(wrong)} failed" + (f": {', '.join(wrong)}" if wrong else ""))
    return 1 if wrong or different else 0


if __name__ == "__main__":
    sys.exit(main())
