"""People are named only where a public role is said of them."""

import pytest

from indexer.extract.pages import Page
from indexer.facts.bodies.finding import bodies


def people(text: str) -> list[str]:
    return [body.name for body in bodies([Page(1, text)]) if body.kind == "person"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Martin Dowswell, Deputy Director of Digital at the Cabinet Office, said", "Martin Dowswell"),
        ("The Home Secretary, Marian Oldcastle, asked", "Marian Oldcastle"),
        ("Councillor Owen Trask replied", "Owen Trask"),
        ("Chief Constable Helena Strand of Borsetshire Police", "Helena Strand"),
        ("the former Permanent Secretary, Sir Alastair Penhale, left", "Alastair Penhale"),
        ("Ruth Adeyemi-Clarke MP asked", "Ruth Adeyemi-Clarke"),
        ("Members: Anthony Gell (Chair) and officers", "Anthony Gell"),
        ("Lord Averill, a minister at the Department for Education, spoke", "Averill"),
        ("Minister for Immigration Robert Quayle told them", "Robert Quayle"),
        ("Yours\nFiona McAllister\nChief Executive\nNHS Tayside", "Fiona McAllister"),
        ("Niamh Corrigan, Medical Director, wrote", "Niamh Corrigan"),
    ],
)
def test_who_has_a_public_role_is_named(text: str, name: str) -> None:
    assert people(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "A resident, Mr Alan Carver of Hoylake, objected.",
        "Yours sincerely\nJane Peel\nInformation Officer\nBorsetshire Council",
        "Jane Peel, Finance Assistant, wrote.",
        "The applicant, Mr D Holt, replied. Kind regards, Susan Holt",
        "Colin Marsh, Managing Director of Oak Print Ltd, wrote.",
        "Property Services, Director of Finance",
        "Parliamentary and Health Service Ombudsman, Millbank Tower, London",
        "Technical Assistance | Deputy Mayor",
    ],
)
def test_who_has_none_is_not(text: str) -> None:
    assert people(text) == []
