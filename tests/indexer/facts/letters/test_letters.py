"""Letters: what is said of the days, the outcome, the delay and the references. The letters are ours."""

from collections.abc import Sequence
from datetime import date

import pytest

from indexer.extract.pages import Page
from indexer.facts.letters.finding import letters
from indexer.facts.records import Dated, Fact, Lag, Named, Outcome
from indexer.facts.text import About, Text

HEAD = "Department of Lanterns\nOur ref: FOI2014/0812\n30 September 2014\n\nDear Requester,\n\n"
ASKED = "Thank you for your request of 3 September 2014 under the Freedom of Information Act 2000.\n\n"


def found(*texts: str, labels: Sequence[str] = (), about: About | None = None) -> list[Fact]:
    named = labels or [""] * len(texts)
    pages = [Page(number, text, label) for number, (text, label) in enumerate(zip(texts, named, strict=True), 1)]
    facts = list(letters(Text(pages, about)))
    for fact in facts:
        assert fact.words.text
        assert texts[fact.words.page - 1][fact.words.start : fact.words.end] == fact.words.text
    return facts


def days(facts: list[Fact]) -> list[tuple[str, str]]:
    return [(fact.role, fact.words.text) for fact in facts if isinstance(fact, Dated)]


def outcome(facts: list[Fact]) -> str | None:
    return next((fact.value for fact in facts if isinstance(fact, Outcome)), None)


def delay(facts: list[Fact]) -> Lag | None:
    return next((fact for fact in facts if isinstance(fact, Lag)), None)


def keys(facts: list[Fact]) -> list[str]:
    return [fact.key for fact in facts if isinstance(fact, Named)]


def test_a_letter_tells_when_it_was_asked_and_answered_and_how_long_that_took() -> None:
    facts = found(f"{HEAD}{ASKED}Please find the information attached.")
    assert days(facts) == [("answered", "30 September 2014"), ("received", "3 September 2014")]
    assert (outcome(facts), keys(facts)) == ("granted", ["2014/812"])
    lag = delay(facts)
    assert lag
    assert (lag.days, lag.law, lag.limit, lag.words.text) == (19, "FOIA", 20, "30 September 2014")
    assert lag.since.text == "3 September 2014"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("The information you requested is attached.", "granted"),
        ("The lanterns cost £412.", "granted"),
        ("We considered section 43 but it is not engaged. The contract is attached.", "granted"),
        ("Some of the information is exempt under section 40(2). The rest is attached.", "part-granted"),
        ("We enclose six emails. Names have been redacted.", "part-granted"),
        ("1. How many lanterns? 412\n2. Where are they?\nThis is exempt under section 31(1)(a).", "part-granted"),
        ("We are withholding the report under section 35(1)(a).", "refused"),
        ("The contract is exempt from disclosure: section 43(2) applies.", "refused"),
        ("The Department does not hold the information you requested.", "not held"),
        ("Having searched, we hold no information on lanterns.", "not held"),
        ("To answer would exceed the appropriate limit of £600.", "cost limit"),
        ("It would take over 300 hours of work. Section 12 applies.", "cost limit"),
        ("We refuse your request as vexatious under section 14(1).", "vexatious"),
        ("We have decided that your request is not vexatious. The list is attached.", "granted"),
        ("Please could you clarify which lanterns you mean? We cannot proceed until we hear.", "clarification"),
        ("Your request has been transferred to the Department of Ropes, who will reply directly.", "transferred"),
        ("We need a further 20 working days to consider the public interest.", "extended"),
        ("We neither confirm nor deny that we hold the information: section 24(2).", "neither confirmed nor denied"),
        ("We will respond within 20 working days.", None),
        ("We have treated your request as withdrawn and closed our file.", None),
        ("If you are dissatisfied you may ask for a review. A request can be refused under section 14.", "granted"),
    ],
)
def test_the_outcome_is_what_the_letter_decides(said: str, value: str | None) -> None:
    assert outcome(found(f"{HEAD}{ASKED}{said}")) == value


@pytest.mark.parametrize(
    ("said", "role", "printed"),
    [
        ("which we received on 4 September 2014.", "received", "4 September 2014"),
        ("Date received: 4 September 2014", "received", "4 September 2014"),
        ("Date received\n04/09/2014", "received", "04/09/2014"),
        ("You gave us that clarification on 9 September 2014.", "clarified", "9 September 2014"),
        ("You should have had a reply by 1 October 2014.", "due", "1 October 2014"),
        ("Published: 20 October 2014", "published", "20 October 2014"),
        ("Date of response: 1 October 2014", "answered", "1 October 2014"),
    ],
)
def test_words_beside_a_day_say_its_part(said: str, role: str, printed: str) -> None:
    facts = found(f"{HEAD}{ASKED}The list is attached.\n\n{said}")
    assert (role, printed) in days(facts)


