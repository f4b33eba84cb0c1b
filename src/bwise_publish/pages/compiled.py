"""Templates as Jinja2 compiled them, found again in the next build: by what they hold, like all that a build keeps."""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from bwise_publish.caching import Keep, kept

_KIND = "template"


class CompiledTemplates(BytecodeCache):
    """Compiled templates in what a build keeps. How they are compiled is set by the engine, whose fingerprint is part of each key."""

    def __init__(self, keep: Keep) -> None:
        """Templates that `keep` holds."""
        self._keep = keep

    def load_bytecode(self, bucket: Bucket) -> None:
        """Takes the compiled template of the same name, place and text, when there is one."""
        if value := kept(self._keep, _KIND, _key(bucket)):
            bucket.bytecode_from_string(value)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a template that was compiled."""
        self._keep(_KIND, _key(bucket), bucket.bytecode_to_string)


def _key(bucket: Bucket) -> bytes:
    return f"{bucket.key}\0{bucket.checksum}".encode()
