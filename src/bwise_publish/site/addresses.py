"""Where a link leads: to a file of the site, to another host, or nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_IGNORED = {ord(char): None for char in "\t\n\r"}
_SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*):")


@dataclass(frozen=True, slots=True)
class Target:
    """What a link names inside the site. `path` is relative to the top of the site, and `""` or ends in a slash for a folder."""

    path: str
    fragment: str

    @property
    def file(self) -> str:
        """The file that a plain web server sends for this address."""
        return self.path + "index.html" if self.path == "" or self.path.endswith("/") else self.path


def scheme_of(url: str) -> str:
    """The scheme of an address in small letters, as a browser sees it (it ignores tabs, line ends and leading control characters)."""
    match = _SCHEME.match(url.translate(_IGNORED))
    return match[1].lower() if match else ""


def is_elsewhere(url: str, base_url: str) -> bool:
    """Whether the address names another host than the site's own."""
    cleaned = url.strip()
    if base_url and (cleaned + "/").startswith(base_url):
        return False
    return scheme_of(url) != "" or cleaned.startswith(("//", "\\\\", "/\\", "\\/"))


def resolve(folder: str, url: str, base_url: str, self_address: str = "") -> Target | None:
    """The target of a link on a page in `folder`, or None when it lies outside the site.

    An address that starts with a slash counts from the host; it lies in the site when it starts with the path of
    `base_url`. `self_address` is the path that an empty address or a bare fragment means.
    """
    url = url.strip()
    base_path = urlsplit(base_url).path if base_url else ""
    if base_url and url.startswith(base_url):
        url = base_path + url[len(base_url) :]
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return None
    path, fragment = unquote(parts.path), unquote(parts.fragment)
    if not path:
        return Target(self_address, fragment)
    if path.startswith("/"):
        if not base_path or not path.startswith(base_path):
            return None
        path, folder = path[len(base_path) :], ""
    steps = _walked(folder, path)
    if steps is None:
        return None
    is_folder = path == "" or path.endswith(("/", "/.", "/..")) or path in (".", "..")
    return Target("/".join(steps) + "/" if is_folder and steps else "/".join(steps), fragment)


def _walked(folder: str, path: str) -> list[str] | None:
    """The folders and the name that a path leads through from `folder`; None when it climbs above the top on its way."""
    steps = [part for part in folder.split("/") if part]
    for part in path.split("/"):
        if part == "..":
            if not steps:
                return None
            steps.pop()
        elif part not in ("", "."):
            steps.append(part)
    return steps