def test_the_day_of_receipt_goes_before_that_of_the_request() -> None:
    facts = found(
        f"{HEAD}Thank you for your request dated 1 September 2014, received on 3 September 2014. It is attached."
    )
    assert days(facts) == [("answered", "30 September 2014"), ("received", "3 September 2014")]


def test_days_that_the_question_is_about_have_no_part() -> None:
    facts = found(f"{HEAD}{ASKED}You asked for the minutes of the meeting on 12 June 2014. They are attached.")
    assert len(days(facts)) == 2


def test_days_count_from_what_made_a_request_clear() -> None:
    lag = delay(found(f"{HEAD}{ASKED}We received your clarification on 15 September 2014. The list is attached."))
    assert lag
    assert (lag.days, lag.since.text) == (11, "15 September 2014")


@pytest.mark.parametrize(
    ("law", "name", "count"),
    [
        ("Freedom of Information Act 2000", "FOIA", 18),
        ("Freedom of Information (Scotland) Act 2002", "FOISA", 20),
        ("Environmental Information Regulations 2004", "EIR", 18),
        ("Environmental Information (Scotland) Regulations 2004", "EIR", 20),
    ],
)
def test_the_law_that_is_named_says_whose_holidays_count(law: str, name: str, count: int) -> None:
    text = (
        f"Date: 11 April 2023\n\nDear Sir\nYour request of 13 March 2023 is dealt with under the {law}. See attached."
    )
    lag = delay(found(text))
    assert lag
    assert (lag.law, lag.days) == (name, count)


def test_a_school_answers_by_its_own_days_which_are_not_counted() -> None:
    facts = found(f"{HEAD}{ASKED}The blazer costs £31.", about=About("Lantern Street Primary School"))
    assert (outcome(facts), delay(facts)) == ("granted", None)


@pytest.mark.parametrize("said", ["Please clarify which lanterns you mean.", "It has been transferred to the Trust."])
def test_what_is_no_answer_has_no_delay(said: str) -> None:
    assert delay(found(f"{HEAD}{ASKED}{said}")) is None


def test_a_review_tells_of_the_first_answer_and_how_the_request_stands_now() -> None:
    facts = found(
        "Department of Lanterns\n2 December 2014\n\nInternal review\n\nYou made your request on 3 September 2014. "
        "We refused it on 30 September 2014 under section 43(2). You asked for a review on 6 October 2014.\n\n"
        "I have completed the review. Section 43(2) is not engaged, and the contract is attached."
    )
    assert days(facts) == [
        ("reviewed", "2 December 2014"),
        ("received", "3 September 2014"),
        ("answered", "30 September 2014"),
    ]
    lag = delay(facts)
    assert lag
    assert (outcome(facts), lag.days) == ("granted", 19)


def test_messages_of_a_request_s_page_have_the_days_of_its_site() -> None:
    facts = found(
        "Dear Department,\nWhat did lanterns cost?",
        "We are considering it and will reply by 1 October 2014.",
        "Dear requester,\nThe information is attached.",
        labels=("request, 2014-09-03", "answer, 2014-09-04, FOI Team", "answer, 2014-09-30, FOI Team"),
    )
    lag = delay(facts)
    assert lag
    assert (outcome(facts), lag.days) == ("granted", 19)
    assert (lag.since.text, lag.words.text) == ("Dear Department,", "Dear requester,")
    assert days(facts) == [("due", "1 October 2014")]


def test_a_thread_stands_as_its_last_answer_says_and_took_as_long_as_its_first() -> None:
    facts = found(
        "Dear Department,\nAll emails, please.",
        "It would exceed the cost limit under section 12.",
        "Dear Department,\nThen only those of May.",
        "They are attached: the information is enclosed.",
        labels=("request, 2014-09-03", "answer, 2014-09-10", "follow-up, 2014-09-11", "answer, 2014-10-20"),
    )
    lag = delay(facts)
    assert lag
    assert (outcome(facts), lag.days) == ("granted", 5)


def test_a_mail_that_quotes_the_request_has_both_days() -> None:
    facts = found(
        "From: FOI <foi@lanterns.example>\nTo: a requester\nDate: Tue, 30 Sep 2014 16:02:11 +0100\n"
        "Subject: RE: FOI request\n\nDear requester,\nThe information is attached.\n\n-----Original Message-----\n"
        "From: a requester\nSent: 03 September 2014 09:14\nTo: FOI\n\nDear Department,\nHow many lanterns are there?"
    )
    assert days(facts) == [("answered", "30 Sep 2014"), ("received", "03 September 2014")]
    assert outcome(facts) == "granted"


