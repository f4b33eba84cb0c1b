"""bwise-publish: parse, call, print. The help of each command is the docstring of its function here.

Exit codes of every command: 0 done and right; 1 problems were found, nothing was replaced; 2 the command cannot run as it was called.
"""

from __future__ import annotations

import argparse
import datetime
import inspect
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bwise_publish.exclusive import alone
from bwise_publish.problems import Problem, Refusal, nearest

if TYPE_CHECKING:
    from bwise_publish.validation import Report

OK, PROBLEMS, CANNOT_RUN = 0, 1, 2
HELD = 2**28  # bytes of a table up to which it is held whole


def validate(options: argparse.Namespace) -> int:
    """Check data packages: those of the publication with every rule, or any others by their paths."""
    absent = [path for path in options.paths if not path.exists()]
    if absent:
        print(f"The command cannot run: there is no {absent[0]}.", file=sys.stderr)  # noqa: T201
        return CANNOT_RUN
    if options.paths:
        from bwise_publish.catalog import load
        from bwise_publish.validation import validate as validate_catalog

        report = validate_catalog(load(options.paths, guess=True, hold=HELD), guess=True)
    else:
        from bwise_publish.pipeline import check

        with alone(options.root):
            report = check(options.root).report
    _print_report(report, options.format)
    return PROBLEMS if report.problems else OK


def _print_report(report: Report, form: str) -> None:
    if form == "json":
        sys.stdout.write(report.json())
    elif form == "markdown":
        sys.stdout.write(report.markdown())
    elif form == "github":
        from bwise_publish.validation.terminal import github_annotations

        sys.stdout.write(github_annotations(report, os.path.relpath))
    elif sys.stdout.isatty():
        from rich.console import Console

        from bwise_publish.validation.terminal import print_report

        print_report(report, Console())
    else:
        sys.stdout.write(report.text())


def explain(options: argparse.Namespace) -> int:
    """Say what a problem code means, with an example and how to mend it; without a code, list all codes."""
    from bwise_publish.explanations import every_explanation, problems_page
    from bwise_publish.validation.rules import explained_rules

    rules = explained_rules()
    if options.page:
        sys.stdout.write(problems_page(rules))
        return OK
    known = every_explanation(rules)
    if options.code is None:
        print("\n".join(f"{code:28} {item.meaning.replace('`', '')}" for code, item in known.items()))  # noqa: T201
        return OK
    if options.code not in known:
        close = nearest(options.code, known)
        print(f"There is no problem {options.code}." + (f" Did you mean {close}?" if close else ""), file=sys.stderr)  # noqa: T201
        return CANNOT_RUN
    print(known[options.code])  # noqa: T201
    return OK


def format_files(options: argparse.Namespace) -> int:
    """Bring the data files and descriptors of the publication into their canonical form."""
    from bwise_publish.formatting import format_publication

    with alone(options.root):
        changed = format_publication(options.root)
    for path in changed:
        print(f"formatted {path}")  # noqa: T201
    print(f"{len(changed)} {'file' if len(changed) == 1 else 'files'} changed")  # noqa: T201
    return OK


def build(options: argparse.Namespace) -> int:
    """Build the site: leaves build/site/."""
    from bwise_publish.pipeline import build as build_publication

    with alone(options.root):
        print(build_publication(options.root))  # noqa: T201
    return OK


def serve(options: argparse.Namespace) -> int:
    """Show the site on this machine and build it again when data, prose or templates change; end with Ctrl-C."""
    from bwise_publish.serving import serve as serve_publication

    serve_publication(options.root, options.port)
    return OK


def release(options: argparse.Namespace) -> int:
    """Validate, compare, build, check, seal and bundle: leaves dist/<version>/. With --bump: write the right version and the notes.

    A bump edits publication.toml and CHANGELOG.md from what changed and from changes/*.md; read the notes, commit, then release.
    """
    from bwise_publish.pipeline import bump
    from bwise_publish.pipeline import release as release_publication

    with alone(options.root):
        if options.bump:
            version = bump(options.root, options.date)
            print(f"version {version}: finish the notes in CHANGELOG.md, commit, then run release")  # noqa: T201
        else:
            print(release_publication(options.root, candidate=options.candidate))  # noqa: T201
    return OK


