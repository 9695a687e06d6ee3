"""A provision is applied if this answer withholds by it, and only then."""

import pytest

from tests.indexer.facts.exemptions.asking import found, said


@pytest.mark.parametrize(
    "text",
    [
        "We have withheld the names under section 40(2) of the FOIA.",
        "Your request is refused under section 12 of the FOIA.",
        "Section 43(2) of the FOIA is engaged.",
        "By virtue of section 23(5) of the FOIA we neither confirm nor deny that we hold it.",
        "The names have been removed (section 40(2) FOIA).",
        "We cannot provide this. Section 31(1)(a) FOIA.",
        "FOI reply. The following exemptions apply:\n• section 42(1) - legal advice",
        "FOI log\nBriefing | Withheld | s35(1)(a)",
        "FOI log\nLetter | Released in part | s40(2)",
        "[Redacted - Section 43 FOIA]",
        "Section 24(1) of the FOIA is a qualified exemption which has been engaged in this case.",
        "I uphold the original decision to withhold it under section 36(2)(c) of the FOIA.",
        "It is not given, as that might harm others: it is withheld under section 38(1)(a) of the FOIA.",
        "We withheld it under section 24(1) of the FOIA. If you disagree, write to us.",
    ],
)
def test_what_an_answer_withholds_by_is_applied(text: str) -> None:
    assert [one[2] for one in said(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Section 1(1) of the FOIA gives a right to information, which is refused here.",
        "This letter is a refusal notice under section 17(1) of the FOIA.",
        "You may appeal to the Commissioner under section 50 of the FOIA against this refusal.",
        "Section 43(2) of the FOIA provides that information is exempt if its disclosure would prejudice anyone.",
        "Section 40 of the FOIA is an absolute exemption.",
        "You argue that section 43 of the FOIA has been wrongly applied.",
        "I do not accept that section 40(2) of the FOIA applies.",
        "> Section 12 of the FOIA applies, you said.",
        "We considered section 43(2) of the FOIA but concluded that it is not engaged.",
        "We no longer rely on section 43(2) of the FOIA.",
        "Your earlier request was refused under section 14(1) of the FOIA.",
        "If we have refused your request under section 12 of the FOIA, you may ask for a review.",
        "Exemptions such as section 31 of the FOIA may be applied.",
        "In decision notice FS50912345 the Commissioner found section 43(2) of the FOIA wrongly applied.",
        "Section 35(1)(a) of the FOIA is engaged, but the public interest favours disclosure and it is enclosed.",
        "No exemptions under sections 21 to 44 of the FOIA were claimed.",
        "Staff must ask the Chief Executive before section 36 of the FOIA is applied.",
        "The exemption most often applied was section 40 of the FOIA (212 times).",
        "We refuse, as Article 6(1)(f) of the GDPR is not met.",
        "Under regulation 12(2) of the EIR we presume in favour of disclosure and refuse only exceptionally.",
    ],
)
def test_what_is_only_spoken_of_is_not_applied(text: str) -> None:
    verdicts = [one[2] for one in said(text)]
    assert verdicts
    assert not any(verdicts)


def test_one_sentence_may_apply_one_provision_and_reject_another() -> None:
    text = "Although section 43(2) FOIA was cited at first, the rates are withheld only under section 41(1) FOIA."
    assert said(text) == [("FOIA", "s43(2)", False), ("FOIA", "s41(1)", True)]


def test_in_the_commissioners_decision_nothing_is_applied() -> None:
    text = "The complainant asked for e-mails. The Council withheld them under section 36(2)(c) of FOIA."
    assert said(f"{text} The Commissioner's decision is that it was right.") == [("FOIA", "s36(2)(c)", False)]
    assert said(text.replace("The complainant", "You")) == [("FOIA", "s36(2)(c)", True)]


def test_on_a_page_of_nothing_else_later_ones_are_only_mentioned() -> None:
    verdicts = [one[2] for one in said("Withheld under section 40(2) FOIA. " * 400)]
    assert (sum(verdicts), len(verdicts)) == (300, 400)


def test_the_words_that_tell_are_evidence() -> None:
    (one,) = found("Some names were\nredacted under section 40(2) of the FOIA.")
    assert (one.words.text, one.why and one.why.text) == ("section 40(2)", "redacted under section 40(2) of the FOIA")


def test_each_number_of_a_list_has_its_own_words() -> None:
    every = found("first page", "Withheld under sections 21, 22 and 40(2) FOIA.")
    assert [one.words.text for one in every] == ["sections 21", "22", "40(2)"]
    assert {one.words.page for one in every} == {2}


@pytest.mark.parametrize(
    ("text", "applied"),
    [
        ("You ask how we used s41 FOIA. The bid was given in confidence, and so it stays withheld.", True),
        ("You ask how we used s41 FOIA. A leaflet is attached.", False),
        ("The owner objected, citing s43 FOIA; we were not persuaded, and the price is enclosed.", False),
        ("The owner objected, citing s43 FOIA. We agree, and the price is withheld.", True),
        ("The Trust says that section 43 FOIA applies to the prices. The contract itself is enclosed.", True),
        ("The firm cited section 43 FOIA for its prices. The rest of the bid is enclosed.", True),
        ("At the time of your request s22 FOIA applied. The report has since come out and is enclosed.", False),
        ("At the time of your request s22 FOIA applied. The report is due in May.", True),
        ("Section 40(2) FOIA was applied to the names; the rest of the log is attached.", True),
        ("Where s43 FOIA is relied upon a public authority must show harm.", False),
        ("Section 43 FOIA concerns prices. No exemption has been applied to your request.", False),
        ("The Minister has signed a certificate under section 23(2) FOIA.", False),
    ],
)
def test_what_follows_tells_whether_what_was_claimed_or_asked_about_is_applied(text: str, applied: bool) -> None:
    (one,) = said(text)
    assert one[2] is applied
