"""Who made a bundle: a signature over the bag's tag manifest, made and checked by OpenSSH's own `ssh-keygen`.

The tag manifest has the digest of the manifest, which has that of every file: whoever signed it signed them all.
Source of the format: OpenSSH's PROTOCOL.sshsig; of the file of keys: ALLOWED SIGNERS in ssh-keygen(1).
"""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from indexer.bundle.layout import SIGNATURE, TAG_MANIFEST
from indexer.bundle.unzipping import Bundle
from indexer.errors import BundleError, ExportError, SigningError
from indexer.extract.wire import readable

NAMESPACE = "foi-bundle"
"""What is signed, so that no signature over anything else is one of a bundle."""

_PROGRAM = "ssh-keygen"
_NO_PROGRAM = f"there is no {_PROGRAM}: it comes with OpenSSH, from 8.2 on"
_LARGEST, _LARGEST_TAGS = 1 << 16, 1 << 20
_SECONDS = 60.0
_KEY = re.compile(r"with (\S+) key (SHA256:\S+)")
_MARK = b"-----BEGIN SSH SIGNATURE-----"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: the key as ssh prints it, and the name the trusted keys have for it; "" if none were asked."""

    key: str
    name: str = ""


def check_program() -> None:
    """Raise SigningError if there is nothing to sign with."""
    if which(_PROGRAM) is None:
        raise SigningError(_NO_PROGRAM)


def sign(message: bytes, key: Path) -> bytes:
    """Sign with a private key, or a public one of which the private one is in the agent. Raises ExportError.

    A passphrase is asked for on the terminal, by ssh-keygen itself.
    """
    if not key.is_file():
        raise ExportError(f"there is no key {key}; make one with `ssh-keygen -t ed25519 -f {key}`")
    with TemporaryDirectory(prefix="foi-sign-") as folder:
        tags = Path(folder) / "tags"
        tags.write_bytes(message)
        try:
            # From a file: what reads the message from its stdin would have to ask for a passphrase there too.
            ran = _run("sign", "-f", str(key.absolute()), "-n", NAMESPACE, str(tags), seconds=None)
            signature = tags.with_name("tags.sig").read_bytes() if ran.returncode == 0 else b""
        except (SigningError, OSError) as error:
            raise ExportError(f"cannot be signed: {error}") from error
    if not signature.startswith(_MARK):
        raise ExportError(f"cannot be signed with {key}: {_said(ran)}")
    return signature


def signer(bundle: Bundle, trusted: Path | None = None) -> Signer | None:
    """Return who signed a bundle; None if nobody did, and no trusted keys are given.

    Raises BundleError if the signature is not good, or not by one of the trusted keys; SigningError if that cannot be
    told.
    """
    if trusted and not trusted.is_file():
        raise SigningError(f"there is no file of keys {trusted}")
    if not bundle.has(SIGNATURE):
        if trusted:
            raise BundleError(f"{SIGNATURE}: is missing: nobody signed this bundle")
        return None
    signature, tags = bundle.small(SIGNATURE, _LARGEST), bundle.small(TAG_MANIFEST, _LARGEST_TAGS)
    with TemporaryDirectory(prefix="foi-verify-") as folder:
        file = Path(folder) / "signature"
        file.write_bytes(signature)
        given = ("-n", NAMESPACE, "-s", str(file))
        ran = _run("check-novalidate", *given, message=tags)
        match = _KEY.search(ran.stdout.decode("utf-8", "replace"))
        if ran.returncode != 0 or not match:
            raise BundleError(f"{SIGNATURE}: is not a signature of this bundle ({_said(ran)})")
        found = Signer(f"{match[1]} {match[2]}")
        return _known(found, trusted, given, tags) if trusted else found


def _known(found: Signer, trusted: Path, given: tuple[str, ...], tags: bytes) -> Signer:
    """Return the signer with the name that the trusted keys have for it. Raises BundleError."""
    keys = ("-f", str(trusted.absolute()))
    names = _run("find-principals", *keys, "-s", given[-1])
    for name in names.stdout.decode("utf-8", "replace").splitlines():
        # A key may have several names, with other namespaces or times.
        if name and _run("verify", *keys, "-I", name, *given, message=tags).returncode == 0:
            return Signer(found.key, readable(name))
    raise BundleError(f"{SIGNATURE}: is by {found.key}, which is not among the keys of {trusted}, or not for bundles")


def _run(
    what: str, *given: str, message: bytes = b"", seconds: float | None = _SECONDS
) -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(  # noqa: S603  # no shell, and nothing from a bundle among the words
            [_PROGRAM, "-Y", what, *given], input=message, capture_output=True, timeout=seconds, check=False
        )
    except FileNotFoundError as error:
        raise SigningError(_NO_PROGRAM) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SigningError(f"{_PROGRAM} did not answer: {error}") from error


def _said(ran: "subprocess.CompletedProcess[bytes]") -> str:
    lines = (ran.stderr or ran.stdout).decode("utf-8", "replace").strip().splitlines()
    return readable(lines[-1]) if lines else f"{_PROGRAM} ended with {ran.returncode}"
