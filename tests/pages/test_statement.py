from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from bwise_publish.pages import accessibility
from bwise_publish.pages.site import Site
from bwise_publish.pages.statement import FILE, read_statement
from bwise_publish.problems import Refusal
from bwise_publish.publication import read_publication
from tests.conftest import ROOT

TEXT = """
prepared = 2024-01-02
reviewed = 2024-01-02
conformance = "partial"
standard = "WCAG"
method = ["We looked."]
not_done = []

[[issue]]
id = "sound"
reason = "non-compliance"
criterion = "1.2.2 Captions (A)"
where = "Films"
what = "Films have no captions."
instead = "A text tells what is said."
opened = 2024-01-01
"""


@pytest.fixture
def read(tmp_path):
    def read(text, released=datetime.date(2024, 6, 1)):
        (tmp_path / "docs").mkdir(exist_ok=True)
        (tmp_path / FILE).write_text(text, encoding="utf-8")
        return read_statement(replace(read_publication(ROOT), root=tmp_path, date=released))

    return read


def refused(read, text, **given):
    with pytest.raises(Refusal) as caught:
        read(text, **given)
    return [(problem.code, problem.message) for problem in caught.value.problems]


def test_the_statement_is_read(read):
    statement = read(TEXT)
    assert [issue.what for issue in statement.of("non-compliance")] == ["Films have no captions."]
    assert statement.of("out-of-scope") == ()
    assert statement.reviewed == datetime.date(2024, 1, 2)


def test_a_review_may_be_a_year_old_and_no_older(read):
    assert read(TEXT, released=datetime.date(2025, 1, 2))
    assert refused(read, TEXT, released=datetime.date(2025, 1, 4))[0][0] == "accessibility-old"


def test_full_conformance_cannot_be_claimed_beside_a_failure(read):
    full = TEXT.replace('"partial"', '"full"')
    assert refused(read, full)[0][0] == "accessibility-claim"
    assert read(full.replace('"non-compliance"', '"difficulty"')).conformance == "full"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("reviewed = 2024-01-02", 'reviewed = "soon"', "reviewed is no date"),
        ('"partial"', '"mostly"', 'conformance is "mostly"'),
        ('standard = "WCAG"', "", "standard is no text"),
        ('method = ["We looked."]', 'method = "We looked."', "method is no list"),
        ('reason = "non-compliance"', 'reason = "bad-luck"', 'Issue 1 has the reason "bad-luck"'),
        ('what = "Films have no captions."', "", "Issue 1 has no text for what"),
        ("opened = 2024-01-01", "opened = 5", "Issue 1 does not say when"),
        ("[[issue]]", "[issue]", "issue is no list"),
    ],
)
def test_a_fault_is_named(read, old, new, said):
    assert old in TEXT
    ((code, message),) = refused(read, TEXT.replace(old, new))
    assert code == "accessibility-value"
    assert said in message


def test_a_file_that_is_missing_or_no_toml_is_named(read, tmp_path):
    assert refused(read, "= =")[0][0] == "accessibility-unreadable"
    (tmp_path / FILE).unlink()
    with pytest.raises(Refusal, match="accessibility-unreadable"):
        read_statement(replace(read_publication(ROOT), root=tmp_path))


def test_the_page_shows_every_issue_under_its_reason_and_claims_no_authority(tables):
    site = Site(read_publication(ROOT), tables, {}, (), "", ROOT / "site_templates")
    (page,) = accessibility.pages(site)
    statement = read_statement(site.publication)
    place = [page.body.index(f'id="issue-{issue.id}"') for issue in statement.issues]
    assert len(place) == len(statement.issues)
    assert page.body.index("### Non-compliance") < place[0] < page.body.index("### Disproportionate burden")
    for text in ("2018/1523", "last reviewed on", "No enforcement body", 'href="../contributing/"'):
        assert text in page.body
