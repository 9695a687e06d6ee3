"""`foi verify BUNDLE` and `foi export --sign`, as a person meets them."""

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.places import Places
from search_cli.main import foi, told
from search_cli.terminal import line
from tests.indexer.bundle.forge import BODY, DIGEST, bagged, bundle, changed, page, payload, publication, sealed
from tests.indexer.bundle.holdings import fill
from tests.search_cli.conftest import Ran


def run(data: Path, *words: str | Path) -> Ran:
    """Run foi in this process, to its last line and status."""
    ran = CliRunner().invoke(foi, ["--data", str(data), *map(str, words)], standalone_mode=False)
    if ran.exception:
        message, status = told(ran.exception)
        return Ran(ran.stdout, f"{ran.stderr}foi: {line(message)}\n", status)
    return Ran(ran.stdout, ran.stderr, ran.return_value if isinstance(ran.return_value, int) else 0)


def filled(folder: Path) -> Path:
    """Return a data folder with a small collection."""
    fill(Places(folder / "data"))
    return folder / "data"


def test_a_whole_bundle_is_told_in_one_line_and_needs_no_data_folder(tmp_path: Path) -> None:
    ran = run(tmp_path / "none", "verify", bundle(tmp_path / "b.foi", files={DIGEST: BODY}), "--read-data")
    assert (ran.stdout, ran.status) == ("", 0)
    assert ran.stderr.startswith(
        f"{tmp_path}/b.foi is whole: 1 publications, 1 documents, 1 captures, 1 texts, 1 pages"
    )
    assert not (tmp_path / "none").exists()


def test_damage_is_listed_with_the_members_and_the_status_is_4(tmp_path: Path) -> None:
    path = bundle(tmp_path / "b.foi")
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b"data/captures.jsonl") + 50])
    ran = run(tmp_path, "verify", path)
    assert (ran.status, ran.stderr) == (4, "")
    assert ran.stdout.splitlines() == [
        f"{path}: is no bundle, or was cut short or changed: its seal is not where it ends",
        f"{path}: data/captures.jsonl: is cut short",
    ]


def test_what_is_wrong_with_originals_is_found_when_they_are_read(tmp_path: Path) -> None:
    name = f"data/files/{DIGEST[:2]}/{DIGEST}"
    path = sealed(tmp_path / "b.foi", changed(bagged(payload(files={DIGEST: BODY})), name, body=BODY[::-1]))
    assert run(tmp_path, "verify", path).status == 0, "it is whole, as it was written: by somebody who is not honest"
    ran = run(tmp_path, "verify", path, "--read-data")
    assert (ran.stdout, ran.status) == (f"{path}: {name}: is not what manifest-sha256.txt says\n", 4)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["none.foi"], "none.foi cannot be read: No such file or directory"),
        (["b.foi", "--max-size", "1k"], "claims to unpack to"),
        (["b.foi", "--max-size", "big"], "is not a size: write it as 500M or 2G"),
        (["--read-data"], "--read-data, --trusted and --max-size are for a BUNDLE"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_was_not_checked_is_no_damage(tmp_path: Path, words: list[str], expected: str) -> None:
    bundle(tmp_path / "b.foi")
    ran = run(tmp_path / "data", "verify", *(str(tmp_path / one) if one.endswith(".foi") else one for one in words))
    assert (ran.stdout, ran.status) == ("", 2)
    assert expected in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_text_of_a_hostile_bundle_does_not_reach_the_terminal_as_it_is(tmp_path: Path) -> None:
    path = bundle(tmp_path / "b.foi", publications=[publication(kind="\x1b]0;evil\a")], pages=[page(label="\x9b2J")])
    ran = run(tmp_path, "verify", path)
    assert ran.status == 4
    assert all(character.isprintable() or character == "\n" for character in ran.stdout + ran.stderr)


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="there is no ssh-keygen")
def test_a_signed_export_is_verified_against_the_keys_one_trusts(tmp_path: Path) -> None:
    data = filled(tmp_path)
    key, path = tmp_path / "key", tmp_path / "signed.foi"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key], check=True)
    trusted = tmp_path / "trusted"
    trusted.write_text(f"press@example.org {key.with_suffix('.pub').read_text()}")
    assert run(data, "export", path, "--sign", key).status == 0
    assert "signed by press@example.org, ED25519 SHA256:" in run(data, "verify", path, "--trusted", trusted).stderr
    assert "--trusted KEYS says whether you know who that is" in run(data, "verify", path).stderr
    trusted.write_text("")
    ran = run(data, "verify", path, "--trusted", trusted)
    assert ran.status == 4
    assert "signature.sshsig: is by ED25519 SHA256:" in ran.stdout


def test_only_bundles_are_signed(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("x")
    ran = run(filled(tmp_path), "export", tmp_path / "all.jsonl", "--sign", tmp_path / "key")
    assert ran.status == 2
    assert ".jsonl has no room for a signature: --sign is for .foi" in ran.stderr
    assert not (tmp_path / "all.jsonl").exists()
