"""The valid code nearest to a wrong one, among very many codes too."""

from __future__ import annotations

from collections.abc import Iterable

from bwise_publish.problems import nearest

_MOST_COMPARED = 50


def closest(value: str, codes: Iterable[str]) -> str | None:
    """The code most like `value`, or None when none is close.

    A code that differs in case or in surrounding space only is the nearest. Measuring likeness takes time: among many codes, those that
    share the most runs of three characters with the value are measured.
    """
    if not value:
        return None
    known = list(codes)
    plain = value.strip().casefold()
    for code in known:
        if code.casefold() == plain:
            return code
    if len(known) > _MOST_COMPARED:
        runs = _runs(value)
        known = sorted(known, key=lambda code: (-len(runs & _runs(code)), code))[:_MOST_COMPARED]
    return nearest(value, known)


def _runs(text: str) -> set[str]:
    padded = f"  {text} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
