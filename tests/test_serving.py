"""What `serve` follows: files of the publication, however a program saves them, and nothing else."""

from __future__ import annotations

import http.client
import os
import socket
import threading
import time

import pytest

from bwise_publish import serving
from bwise_publish.cli import PROBLEMS, main
from bwise_publish.problems import Place, Problem, Refusal


class Stop(Exception):
    """Ends a `serve` that would run until it is interrupted."""


@pytest.fixture
def root(tmp_path):
    for name in ("datapackages", "docs", "site_templates"):
        (tmp_path / name).mkdir()
    (tmp_path / "publication.toml").write_text("x = 1\n", encoding="utf-8")
    (tmp_path / "docs" / "about.md").write_text("x\n", encoding="utf-8")
    return tmp_path


def builds_after(root, monkeypatch, edits, wait=10.0):
    """Serves `root` with a build that only counts; makes the edits, one after each build; returns how many builds there were."""
    count = []
    came = threading.Event()

    def build(_):
        count.append(1)
        if len(count) > len(edits):
            came.set()
            raise Stop
        threading.Timer(0.2, edits[len(count) - 1]).start()

    monkeypatch.setattr(serving, "build", build)
    monkeypatch.setattr(serving, "QUIET", 0.05)

    def run():
        with pytest.raises(Stop):
            serving.serve(root, 0)

    threading.Thread(target=run, daemon=True).start()
    came.wait(wait)
    return len(count)


def saved_by_renaming(path, text):
    fresh = path.with_name(f"{path.name}.part")
    fresh.write_text(text, encoding="utf-8")
    os.replace(fresh, path)


def test_an_edit_is_built_however_it_is_saved(root, monkeypatch):
    edits = [
        lambda: (root / "docs" / "about.md").write_text("y\n", encoding="utf-8"),
        lambda: saved_by_renaming(root / "docs" / "about.md", "z\n"),
        lambda: saved_by_renaming(root / "publication.toml", "x = 2\n"),
        lambda: (root / "datapackages" / "new.csv").write_text("a\n", encoding="utf-8"),
        lambda: (root / "site_templates" / "home.md").write_text("a\n", encoding="utf-8"),
    ]
    assert builds_after(root, monkeypatch, edits) == 6


def test_other_files_of_the_folder_start_no_build_and_do_not_end_the_following(root, monkeypatch):
    assert builds_after(root, monkeypatch, [lambda: (root / "notes.txt").write_text("y\n", encoding="utf-8")], wait=1.5) == 1


def test_a_file_beside_does_not_end_the_following(root, monkeypatch):
    def both():
        (root / "notes.txt").write_text("y\n", encoding="utf-8")
        threading.Timer(0.3, (root / "docs" / "about.md").write_text, ("y\n",)).start()

    assert builds_after(root, monkeypatch, [both]) == 2


def test_a_build_with_problems_leaves_the_site_and_is_said(root, monkeypatch, capsys):
    def build(_):
        raise Refusal([Problem(Place("a", "t", 2, "f"), "cell-type", "Wrong.", "Mend.")])

    monkeypatch.setattr(serving, "build", build)
    serving._build(root)
    assert "There is no site yet" in capsys.readouterr().err
    (root / "build" / "site").mkdir(parents=True)
    serving._build(root)
    said = capsys.readouterr().err
    assert "a/t, row 2, f: Wrong. Mend. [cell-type]" in said
    assert "The site is as it was before." in said


def test_a_port_that_is_taken_is_said_before_anything_is_built(root, monkeypatch, capsys):
    monkeypatch.setattr(serving, "build", lambda _: pytest.fail("built before the port was tried"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["--root", str(root), "serve", "--port", str(taken.getsockname()[1])]) == PROBLEMS
    assert "--port 8001" in capsys.readouterr().err


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_page_that_is_older_than_what_the_browser_has_is_sent_all_the_same(root, method):
    page = root / "build" / "site" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("as before the edit", encoding="utf-8")
    os.utime(page, (1_000_000_000, 1_000_000_000))
    with serving._server(root, 0) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        connection.request(method, "/", headers={"If-Modified-Since": time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime())})
        answer = connection.getresponse()
        assert (answer.status, answer.getheader("Cache-Control")) == (200, "no-store")
        assert answer.read() == (b"as before the edit" if method == "GET" else b"")
        connection.close()


@pytest.mark.parametrize(("fault", "said"), [(BrokenPipeError, False), (ConnectionResetError, False), (ValueError, True)])
def test_a_reader_who_leaves_before_a_page_has_come_is_no_news(root, capsys, fault, said):
    (root / "build" / "site").mkdir(parents=True)
    with serving._server(root, 0) as server:
        try:
            raise fault
        except fault:
            server.handle_error(None, ("127.0.0.1", 1))
    assert ("Traceback" in capsys.readouterr().err) is said
