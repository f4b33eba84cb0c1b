"""Has the built site judged by programs that others made. Run by `nox -s judge-html`; leaves build/judge-html.json.

    python -m tests.site_judges.judge_html                       judges the newest release in dist/, or the folder in BWISE_SITE
    python -m tests.site_judges.judge_html --only markup links   only these judges

Exit code 0 when every judge ran and found nothing to fault, 1 when not, 2 when there is no site. Everything is local: pages are served on
the loopback address, and nothing outside the site is asked. What is missing is installed: from Debian when run as root, from npm in the
versions and with the check sums of requirements/npm/package-lock.json.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.site_judges import fragments, markup, measures
from tests.site_judges.finding import Verdict
from tests.site_judges.served import newest_site
from tests.site_judges.tools import ROOT, node_modules

# Lighthouse runs alone: it measures time.
TOGETHER: dict[str, Callable[[Path, Path], Verdict]] = {"links": fragments.judge, "markup": markup.judge}
ALONE: dict[str, Callable[[Path, Path], Verdict]] = {"lighthouse": measures.judge}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the judges; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", choices=[*TOGETHER, *ALONE], default=[*TOGETHER, *ALONE])
    only = parser.parse_args(arguments).only
    site = newest_site()
    if site is None or not (site / "index.html").is_file():
        print("There is no built site: run ./nox -s release first, or name its folder in BWISE_SITE.", file=sys.stderr)
        return 2
    site = site.resolve()
    modules = node_modules()

    def judged(judge: Callable[[Path, Path], Verdict]) -> Verdict:
        started = time.perf_counter()
        verdict = judge(site, modules)
        print(f"{verdict.told()} ({time.perf_counter() - started:.0f} s)", flush=True)
        return verdict

    with ThreadPoolExecutor(max_workers=2) as pool:
        verdicts = list(pool.map(judged, [judge for name, judge in TOGETHER.items() if name in only]))
    verdicts += [judged(judge) for name, judge in ALONE.items() if name in only]
    report = ROOT / "build" / "judge-html.json"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(json.dumps([verdict.value() for verdict in verdicts], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    failed = [verdict.judge for verdict in verdicts if verdict.findings or not verdict.passed]
    print(f"{len(verdicts) - len(failed)} passed, {len(failed)} failed" + (f": {', '.join(failed)}" if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
