"""What stands around the judges of the site: the server, the programs from npm, the verdicts."""

from __future__ import annotations

import gzip
import json
import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.site_judges import fragments, judge_html, measures
from tests.site_judges.finding import Verdict
from tests.site_judges.served import newest_site, serving
from tests.site_judges.tools import LOCK


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text("home " * 100, encoding="utf-8")
    (tmp_path / "a" / "index.html").write_text("a", encoding="utf-8")
    (tmp_path / "404.html").write_text("not here", encoding="utf-8")
    return tmp_path


def test_the_server_sends_folders_their_index_compressed_when_asked(site: Path) -> None:
    with serving(site) as address:
        with urllib.request.urlopen(f"{address}a") as answer:
            assert (answer.read(), answer.url) == (b"a", f"{address}a/")
        asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(asked) as answer:
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
            assert gzip.decompress(answer.read()) == b"home " * 100


def test_the_server_sends_the_headers_that_the_site_asks_for(site: Path) -> None:
    (site / "_headers").write_text("/*\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n", encoding="utf-8")
    with serving(site) as address, urllib.request.urlopen(address) as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["b", "a/b.txt", "../secret", "%2e%2e/secret"])
def test_the_server_sends_its_page_for_what_is_not_there_and_nothing_from_outside(site: Path, path: str) -> None:
    (site.parent / "secret").write_text("secret", encoding="utf-8")
    with serving(site) as address, pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{address}{path}")
    assert caught.value.code == 404
    assert caught.value.read() == b"not here"


def test_the_site_is_the_one_that_is_named(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BWISE_SITE", str(site))
    assert newest_site() == site


def test_programs_from_npm_are_pinned_with_check_sums_and_no_address_of_a_registry() -> None:
    lock = json.loads((LOCK / "package-lock.json").read_text(encoding="utf-8"))
    wanted = json.loads((LOCK / "package.json").read_text(encoding="utf-8"))["dependencies"]
    packages = {name: item for name, item in lock["packages"].items() if name}
    assert wanted
    for name, version in wanted.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert packages[f"node_modules/{name}"]["version"] == version
    assert [name for name, item in packages.items() if not item.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, item in packages.items() if "resolved" in item] == []


FOUND = """
Check HTML Links
  📖 Found 4 files containing
    🔗 5 internal links
  👀 Checking...
  ❌ Found 2 missing reference targets (used by 3 links) while checking 4 files:
    1. missing id="nope" in b/index.html
      from a/index.html:1:75 via href="../b/#nope"

    2. missing reference target c/index.html
      from a/index.html:1:127 via href="../c/"
      from b/index.html:1:12 via href="../c/"

  🕑 Checking links duration: 0s 25.730893ms"""


def links_judge_that_says(modules: Path, output: str, code: int) -> Path:
    """A stand-in for the program, with the same manners."""
    (modules / ".bin").mkdir(parents=True)
    (modules / fragments.NAME).mkdir()
    (modules / fragments.NAME / "package.json").write_text('{"version": "1.2.3"}', encoding="utf-8")
    program = modules / ".bin" / fragments.NAME
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{output}\nEND\nexit {code}\n", encoding="utf-8")
    program.chmod(0o755)
    return modules


def test_each_target_that_is_missing_is_a_finding_with_a_place_that_leads_to_it(site: Path, tmp_path: Path) -> None:
    verdict = fragments.judge(site, links_judge_that_says(tmp_path / "m", FOUND, 0))
    assert (verdict.passed, verdict.version) == (5, "1.2.3")
    assert verdict.findings == [
        'missing id="nope" in b/index.html from a/index.html:1:75 via href="../b/#nope"',
        'missing reference target c/index.html from a/index.html:1:127 via href="../c/"',
    ]


@pytest.mark.parametrize(("output", "code"), [("    🔗 5 internal links\n  👀 Checking...", 0), (FOUND.partition("  ❌")[0], 3)])
def test_a_judge_that_breaks_off_has_not_passed(site: Path, tmp_path: Path, output: str, code: int) -> None:
    verdict = fragments.judge(site, links_judge_that_says(tmp_path / "m", output, code))
    assert [finding.partition(":")[0] for finding in verdict.findings] == ["It broke off"]


def test_the_fastest_of_a_few_runs_counts_and_a_fast_one_is_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    speeds = iter([80, 96, 99])
    scores = {"accessibility": 100, "best-practices": 100, "seo": 100}
    monkeypatch.setattr(measures, "measured", lambda modules, url: (scores | {"performance": next(speeds)}, ""))
    assert measures.best(Path(), "")[0]["performance"] == 96
    assert next(speeds) == 99


def test_the_run_fails_when_one_judge_finds_a_fault(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BWISE_SITE", str(site))
    monkeypatch.setattr(judge_html, "ROOT", tmp_path)
    monkeypatch.setattr(judge_html, "node_modules", lambda: tmp_path)
    for findings, code in (([], 0), (["a.html: x"], 1)):
        monkeypatch.setattr(
            judge_html, "TOGETHER", {"links": lambda site, modules, found=findings: Verdict("A", "1", "links", "links", 3, found)}
        )
        monkeypatch.setattr(judge_html, "ALONE", {})
        assert judge_html.main([]) == code
        [kept] = json.loads((tmp_path / "build" / "judge-html.json").read_text(encoding="utf-8"))
        assert (kept["passed"], kept["failed"]) == (3, len(findings))


def test_a_slow_page_is_told_and_fails_nothing_but_a_page_that_shuts_people_out_does(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lighthouse").mkdir()
    (tmp_path / "lighthouse" / "package.json").write_text('{"version": "12.0.0"}', encoding="utf-8")
    monkeypatch.setattr(measures, "need", lambda *programs: None)
    monkeypatch.setattr(measures, "PAGES", ("",))
    scores = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 60}
    monkeypatch.setattr(measures, "measured", lambda modules, url: (scores, "a large script"))
    assert measures.judge(site, tmp_path).findings == []
    assert "performance should be 95: a large script" in capsys.readouterr().out
    scores["accessibility"] = 99
    assert measures.judge(site, tmp_path).findings == ["/: accessibility 99, lowest 100: a large script"]
