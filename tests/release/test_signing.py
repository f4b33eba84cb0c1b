"""A release is signed with real keys of ssh and minisign, and the signature holds only for the sums that were signed."""

from __future__ import annotations

import dataclasses
import subprocess

import pytest

from bwise_publish.problems import Refusal
from bwise_publish.publication import Signature, read_publication
from bwise_publish.release.placing import write_files
from bwise_publish.release.rebuild import compare
from bwise_publish.release.signing import NAMESPACE, sign, signing_command
from tests.making import publication


@pytest.fixture
def released(tmp_path):
    """A publication with a release of one file, and a key without a password."""
    write_files(tmp_path / "dist" / "1.2.0", {"SHA256SUMS": b"0  a\n"})
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", str(key)], check=True)
    return dataclasses.replace(read_publication(publication(tmp_path, ["a"])), signature=Signature("ssh", str(key)))


def verified(root, signature):
    signers = root / "signers"
    signers.write_text(f"maintainer {(root / 'key.pub').read_text(encoding='utf-8')}", encoding="utf-8")
    command = ["ssh-keygen", "-Y", "verify", "-f", str(signers), "-I", "maintainer", "-n", NAMESPACE, "-s", str(signature)]
    sums = (root / "dist" / "1.2.0" / "SHA256SUMS").read_bytes()
    return subprocess.run(command, input=sums, capture_output=True, check=False).returncode == 0


def test_the_signature_holds_for_the_sums_and_for_nothing_else(released):
    signature = sign(released)
    assert signature.name == "SHA256SUMS.sig"
    assert verified(released.root, signature)
    (released.root / "dist" / "1.2.0" / "SHA256SUMS").write_bytes(b"1  a\n")
    assert not verified(released.root, signature)


def test_a_signature_is_no_difference_to_a_rebuild(released, tmp_path):
    sign(released)
    write_files(tmp_path / "rebuilt", {"SHA256SUMS": b"0  a\n"})
    assert compare(tmp_path / "dist" / "1.2.0", tmp_path / "rebuilt") == []


def test_what_cannot_be_signed_is_a_problem(released):
    for changed, code in (
        (dataclasses.replace(released, signature=None), "signature-missing"),
        (dataclasses.replace(released, version="9.0.0"), "release-missing"),
        (dataclasses.replace(released, signature=Signature("ssh", "no-such-key")), "signature-failed"),
    ):
        with pytest.raises(Refusal) as caught:
            sign(changed)
        assert [problem.code for problem in caught.value.problems] == [code]


@pytest.mark.parametrize("program", ["minisign"], indirect=True)
def test_a_signature_of_minisign_holds_for_the_sums_and_for_nothing_else(program, released, tmp_path):
    """With the commands of docs/verify.md."""
    public, secret, sums = tmp_path / "mini.pub", tmp_path / "mini.key", tmp_path / "dist" / "1.2.0" / "SHA256SUMS"
    subprocess.run(["minisign", "-G", "-W", "-p", str(public), "-s", str(secret)], check=True, capture_output=True)
    signature = sign(dataclasses.replace(released, signature=Signature("minisign", str(secret))))
    assert signature.name == "SHA256SUMS.minisig"

    def holds():
        command = ["minisign", "-V", "-p", str(public), "-m", "SHA256SUMS"]
        return subprocess.run(command, cwd=sums.parent, capture_output=True, encoding="utf-8", check=False)

    assert holds().returncode == 0
    assert "small 1.2.0 2024-05-06" in holds().stdout
    sums.write_bytes(b"1  a\n")
    assert holds().returncode != 0


def test_minisign_is_called_with_a_comment_that_names_the_release(released, tmp_path):
    command = signing_command("minisign", tmp_path / "key", tmp_path / "SHA256SUMS", released)
    assert command[:4] == ["minisign", "-S", "-s", str(tmp_path / "key")]
    assert command[-1] == "small 1.2.0 2024-05-06"
