"""The conformance board: what outside judges found in this release, judge by judge, with what was waived and why."""

from __future__ import annotations

from bwise_publish.conformance import Board
from bwise_publish.pages.rendering import Page
from bwise_publish.pages.site import Site

ADDRESS = "conformance/"


def page(site: Site, board: Board) -> Page:
    """The board; one without verdicts says that nobody has judged these files."""
    outside = [verdict for verdict in board.verdicts if not verdict.own]
    checks = [check for verdict in board.verdicts for check in verdict.checks]
    return site.renderer.page(
        "conformance.md.j2",
        ADDRESS,
        "Conformance board",
        "What tools that others made found in the files of this release: judge, version, what was checked, passed, failed, waived and why.",
        board=board,
        good=sum(verdict.passed for verdict in board.verdicts),
        outside=len(outside),
        accepting=sum(verdict.passed for verdict in outside),
        own=[verdict for verdict in board.verdicts if verdict.own],
        waivers=sorted({(waiver.rule, waiver.why) for check in checks for waiver in check.waived}),
        judges=_anchored(board),
    )


def _anchored(board: Board) -> list[tuple[str, object]]:
    """Each verdict with an id for its row."""
    return [(f"judge-{number}", verdict) for number, verdict in enumerate(board.verdicts, start=1)]
