"""Draws a figure once: the same figure, drawn by the same engine, is taken from what a build kept."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from bwise_publish.caching import Keep
from bwise_publish.figures.render import render
from bwise_publish.figures.spec import Figure, RenderedFigure


def drawn_once(figure: Figure, keep: Keep) -> RenderedFigure:
    """The files of the figure. The key is everything that the figure holds, in an order that does not change from run to run."""
    return _unpacked(keep("figures", _key(figure).encode(), lambda: _packed(render(figure))))


def _key(value: object) -> str:
    """The value as text, sets sorted (their order changes with the hash seed)."""
    if isinstance(value, (frozenset, set)):
        return f"{{{','.join(sorted(map(_key, value)))}}}"
    if isinstance(value, (list, tuple)):
        return f"({','.join(map(_key, value))})"
    if isinstance(value, Mapping):
        return f"[{','.join(f'{_key(name)}:{_key(item)}' for name, item in value.items())}]"
    if hasattr(value, "__dataclass_fields__"):
        return f"{type(value).__name__}({','.join(f'{name}={_key(getattr(value, name))}' for name in value.__dataclass_fields__)})"
    return repr(value)


def _packed(drawn: RenderedFigure) -> bytes:
    values = {item.name: getattr(drawn, item.name) for item in fields(drawn)}
    return json.dumps({name: base64.b64encode(it).decode() if isinstance(it, bytes) else it for name, it in values.items()}).encode()


def _unpacked(content: bytes) -> RenderedFigure:
    values = {name: base64.b64decode(it) if isinstance(it, str) else it for name, it in json.loads(content).items()}
    drawn: Any = values
    return RenderedFigure(**drawn)
