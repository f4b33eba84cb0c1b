"""Signs a release: a detached signature of SHA256SUMS, and so of every file, with the key that publication.toml names.

The signature is made after the release and is no part of what a rebuild must equal: only the maintainer has the key. Programs that are not
installed and keys that do not open are problems, not crashes; what the program says is passed on.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from bwise_publish.problems import Place, Problem, Refusal, listed
from bwise_publish.publication import Publication
from bwise_publish.settings import FILE

SUMS = "SHA256SUMS"
# The name under which ssh signs, so that a signature for another purpose cannot stand for one of a release.
NAMESPACE = "bwise-publish-release"
SIGNATURES = {"minisign": f"{SUMS}.minisig", "ssh": f"{SUMS}.sig"}


def sign(publication: Publication) -> Path:
    """Signs dist/<version>/SHA256SUMS and returns the signature's file. Raises Refusal when nothing can be signed."""
    signature = publication.signature
    if signature is None:
        raise _refusal(FILE, "signature-missing", "publication.toml names no key to sign with.", "Add the setting signature.")
    release = publication.root / "dist" / publication.version
    sums, target = release / SUMS, release / SIGNATURES[signature.tool]
    if not sums.is_file():
        raise _refusal(f"dist/{publication.version}", "release-missing", "There is no release to sign.", "Run: ./nox -s release")
    target.unlink(missing_ok=True)
    command = signing_command(signature.tool, Path(signature.key).expanduser(), sums, publication)
    try:
        run = subprocess.run(command, check=False, stderr=subprocess.PIPE, encoding="utf-8", errors="replace")
    except OSError as error:
        raise _refusal(command[0], "signature-failed", f"{command[0]} cannot be run: {error.strerror}.", "Install it.") from None
    if run.returncode or not target.is_file():
        said = listed(run.stderr.split("\n")[-3:]).strip(", ") or "it said nothing"
        raise _refusal(command[0], "signature-failed", f"{command[0]} made no signature: {said}.", "Mend what the message names.")
    return target


def signing_command(tool: str, key: Path, sums: Path, publication: Publication) -> list[str]:
    """The command that signs `sums` with the secret key in the file `key`; it may ask for the password of the key."""
    if tool == "ssh":
        return ["ssh-keygen", "-Y", "sign", "-f", str(key), "-n", NAMESPACE, str(sums)]
    comment = f"{publication.name} {publication.version} {publication.date.isoformat()}"
    return ["minisign", "-S", "-s", str(key), "-m", str(sums), "-t", comment]


def _refusal(file: str, code: str, message: str, mend: str) -> Refusal:
    return Refusal([Problem(Place(file=file), code, message, mend)])
