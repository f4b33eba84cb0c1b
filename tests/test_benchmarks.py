from __future__ import annotations

import pytest

from tests.bench.gathered import PAGE, gathered


def test_the_page_of_all_benchmarks_shows_the_tables_of_the_others_as_they_are():
    text = PAGE.read_text(encoding="utf-8")
    assert gathered(text) == text, "Run: python -m tests.bench.gathered"
    assert "one cell edited" in text
    assert "1,000,000 rows of which 1 % differ" in text


def test_a_page_without_a_table_is_named(tmp_path):
    (tmp_path / "benchmarks-changes.md").write_text("# Speed\n\nNothing.\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"benchmarks-changes\.md has no table"):
        gathered("# Benchmarks\n", tmp_path)
