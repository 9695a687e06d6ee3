"""Each provision is of the law that its text means; those of other laws, and of no law, are left out."""

import pytest

from tests.indexer.facts.exemptions.asking import said


@pytest.mark.parametrize(
    ("text", "law", "provision"),
    [
        ("Withheld under section 40(2) of the Freedom of Information Act 2000.", "FOIA", "s40(2)"),
        ("Withheld under FOIA s.43(2).", "FOIA", "s43(2)"),
        ("Withheld under section 33(1)(b) of the Freedom of Information (Scotland) Act 2002.", "FOISA", "s33(1)(b)"),
        ("Exempt: s.27(1) FOI(S)A.", "FOISA", "s27(1)"),
        ("Refused under regulation 12(4)(b) of the EIR.", "EIR", "reg12(4)(b)"),
        ("Exception 12(5)(f) EIR was used for letters.", "EIR", "reg12(5)(f)"),
        (
            "Removed under regulation 11(2) of the Environmental Information (Scotland) Regulations 2004.",
            "EISR",
            "reg11(2)",
        ),
        ("Personal data is defined in section 3(2) of the Data Protection Act 2018.", "DPA", "s3(2)"),
        ("It would contravene Article 5(1)(a) of the UK GDPR.", "GDPR", "art5(1)(a)"),
        ("Withheld under section 40(2) of the Act.", "FOIA", "s40(2)"),
        ("Withheld under section 40(2) of the 2000 Act.", "FOIA", "s40(2)"),
        ("Under the Freedom of Information Act 2000, section 43, it is withheld.", "FOIA", "s43"),
        ("The names are withheld, s40(2).", "FOIA", "s40(2)"),
    ],
)
def test_a_law_is_known_by_what_stands_beside_its_provision(text: str, law: str, provision: str) -> None:
    assert [one[:2] for one in said(text)] == [(law, provision)]


def test_a_list_is_of_the_law_that_is_named_after_it() -> None:
    text = (
        "Refused under section 21, section 22 and sections 40 and 43 of the Freedom of Information (Scotland) Act 2002."
    )
    assert {one[0] for one in said(text)} == {"FOISA"}


def test_a_document_under_the_act_of_scotland_means_that_by_a_bare_section() -> None:
    first = "Reply under the Freedom of Information (Scotland) Act 2002."
    assert said(first, "The name is exempt under section 38(1)(b).") == [("FOISA", "s38(1)(b)", True)]
    assert said(first, "Withheld under regulation 10(4)(e) of the EIRs.") == [("EISR", "reg10(4)(e)", True)]


@pytest.mark.parametrize(
    "text",
    [
        "The s106 agreement of 2014 paid for it. Your FOI request is answered.",
        "The s151 officer approved it. No exemptions were used under the Freedom of Information Act.",
        "Landlords served 312 Section 21 notices and 45 section 8 notices. FOI 2018/77.",
        "Section 8 of the report has the method, and section 12 the costs. Released under FOI.",
        "Detained under section 136 of the Mental Health Act 1983. Answered under the Freedom of Information Act.",
        "Under the Housing Act 1988, section 21, a landlord may end it. FOI 332.",
        "The main duty is in section 7 of the Libraries Act 1964. Section 10 of that Act lets him inquire. FOI.",
        "The boiler has a certificate under regulation 12(6) of the Building Regulations 2010. EIR request.",
        "Fees follow regulation 3 of the Freedom of Information and Data Protection (Appropriate Limit and Fees)"
        " Regulations 2004.",
        "Names go under s 47F of the FOI Act 1982 (Cth).",
        "Access is refused under section 37(1) of the Freedom of Information Act 2014.",
        "Withheld under section 9(2)(a) of the Official Information Act 1982.",
        "The Convention in Article 13 has exceptions. Answered under the GDPR and the FOIA.",
        "Delivery has failed. Diagnostic information for administrators: s40 refused, section 14 of the log.",
        "Section 14 is for office use only.",
        "The s40 exempt lane, and the S12(14) bus.",
    ],
)
def test_sections_of_anything_else_are_none(text: str) -> None:
    assert said(text) == []


def test_the_act_is_the_one_that_was_named_pages_before() -> None:
    assert said("The Public Libraries Act 1964 is in force.", "Section 17 of the Act has a duty. FOI reply.") == []


def test_the_act_is_the_one_that_was_called_so() -> None:
    text = (
        "Your request is under the Freedom of Information Act 2000 (the Act). The survey was made for the Health and"
        " Safety at Work etc. Act 1974. It is exempt under section 31(1)(a) of the Act."
    )
    assert said(text) == [("FOIA", "s31(1)(a)", True)]
