"""The table of public bodies, and what is looked up in it."""

from collections import Counter
from datetime import date

import pytest

from indexer.extract.pages import Page
from indexer.facts.bodies.gazetteer import by_id, called, known, nation, official, same, succession
from indexer.facts.bodies.naming import name_key
from indexer.facts.bodies.table import ALWAYS, STILL, Entry, entries
from indexer.facts.bodies.wording import Wording, folded, split

NATIONS = {"", "England", "Scotland", "Wales", "Northern Ireland"}


def test_every_id_is_of_one_body_and_made_of_its_name() -> None:
    assert [one for one, count in Counter(entry.id for entry in entries()).items() if count > 1] == []
    assert all(set(entry.id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for entry in entries())


def test_no_two_bodies_have_one_full_name() -> None:
    assert [one for one, count in Counter(name_key(entry.name) for entry in entries()).items() if count > 1] == []


def test_names_have_no_blanks_around_them_and_none_twice() -> None:
    for entry in entries():
        names = (entry.name, *entry.names, *entry.unsure)
        assert all(name == " ".join(name.split()) != "" for name in names), entry
        assert len(set(names)) == len(names), entry


def test_bodies_end_after_they_began_in_one_of_the_nations() -> None:
    for entry in entries():
        assert entry.first <= entry.last, entry
        assert entry.first == ALWAYS or 1800 < entry.first < 2030, entry
        assert entry.last == STILL or 1990 < entry.last < 2030, entry
        assert entry.nation in NATIONS, entry
        assert entry.kind, entry


def test_successors_are_in_the_table_and_were_there_when_they_took_over() -> None:
    for entry in entries():
        for id_ in entry.successors:
            successor = by_id()[id_]
            assert successor.first <= entry.last + 1 or entry.last == STILL, (entry.id, id_)
            assert successor.last > entry.last or entry.last == STILL, (entry.id, id_)


def test_a_sure_name_that_several_bodies_share_is_of_one_after_the_other() -> None:
    owners: dict[str, set[str]] = {}
    for name, entry, sure in called():
        if sure:
            owners.setdefault(name_key(name), set()).add(entry.id)
    shared = {key: ids for key, ids in owners.items() if len(ids) > 1}
    assert set(shared) == {"foreign office", "dcms"}


def test_every_word_of_a_name_is_one_that_is_looked_at_on_pages() -> None:
    for name, _, _ in called():
        words = [folded(token.word) for token in Wording(Page(1, f"The {name}.")).tokens]
        wanted = [folded(word) for word in split(name)]
        assert words[-len(wanted) :] == wanted, name


@pytest.mark.parametrize(
    ("name", "day", "full"),
    [
        ("FCO", None, "Foreign and Commonwealth Office"),
        ("Foreign Office", date(2014, 3, 1), "Foreign and Commonwealth Office"),
        ("Foreign Office", date(2022, 3, 1), "Foreign, Commonwealth and Development Office"),
        ("Foreign Office", None, "Foreign, Commonwealth and Development Office"),
        ("DCMS", date(2012, 1, 1), "Department for Culture, Media and Sport"),
        ("DCMS", date(2019, 1, 1), "Department for Digital, Culture, Media and Sport"),
        ("Department for Environment Food & Rural Affairs", None, "Department for Environment, Food and Rural Affairs"),
        ("the home office", None, "Home Office"),
        ("Camden Council", None, "London Borough of Camden"),
        ("Kirklees MBC", None, "Kirklees Metropolitan Borough Council"),
        ("Leeds CC", None, "Leeds City Council"),
        ("Heddlu Gwent", None, "Gwent Police"),
        ("Kent Fire & Rescue Authority", None, "Kent Fire and Rescue Service"),
        ("Leeds University", None, "University of Leeds"),
    ],
)
def test_a_body_is_known_by_its_other_names(name: str, day: date | None, full: str) -> None:
    assert official(name, day) == full
    assert same(name, full)


@pytest.mark.parametrize(
    "name", ["", "Ltd", "Larkspur Ltd", "UKSA", "Foreign", "The Council", "\x00", "Home Office Ltd x"]
)
def test_what_is_no_body_or_could_be_two_is_not_known(name: str) -> None:
    assert known(name) is None
    assert official(name) == name


def test_an_acronym_of_two_is_that_of_the_one_there_was() -> None:
    assert official("LSC", date(2012, 1, 1)) == "Legal Services Commission"
    assert official("LSC", date(2005, 1, 1)) == "LSC"


def test_those_that_took_over_are_not_the_same_body() -> None:
    assert not same("FCO", "FCDO")
    assert [entry.name for entry in succession(_known("FCO").id)] == ["Foreign, Commonwealth and Development Office"]


def test_succession_goes_on_to_those_that_took_over_from_these() -> None:
    names = [entry.name for entry in succession(_known("DECC").id)]
    assert names[0] == "Department for Business, Energy and Industrial Strategy"
    assert "Department for Energy Security and Net Zero" in names


def test_a_body_that_got_its_old_name_back_does_not_succeed_itself() -> None:
    assert [entry.name for entry in succession(_known("MHCLG").id)] == [
        "Department for Levelling Up, Housing and Communities"
    ]


def test_succession_of_an_unknown_id_is_an_error() -> None:
    with pytest.raises(KeyError):
        succession("no-such-body")


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("Leeds City Council", "England"),
        ("Police Scotland", "Scotland"),
        ("Cardiff Council", "Wales"),
        ("PSNI", "Northern Ireland"),
        ("Home Office", ""),
        ("Larkspur Ltd", ""),
    ],
)
def test_a_body_is_of_one_nation_or_of_none(name: str, of: str) -> None:
    assert nation(name) == of


def test_the_table_has_all_principal_councils_and_forces_of_today() -> None:
    still = Counter((entry.kind, entry.nation) for entry in entries() if entry.last == STILL)
    assert still["council", "Scotland"] == 32
    assert still["council", "Wales"] == 22
    assert still["council", "Northern Ireland"] == 11
    assert still["council", "England"] == 317
    assert (still["police", "England"], still["police", "Wales"]) == (39, 4)


def _known(name: str) -> Entry:
    found = known(name)
    assert found
    return found
