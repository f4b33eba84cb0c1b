from __future__ import annotations

from bwise_publish.release.moved import Moved, write_moved
from bwise_publish.release.placing import write_files


def test_a_page_leads_to_the_end_of_a_chain_of_successors_whatever_the_order_of_their_names(tmp_path):
    write_files(tmp_path, {"rows/m/index.html": b"a page"})
    chain = [Moved("rows/a/", "rows/z/", "Renamed."), Moved("rows/z/", "rows/m/", "Renamed again.")]
    assert write_moved(tmp_path, chain) == [Moved("rows/a/", "rows/m/", "Renamed."), Moved("rows/z/", "rows/m/", "Renamed again.")]
    assert 'content="0; url=../m/"' in (tmp_path / "rows" / "a" / "index.html").read_text(encoding="utf-8")


def test_a_chain_that_ends_nowhere_or_in_itself_is_a_page_that_is_gone(tmp_path):
    chain = [Moved("a/", "b/", "One."), Moved("b/", "a/", "Two."), Moved("c/", "d/", "Three.")]
    assert [item.successor for item in write_moved(tmp_path, chain)] == ["", "", ""]
    assert "This page is gone" in (tmp_path / "a" / "index.html").read_text(encoding="utf-8")


def test_a_page_that_is_there_and_a_file_are_left_alone(tmp_path):
    write_files(tmp_path, {"a/index.html": b"a page", "b/index.html": b"b"})
    assert write_moved(tmp_path, [Moved("a/", "b/", "Why."), Moved("data/x.csv", "b/", "Why.")]) == []
    assert (tmp_path / "a" / "index.html").read_bytes() == b"a page"