def test_wide_gaps_part_the_columns_of_a_letterhead() -> None:
    line = "Our ref: FOI 884 Date: 30 September 2014"
    text = f"{line}\n\nDear Sir\n{ASKED}The list is attached."
    page = Page(1, text, gaps=(line.index(" Date"), line.index(" 30")))
    facts = list(letters(Text([page])))
    assert ("answered", "30 September 2014") in days(facts)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("Our ref: FOI2014/0812", "2014/812"),
        ("Our Ref: FOI 11873", "FOI 11873"),
        ("Reference: 202100167733", "202100167733"),
        ("Request Number: F-2014-00325", "2014/325"),
        ("Our ref: CHE/8QUA", "CHE/8QUA"),
        ("ATISN 12877", "ATISN 12877"),
        ("Reference: IC-182331-K7Q2", "IC-182331-K7Q2"),
    ],
)
def test_references_are_found_in_their_known_forms_and_where_a_letter_has_its_own(line: str, key: str) -> None:
    assert key in keys(found(f"Department of Lanterns\n{line}\n30 September 2014\n\nDear Sir\n{ASKED}It is attached."))


@pytest.mark.parametrize("line", ["Your ref: AB/1", "Telephone number: 0161 496 0000", "Charity number: 1024891"])
def test_numbers_that_are_not_the_request_s_are_no_references(line: str) -> None:
    assert keys(found(f"Department of Lanterns\n{line}\n30 September 2014\n\nDear Sir\n{ASKED}It is attached.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Council spends £4,112 on biscuits\n\nAccording to a Freedom of Information request received on 4 March 2014.",
        "Minutes of 3 September 2014\n1. Apologies\n2. It was agreed to refuse the application for section 106 money.",
        "Dear Department,\n\nUnder the Freedom of Information Act 2000 please send me the minutes of 3 March 2014.",
        "IN THE HIGH COURT\nThe claimant and the respondent agree. The claimant says your request was received on "
        "3 May 2014. The appellant was refused under section 12. The respondent withheld the letter.",
        "",
    ],
)
def test_what_is_no_letter_on_a_request_has_no_outcome(text: str) -> None:
    assert outcome(found(text)) is None


def test_news_has_no_days_even_if_it_tells_of_some() -> None:
    text = f"{ASKED}The request was received on 3 September 2014. The list is attached."
    assert found(text, about=About(kind="news", published=date(2014, 10, 1))) == []


def test_a_log_of_many_requests_has_no_outcome_of_one() -> None:
    rows = "\n".join(f"FOI 2014/010{n} | 0{n}/07/2014 | 2{n}/07/2014 | Refused" for n in range(1, 6))
    facts = found(f"Reference | Date received | Date responded | Outcome\n{rows}")
    assert (outcome(facts), days(facts)) == (None, [])
    assert len(keys(facts)) == 5


def test_a_page_of_a_request_kept_as_text_is_read_message_by_message() -> None:
    facts = found(
        "Lanterns\nA Requester made this Freedom of Information request to Department of Lanterns\n"
        "A Requester\n3 September 2014\nDear Department, how many lanterns are there?\n"
        "FOI Team, Department of Lanterns\n4 September 2014\nThank you. Your request has been logged.\n"
        "FOI Team, Department of Lanterns\n30 September 2014\nThe information is not held.\n"
        "A Requester\n1 October 2014\nMany thanks."
    )
    assert days(facts) == [("received", "3 September 2014"), ("answered", "30 September 2014")]
    assert outcome(facts) == "not held"


def test_mails_may_stand_oldest_first() -> None:
    facts = found(
        "From: a requester\nSent: 03 September 2014 09:14\nTo: FOI\nSubject: Lanterns\n\n"
        "Please tell me how many you own.\n\n"
        "From: FOI\nSent: 30 September 2014 15:51\nTo: a requester\nSubject: RE: FOI request\n\n"
        "Dear requester\nWe own 132."
    )
    assert days(facts) == [("received", "03 September 2014"), ("answered", "30 September 2014")]
    assert outcome(facts) == "granted"


def test_an_answer_promised_for_a_day_to_come_is_none_yet() -> None:
    said = (
        "Sections 31 and 33 may apply, and we need to weigh the public interest. We expect to reply by 28 October 2014."
    )
    facts = found(f"{HEAD}{ASKED}{said}")
    assert outcome(facts) == "extended"
    assert days(facts) == [("received", "3 September 2014"), ("due", "28 October 2014")]


def test_a_day_by_which_the_reader_must_write_is_not_due() -> None:
    said = "Please clarify which lanterns you mean. If we do not hear from you by 1 December 2014 it will be closed."
    assert days(found(f"{HEAD}{ASKED}{said}")) == [("received", "3 September 2014")]


@pytest.mark.parametrize("said", ["We don\u2019t hold this.", "We've no such information.", "It isn't held by us."])
def test_contractions_say_what_they_stand_for(said: str) -> None:
    assert outcome(found(f"{HEAD}{ASKED}{said}")) == "not held"
