"""Who made a bundle, by OpenSSH's own program; the tests are skipped, visibly, where there is none."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.bundle.signing import Signer, sign, signer
from indexer.bundle.unzipping import opened
from indexer.errors import BundleError, ExportError, SigningError
from tests.indexer.bundle.forge import Member, bagged, bundle, payload, publication, sealed
from tests.indexer.bundle.holdings import exported

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="there is no ssh-keygen")


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the keys ann and eve, and a file `trusted` that has Ann's."""
    folder = tmp_path_factory.mktemp("keys")
    for name in ("ann", "eve"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", folder / name], check=True)
    trust(folder / "trusted", folder, "ann@example.org,ann@example.com")
    return folder


def trust(file: Path, keys: Path, names: str, *options: str, key: str = "ann") -> Path:
    """Write a file of trusted keys."""
    said = (keys / f"{key}.pub").read_text().strip()
    file.write_text(" ".join([names, *options, said]) + "\n")
    return file


def signed_by(path: Path, trusted: Path | None = None) -> Signer | None:
    with opened(path) as it:
        return signer(it, trusted)


def signed(path: Path, key: Path, members: list[Member] | None = None) -> Path:
    """Write a bundle signed with a key: over its own tag manifest, or over another one's."""
    bag = bagged(payload())
    return sealed(path, [*(members or bag), Member("signature.sshsig", sign(bag[-1].body, key))])


def test_a_signed_bundle_names_its_key_and_with_trusted_keys_who_that_is(tmp_path: Path, keys: Path) -> None:
    path = exported(tmp_path, key=keys / "ann")
    first = signed_by(path)
    assert first
    assert first.key.startswith("ED25519 SHA256:")
    assert first.name == ""
    assert signed_by(path, keys / "trusted") == replace(first, name="ann@example.org"), "the first of the names"
    assert exported(tmp_path, key=keys / "ann").read_bytes() == path.read_bytes(), "the same key gives the same bytes"


def test_a_bundle_nobody_signed_is_refused_only_where_that_was_asked_for(tmp_path: Path, keys: Path) -> None:
    path = bundle(tmp_path / "b.foi")
    assert signed_by(path) is None
    with pytest.raises(BundleError, match=r"signature\.sshsig: is missing: nobody signed"):
        signed_by(path, keys / "trusted")


def test_a_signature_by_somebody_else_is_not_trusted(tmp_path: Path, keys: Path) -> None:
    path = signed(tmp_path / "b.foi", keys / "eve")
    assert signed_by(path)
    with pytest.raises(BundleError, match=r"signature\.sshsig: is by ED25519 SHA256:\S+, which is not among the keys"):
        signed_by(path, keys / "trusted")


def test_a_signature_of_another_bundle_is_none_of_this_one(tmp_path: Path, keys: Path) -> None:
    other = bagged(payload(publications=[publication(title="Altered")]))
    path = signed(tmp_path / "b.foi", keys / "ann", other)
    for trusted in (None, keys / "trusted"):
        with pytest.raises(BundleError, match=r"signature\.sshsig: is not a signature of this bundle"):
            signed_by(path, trusted)


def test_a_key_that_is_trusted_for_other_things_or_was_in_other_times_is_not(tmp_path: Path, keys: Path) -> None:
    path = signed(tmp_path / "b.foi", keys / "ann")
    for options in ('namespaces="git"', 'valid-before="20200101"'):
        other = trust(tmp_path / "other", keys, "ann@example.org", options)
        with pytest.raises(BundleError, match="which is not among the keys"):
            signed_by(path, other)
    assert signed_by(path, trust(tmp_path / "right", keys, "ann@example.org", 'namespaces="foi-bundle"'))


def test_a_signature_over_the_same_words_for_another_purpose_is_none(tmp_path: Path, keys: Path) -> None:
    bag = bagged(payload())
    done = subprocess.run(
        ["ssh-keygen", "-Y", "sign", "-f", keys / "ann", "-n", "file"],
        input=bag[-1].body,
        capture_output=True,
        check=True,
    )
    path = sealed(tmp_path / "b.foi", [*bag, Member("signature.sshsig", done.stdout)])
    with pytest.raises(BundleError, match="is not a signature of this bundle"):
        signed_by(path, keys / "trusted")


@pytest.mark.parametrize(
    "body", [b"", b"\0" * 50_000, b"-----BEGIN SSH SIGNATURE-----\nAAAA\n", b"x" * 70_000], ids=len
)
def test_what_is_no_signature_is_said_so(tmp_path: Path, body: bytes) -> None:
    path = sealed(tmp_path / "b.foi", [*bagged(payload()), Member("signature.sshsig", body)])
    with pytest.raises(BundleError, match=r"signature\.sshsig: (is not a signature|has over 65,536 bytes)"):
        signed_by(path)


def test_what_cannot_be_signed_leaves_nothing(tmp_path: Path, keys: Path) -> None:
    (tmp_path / "none").write_text("no key\n")
    for key, expected in ((tmp_path / "missing", "there is no key"), (tmp_path / "none", "cannot be signed with")):
        with pytest.raises(ExportError, match=expected):
            exported(tmp_path, key=key)
    assert list(tmp_path.glob("*.foi*")) == []
    assert list(tmp_path.glob(".*.part")) == []


def test_without_ssh_it_is_told_what_is_missing(tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = signed(tmp_path / "b.foi", keys / "ann")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SigningError, match="there is no ssh-keygen: it comes with OpenSSH"):
        signed_by(path)
    with pytest.raises(ExportError, match="there is no ssh-keygen"):
        sign(b"x", keys / "ann")