def ledger(options: argparse.Namespace) -> int:
    """Record the release in dist/<version>/ in ledger/, and name it in publication.toml as the previous one: the last step of a release."""
    from bwise_publish.publication import read_publication
    from bwise_publish.release.keeping import record

    with alone(options.root):
        print(f"recorded in {record(read_publication(options.root))}; commit it with publication.toml")  # noqa: T201
    return OK


def verify(options: argparse.Namespace) -> int:
    """Rebuild the release from its commit under other conditions and compare every byte; or check a release that was downloaded.

    Without a name, dist/<version>/ is rebuilt twice. With the folder of a release or the archive of a site: sums, seal, then one
    rebuild when this folder is a clone that holds the commit.
    """
    from bwise_publish.progress import step
    from bwise_publish.publication import read_publication
    from bwise_publish.release.rebuild import counted
    from bwise_publish.settings import FILE

    if options.path:
        from bwise_publish.release.downloaded import Rebuild, verify_download

        rebuild = Rebuild(read_publication(options.root)) if (options.root / FILE).is_file() else None
        with step("Verifying the release") as say:
            verdict = verify_download(options.path, rebuild, say)
        for line in verdict.said:
            print(line)  # noqa: T201
        lines = list(verdict.differing)
    else:
        from bwise_publish.release.rebuild import differences

        with alone(options.root), step("Verifying the release") as say:
            lines = differences(read_publication(options.root), say)
    for line in lines:
        print(line)  # noqa: T201
    print(f"{counted(lines)} files differ")  # noqa: T201
    return PROBLEMS if lines else OK


def sign(options: argparse.Namespace) -> int:
    """Sign the checksums of the release with the key that publication.toml names: leaves a signature beside SHA256SUMS."""
    from bwise_publish.publication import read_publication
    from bwise_publish.release.signing import sign as sign_release

    print(sign_release(read_publication(options.root)))  # noqa: T201
    return OK


def fetch(options: argparse.Namespace) -> int:
    """Get the archives of earlier releases from the published site into dist/; each must have the sum that the ledger holds."""
    from bwise_publish.publication import read_publication
    from bwise_publish.release.fetch import fetch as fetch_archives

    with alone(options.root):
        for folder in fetch_archives(read_publication(options.root)):
            print(folder)  # noqa: T201
    return OK


def generators(options: argparse.Namespace) -> int:
    """Build build/docs/ with other site generators and compare addresses and visible text: leaves build/generators.md."""
    from bwise_publish.pipeline import compare_generators

    with alone(options.root):
        print(compare_generators(options.root).read_text(encoding="utf-8"))  # noqa: T201
    return OK


def publish(options: argparse.Namespace) -> int:
    """Assemble all released versions: leaves public/."""
    from bwise_publish.publication import read_publication
    from bwise_publish.release.versions import publish as publish_versions

    with alone(options.root):
        print(publish_versions(read_publication(options.root)))  # noqa: T201
    return OK


def new(options: argparse.Namespace) -> int:
    """Add a table to a package: copy a CSV file in and describe its columns as far as the data show."""
    from bwise_publish.scaffolding import add_table

    with alone(options.root):
        print(f"added {add_table(options.root, options.target, options.file)}; now run: ./nox -s validate")  # noqa: T201
    return OK


def diff(options: argparse.Namespace) -> int:
    """Compare two states of data packages; without names, the previous release and the publication as it is.

    A state is a folder or zip of packages, a version that was released, or a commit, tag or branch of the repository.
    """
    from bwise_publish.release.compare import compared

    text = compared(options.root, options.old, options.new, options.format, options.limit)
    if options.output:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(text, encoding="utf-8", newline="\n")
    else:
        print(text, end="")  # noqa: T201
    return OK


