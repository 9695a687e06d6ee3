"""A report rests on the release that has its figures, names and quotations; without enough of them, on none."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.pages import Page
from indexer.facts.links.profile import READ, Profile, Seen, profile
from indexer.facts.links.quoting import quotes
from indexer.facts.links.ranking import MOST, is_enough, ranked
from indexer.facts.links.scoring import Reason, Score, score
from tests.indexer.facts.links.reports import (
    AUTHORITY,
    COURSE,
    HEADLINE,
    LETTER,
    OTHER_LETTER,
    REPORT,
    pages_of,
    release,
    report,
)


def compared(one: Profile, other: Profile, *texts: str) -> Score:
    return score(one, other, quotes(one, [("release", pages_of(*texts or (LETTER,)))]))


def of_kind(found: Score, kind: str) -> list[Reason]:
    return [reason for reason in found.reasons if reason.kind == kind]


def printed(seen: Seen | None) -> str:
    assert seen
    return seen.words.text


def test_the_report_of_a_release_rests_on_it_with_reasons_on_both_sides() -> None:
    found = compared(report(), release())
    assert is_enough(found)
    (same,) = of_kind(found, "sum")
    assert (printed(same.report), printed(same.release)) == ("£83,641", "£83,641")
    names = [printed(reason.report) for reason in of_kind(found, "name")]
    assert names[:3] == ["Oakwhistle", "TidewellMarsh", "Costa Lorente SL"]
    (quote,) = of_kind(found, "quote")
    assert (
        printed(quote.release) == "We use social media to help promote the aims of the United Kingdom around the world"
    )
    assert printed(quote.report) == printed(quote.release)
    assert printed(of_kind(found, "law")[0].report) == "freedom of information"
    assert of_kind(found, "body")[0].weight > 0


def test_another_release_of_the_same_body_in_the_same_week_is_not_what_it_rests_on() -> None:
    found = compared(report(), release(OTHER_LETTER, title="Language training"), OTHER_LETTER)
    assert not is_enough(found)
    assert [printed(reason.report) for reason in of_kind(found, "missing")] == ["£83,641"]


def test_news_about_the_same_subject_without_a_figure_of_the_release_rests_on_none() -> None:
    assert not is_enough(compared(report(COURSE), release()))


def test_the_report_of_a_later_answer_about_the_same_does_not_rest_on_the_earlier_one() -> None:
    later = REPORT.replace("83,641", "97,205").replace("“We use", "We use").replace("world,”", "world,")
    later = later.replace("Oakwhistle, TidewellMarsh and Costa Lorente SL, as well as the\nParley Society", "two firms")
    assert not is_enough(compared(report(later, date(2016, 3, 1)), release()))


@pytest.mark.parametrize(
    ("told", "held"),
    [
        ("£83,641", "£83,641.22"),
        ("£84,000", "£83,641"),
        ("£83,000", "£83,641"),
        ("£1.2m", "£1,184,977"),
        ("83,641 cases", "83641 cases"),
    ],
)
def test_a_figure_may_be_told_more_roundly_than_the_release_has_it(told: str, held: str) -> None:
    found = compared(report(f"They found {told} in all."), release(f"It was {held}."))
    (same,) = (reason for reason in found.reasons if reason.kind in ("sum", "number"))
    assert same.weight > 0
    assert printed(same.release) in held


@pytest.mark.parametrize(("told", "held"), [("£83,641", "£83,642"), ("£84,000", "£85,100"), ("£1.2m", "£1.4m")])
def test_another_figure_is_another_however_near(told: str, held: str) -> None:
    found = compared(report(f"They found {told} in all."), release(f"It was {held}."))
    assert not of_kind(found, "sum")


def test_a_figure_says_less_the_rounder_it_is_and_the_more_figures_a_release_has() -> None:
    def weight(told: str, held: str) -> float:
        (same,) = of_kind(compared(report(f"They found {told}."), release(held)), "sum")
        return same.weight

    table = "\n".join(f"£{number:,}" for number in range(20_000, 90_000, 97))
    assert weight("£83,641", "£83,641") > weight("£83,000", "£83,000") > weight("£80,000", "£80,000")
    assert weight("£83,641", "£83,641") > weight("£83,641", f"{table}\n£83,641")


@pytest.mark.parametrize(
    "told", ["up from £83,641", "compared with £83,641", "against £83,641 before", "and £83,641 the year before"]
)
def test_last_year_s_figure_says_little_where_this_year_s_is_missing(told: str) -> None:
    def weight(text: str) -> float:
        return sum(reason.weight for reason in of_kind(compared(report(text), release()), "sum"))

    assert weight(f"They spent £97,205, {told}.") < weight("They spent £83,641.") / 2
    assert weight(f"They spent more, {told}.") == weight("They spent £83,641.")


def test_what_somebody_is_said_to_have_disclosed_is_likelier_from_a_release_than_what_nobody_is() -> None:
    texts = "It cost £83,641.", "Figures released to us show it cost £83,641.", "It cost £83,641, an FOI request shows."
    odds = [compared(report(text), release()).odds for text in texts]
    assert odds == sorted(odds)
    assert len(set(odds)) == 3


def test_a_figure_told_twice_counts_once() -> None:
    twice = report("More than £83,000 was spent. It was £83,641.")
    assert len(of_kind(compared(twice, release()), "sum")) == 1


def test_the_same_sum_of_another_body_about_something_else_is_a_coincidence() -> None:
    other = release(
        "The bandstand cost £83,641.", title="Repair of the bandstand", authority="Thornbridge City Council"
    )
    assert not is_enough(compared(report(), other, "The bandstand cost £83,641."))


def test_a_reference_that_both_have_is_a_reason_however_it_is_spelt() -> None:
    asked = report("Ministers answered request FOI 2013/00417 this week.")
    (same,) = of_kind(compared(asked, release("Our reference: FOI 2013-417")), "reference")
    assert printed(same.release) == "FOI 2013-417"


def test_a_report_long_before_the_release_is_unlikely_to_rest_on_it() -> None:
    before, after = (compared(report(published=day), release()).odds for day in (date(2013, 5, 22), date(2014, 5, 22)))
    assert before < after


@pytest.mark.parametrize("name", ["The FCO", "The Foreign Office", f"The {AUTHORITY}"])
def test_a_body_is_known_by_its_other_names(name: str) -> None:
    (body,) = of_kind(compared(report(f"{name} spent it."), release()), "body")
    assert body.weight > 1


def test_a_paper_that_does_not_name_the_body_names_another() -> None:
    (body,) = of_kind(compared(report("The Ministry of Defence spent it."), release()), "body")
    assert body.weight < -1


def test_a_short_quotation_of_common_words_is_no_reason() -> None:
    said = report("It said “that it is” and no more.")
    assert not quotes(said, [("release", pages_of("We say that it is so."))])


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "‘{}’", "'{}'"])
def test_quotations_are_known_by_any_marks_and_an_apostrophe_ends_none(marks: str) -> None:
    words = "we don't know what the kiosks cost" if marks[0] == "'" else "we don’t know what the kiosks cost"
    said = report(f"It said: {marks.format(words)}, and left.")
    (quote,) = quotes(said, [("release", pages_of("As we don't know what the kiosks cost, we cannot say."))])
    assert quote.report
    assert quote.report.words.text == words


def test_what_stands_in_no_quotation_marks_is_not_quoted() -> None:
    assert not quotes(report(LETTER), [("release", pages_of(LETTER))])


def test_a_quotation_is_found_over_the_end_of_a_line_and_through_a_broken_word() -> None:
    said = report("It said “answers to the questions of travellers who need information at once”.")
    there = "We give answers to the questions of travel-\nlers who need infor-\nmation at once."
    (quote,) = quotes(said, [("release", pages_of("Nothing.", there))])
    assert quote.release
    assert quote.release.words.page == 2
    assert there[quote.release.words.start : quote.release.words.end] == quote.release.words.text
    assert quote.release.words.text == there[8:-1]


def test_the_surest_release_comes_first_and_few_are_named() -> None:
    held = {"right": (LETTER,), "other": (OTHER_LETTER,), **{f"copy{number}": (LETTER,) for number in range(MOST)}}
    candidates = [(name, release(*texts, title="Letter")) for name, texts in held.items()]

    def read(name: str) -> Iterable[tuple[str, tuple[Page, ...]]]:
        return [(name, tuple(pages_of(*held[name])))]

    names = [name for name, _ in ranked(report(), candidates, read)]
    assert names[0] == "right"
    assert len(names) == MOST
    assert "other" not in names
    assert ranked(report(), [("other", candidates[1][1])], read) == []


def test_every_reason_s_words_stand_where_it_says() -> None:
    found = compared(report(), release())
    texts = {"report": REPORT, "release": LETTER}
    every = [seen for reason in found.reasons for seen in (reason.report, reason.release) if seen]
    assert len(every) > 10
    for seen in every:
        assert texts[seen.document][seen.words.start : seen.words.end] == seen.words.text


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_texts_can_be_compared_and_their_evidence_is_literal(one: str, other: str) -> None:
    found = compared(report(f"“{one}”\n{other}"), release(other), other)
    for reason in found.reasons:
        for seen, text in ((reason.report, f"“{one}”\n{other}"), (reason.release, other)):
            assert seen is None or text[seen.words.start : seen.words.end] == seen.words.text


@pytest.mark.parametrize(
    "nasty",
    [
        *("1", "1,", "£", "£1,234", "“", '"', "Ab ", "Ab-", "A", "section 40(", "FOI 1-", " ", "12 Jan ", "0.1"),
        *("“A b c d ", "'a ", "a'", "'a' ", "‘a’ ", "‘a’b", "figures ", "has been ", "up from 1", "1 a b c "),
    ],
)
def test_hostile_repeats_are_read_in_time_that_grows_with_their_length(nasty: str) -> None:
    counted = profile(release().known, [("release", pages_of(nasty * (READ // len(nasty))), [])], report=True)
    assert len(counted.numbers) < 10
    assert len(counted.quotes) <= 60


def test_of_endless_quotations_of_endless_pages_few_places_are_tried() -> None:
    said = report("“" + "alpha beta " * 80 + "”")
    found = quotes(said, [("release", pages_of("alpha beta " * 20_000))])
    assert len(found) == 1


def test_the_headline_counts_where_the_page_has_it_not() -> None:
    bare = report(HEADLINE + "\n" + REPORT.partition("\n")[2])
    assert 8_364_100 in bare.leading
