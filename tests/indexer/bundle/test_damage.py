"""Whatever is changed in a bundle, by a bit that flipped or by somebody with a zip program, is noticed and named.

FOI_HARMS says how many bytes are changed, one at a time, and as many cuts are tried; `make campaign` asks for 10,000.
"""

import os
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from indexer.bundle.checking import problems
from indexer.bundle.diagnosing import findings
from indexer.bundle.limits import Limits
from indexer.bundle.unzipping import opened
from indexer.errors import BundleError
from tests.indexer.bundle.forge import Member, sealed
from tests.indexer.bundle.holdings import exported

HARMS = int(os.environ.get("FOI_HARMS", "300"))
SEED = int(os.environ.get("FOI_SEED", "20260801"))


@dataclass(frozen=True, slots=True)
class Whole:
    """A bundle with nothing wrong: its bytes, its members, and which bytes are whose: in its body, and in its list."""

    body: bytes
    members: tuple[Member, ...]
    begins: tuple[tuple[int, str], ...]
    list_begins: int
    end_begins: int

    def at(self, place: int) -> str:
        """Return whose byte that is; "" if it is of the end of the file, which says where the list is, and the seal."""
        if place >= self.end_begins:
            return ""
        return next(name for begins, name in reversed(self.begins) if begins <= place)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    path = exported(tmp_path_factory.mktemp("whole"))
    assert said(path) == [], "nothing is wrong with it"
    with zipfile.ZipFile(path) as file:
        entries = file.infolist()
        members = tuple(
            Member(one.filename.removeprefix("foi-bundle/"), file.read(one), one.compress_type != 0) for one in entries
        )
        begins = [(one.header_offset, one.filename.removeprefix("foi-bundle/")) for one in entries]
        at = list_begins = file.start_dir
    for one in entries:
        begins.append((at, one.filename.removeprefix("foi-bundle/")))
        at += 46 + len(one.filename) + 36
    return Whole(path.read_bytes(), members, tuple(begins), list_begins, at)


def said(path: Path) -> list[str]:
    """Return what `foi verify` says of a file."""
    try:
        with opened(path) as it:
            return list(problems(it, read_data=True))
    except BundleError as error:
        return [str(error), *findings(path, Limits())]


def test_any_byte_that_is_changed_is_noticed_and_its_member_named(whole: Whole, tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311  # chance that repeats itself
    path = tmp_path / "changed.foi"
    for _ in range(HARMS):
        at, other = chance.randrange(len(whole.body)), chance.randrange(1, 256)
        path.write_bytes(whole.body[:at] + bytes([whole.body[at] ^ other]) + whole.body[at + 1 :])
        found = said(path)
        assert found, f"byte {at:,} changed by {other}"
        assert whole.at(at) in "\n".join(found), f"byte {at:,} changed by {other}: {found}"


def test_wherever_it_is_cut_it_is_noticed_and_the_member_named(whole: Whole, tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311  # chance that repeats itself
    path = tmp_path / "cut.foi"
    for _ in range(HARMS // 3):
        at = chance.randrange(len(whole.body))
        path.write_bytes(whole.body[:at])
        found = said(path)
        assert found, f"cut at {at:,}"
        begins = {name: place for place, name in reversed(whole.begins)}
        if at < whole.list_begins and at - begins[whole.at(at)] > 150:  # behind its name
            assert f"{whole.at(at)}: is cut short" in found, f"cut at {at:,}"


def removed(members: list[Member], at: int) -> list[Member] | None:
    return [*members[:at], *members[at + 1 :]]


def added(members: list[Member], at: int) -> list[Member] | None:
    return [*members[:at], Member(f"{members[at].name}-more", b"more"), *members[at:]]


def renamed(members: list[Member], at: int) -> list[Member] | None:
    return [*members[:at], replace(members[at], name=f"{members[at].name}2"), *members[at + 1 :]]


def swapped(members: list[Member], at: int) -> list[Member] | None:
    """Swap its bytes with those of the one before."""
    one, other = members[at - 1], members[at]
    if one.body == other.body:
        return None
    return [
        replace(member, body={at: one, at - 1 if at else len(members) - 1: other}.get(place, member).body)
        for place, member in enumerate(members)
    ]


def truncated(members: list[Member], at: int) -> list[Member] | None:
    body = members[at].body[:-1]
    return [*members[:at], replace(members[at], body=body), *members[at + 1 :]] if members[at].body else None


def by_a_zip_program(path: Path, members: list[Member]) -> None:
    """Write the members as any program does, with what was the seal."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for one in members:
            file.writestr(f"foi-bundle/{one.name}", one.body)
        file.comment = b"foi-bundle 2 sha256:" + b"0" * 64


def by_an_attacker(path: Path, members: list[Member]) -> None:
    """Write them with the digests and the seal that fit, but for the manifests."""
    sealed(path, members)


HARM = (removed, added, renamed, swapped, truncated)


@pytest.mark.parametrize("write", [by_a_zip_program, by_an_attacker])
@pytest.mark.parametrize("harm", HARM)
def test_a_member_that_is_harmed_is_named(
    whole: Whole,
    tmp_path: Path,
    harm: Callable[[list[Member], int], list[Member] | None],
    write: Callable[[Path, list[Member]], None],
) -> None:
    names = [str(one.name) for one in whole.members]
    for at, name in enumerate(names):
        members = harm(list(whole.members), at)
        if members is None:
            continue
        write(tmp_path / "harmed.foi", members)
        found = "\n".join(said(tmp_path / "harmed.foi"))
        one_of = {added: {f"{name}-more"}, swapped: {name, names[at - 1]}}.get(harm, {name})
        assert any(expected in found for expected in one_of), f"{harm.__name__} {name}: {found}"


def test_members_that_change_places_in_the_file_are_noticed(whole: Whole, tmp_path: Path) -> None:
    places = [place for place, _ in whole.begins][: len(whole.members)]
    for first, second, third in _triples([*places, whole.list_begins]):
        body = whole.body[:first] + whole.body[second:third] + whole.body[first:second] + whole.body[third:]
        (tmp_path / "moved.foi").write_bytes(body)
        assert whole.at(first) in "\n".join(said(tmp_path / "moved.foi"))


def _triples(places: list[int]) -> Iterator[tuple[int, int, int]]:
    return zip(places, places[1:], places[2:], strict=False)