def patch(options: argparse.Namespace) -> int:
    """Apply the patch of a table to its CSV file, or undo it with --reverse. A file in another state than the patch says is refused."""
    from bwise_publish.release.compare import patched

    print(f"patched {patched(options.patch, options.file, options.output, back=options.reverse)}")  # noqa: T201
    return OK


def _date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bwise-publish", description="Validated data packages in; a website and an open-data release out."
    )
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the folder of the publication (default: this folder)")
    commands = parser.add_subparsers(title="commands", dest="command", required=True)

    def add(name: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        text = inspect.cleandoc(run.__doc__ or "")
        command = commands.add_parser(name, help=text.splitlines()[0], description=text)
        command.set_defaults(run=run)
        return command

    validation = add("validate", validate)
    validation.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a package folder or a datapackage.json")
    forms = ("text", "json", "github", "markdown")
    validation.add_argument("--format", choices=forms, default="text", help="how the report is printed (default: text)")
    validation.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")
    explanation = add("explain", explain)
    explanation.add_argument("code", nargs="?", metavar="CODE", help="a code as it stands at the end of a problem")
    explanation.add_argument("--page", action="store_true", help="print all of them as the page docs/problems.md")
    add("format", format_files)
    add("build", build)
    add("serve", serve).add_argument("--port", type=int, default=8000, help="the port on this machine (default: 8000)")
    judging = "make what outside judges look at, in build/candidate/; a release needs their verdicts"
    releasing = add("release", release)
    releasing.add_argument("--candidate", action="store_true", help=judging)
    releasing.add_argument("--bump", action="store_true", help="write the version that the changes call for, and the notes; build nothing")
    releasing.add_argument("--date", type=_date, metavar="YYYY-MM-DD", help="with --bump: its date (default: today)")
    checking = add("verify", verify)
    checking.add_argument("path", nargs="?", type=Path, metavar="RELEASE", help="the folder of a release, or the archive of a site")
    add("sign", sign)
    add("ledger", ledger)
    add("fetch", fetch)
    add("generators", generators)
    comparison = add("diff", diff)
    comparison.add_argument("old", nargs="?", metavar="OLD", help="the state before (default: the previous release)")
    comparison.add_argument("new", nargs="?", metavar="NEW", help="the state after (default: the publication as it is)")
    comparison.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="how to write it (default: text)")
    comparison.add_argument("--limit", type=int, default=10, help="how many rows of a kind to show in text and Markdown (default: 10)")
    comparison.add_argument("--output", type=Path, metavar="FILE", help="write to a file instead of the terminal")
    patching = add("patch", patch)
    patching.add_argument("patch", type=Path, metavar="PATCH", help="a patch that a release serves under changes/")
    patching.add_argument("file", type=Path, metavar="FILE", help="the CSV file of the table")
    patching.add_argument("--reverse", action="store_true", help="go back to the older state")
    patching.add_argument("--output", type=Path, metavar="FILE", help="write to another file (default: change FILE)")
    addition = add("new", new)
    addition.add_argument("target", metavar="PACKAGE/TABLE", help="the package and the name of the new table")
    addition.add_argument("file", type=Path, metavar="FILE", help="a CSV file")
    add("publish", publish)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    options = _parser().parse_args(arguments)
    options.root = options.root.resolve()
    try:
        code: int = options.run(options)
    except Refusal as refusal:
        _print_problems(refusal.problems)
        return PROBLEMS
    except KeyboardInterrupt:
        print("Stopped; what was there before is unchanged.", file=sys.stderr)  # noqa: T201
        return CANNOT_RUN
    except OSError as error:
        print(f"The command cannot run: {error}.", file=sys.stderr)  # noqa: T201
        return CANNOT_RUN
    return code


def _print_problems(problems: Sequence[Problem], limit: int = 50) -> None:
    for problem in problems[:limit]:
        print(problem, file=sys.stderr)  # noqa: T201
    if len(problems) > limit:
        print(f"… and {len(problems) - limit} more", file=sys.stderr)  # noqa: T201
    print(f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}; nothing was replaced.", file=sys.stderr)  # noqa: T201
