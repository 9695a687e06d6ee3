"""The query language: what is understood, and what is said when it is not."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import QueryError
from indexer.query import (
    And,
    InAuthority,
    InTitle,
    Label,
    Like,
    Node,
    Not,
    Noted,
    Ocr,
    Or,
    Phrase,
    Prefix,
    Published,
    Tagged,
    Word,
    all_of,
    authority,
    leaves,
    parse,
    since,
    until,
)

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("a", A),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a OR b c", Or((A, And((B, C))))),
        ("(a OR b) c", And((Or((A, B)), C))),
        ("a NOT b", And((A, Not(B)))),
        ("-a b", And((Not(A), B))),
        ("-(a b)", Not(And((A, B)))),
        ("NOT(a)", Not(A)),
        ("NOT NOT a", A),
        ("a and b or c not", And((A, Word("and"), B, Word("or"), C, Word("not")))),
        ('"a b"', Phrase((A, B))),
        ("\u201ca b\u201d", Phrase((A, B))),
        ('"a"', A),
        ('-"a b"', Not(Phrase((A, B)))),
        ("train*", Prefix("train")),
        ('"a tr*"', Phrase((A, Prefix("tr")))),
        ("Training", Word("train")),
        ("£92,574.00", Word("92574")),
        ("a-b", Phrase((A, B))),
        ("O\u2019Brien\u2019s", Word("obrien")),
        ("s40(2)", Phrase((Word("s40"), Word("2")))),
        ("10:30", Phrase((Word("10"), Word("30")))),
        ("http://a.b", Phrase((Word("http"), A, B))),
        ("a & b - ...", And((A, B))),
        ("infor\u00admation", Word("inform")),
        ("title:a", InTitle(A)),
        ('TITLE:"a b"', InTitle(Phrase((A, B)))),
        ("title:tr*", InTitle(Prefix("tr"))),
        ("-title:a", Not(InTitle(A))),
        ('authority:"Home Offices"', InAuthority(("home", "offices"))),
        ("authority:comm*", InAuthority(("comm",), open_ended=True)),
        ('authority:"Foreign & the Commonwealth"', InAuthority(("foreign", "commonwealth"))),
        ("kind:News", Label("kind", "news")),
        ("state:withdrawn", Label("state", "withdrawn")),
        ("source:govuk-foi", Label("source", "govuk-foi")),
        ("type:application/PDF", Label("type", "application/pdf")),
        ('outcome:"Partly Successful"', Label("outcome", "partly successful")),
        ("like:8B3BAAF18B3B", Like("8b3baaf18b3b")),
        ("like:8b3baaf18b3b:2", Like("8b3baaf18b3b", 2)),
        ("tag:Leads", Tagged("leads")),
        ("-tag:to-do", Not(Tagged("to-do"))),
        ("TAG:topic/a:b@c", Tagged("topic/a:b@c")),
        ("tag:to*", Tagged("to", open_ended=True)),
        ("tag:*", Tagged("", open_ended=True)),
        ('tag:"leads"', Tagged("leads")),
        ("note:*", Noted(None)),
        ("note:A", Noted(A)),
        ('note:"a b"', Noted(Phrase((A, B)))),
        ("-note:tr*", Not(Noted(Prefix("tr")))),
        ("and/or", Phrase((Word("and"), Word("or")))),
        ("s.40(2)?", Phrase((Word("s"), Word("40"), Word("2")))),
        ("what?", Word("what")),
        ('"what is FOI?"', Phrase((Word("what"), Word("is"), Word("foi")))),
        ("http://a.b/c?d=1&e=f#g", Phrase(tuple(map(Word, ("http", "a", "b", "c", "d", "1", "e", "f", "g"))))),
        ("/usr/bin", Phrase((Word("usr"), Word("bin")))),
        ("~500", Word("500")),
        ("http://a.b/~c", Phrase((Word("http"), A, B, C))),
        ("Re: a", And((Word("re"), A))),
        ("a \u2013 b", And((A, B))),
        ("\u2212a", A),
        ("caf\u00e9s", Word("cafe")),
        ("\ufb01nal", Word("final")),
        ("\uff0292,574.00\uff02", Word("92574")),
        ("92574", Word("92574")),
    ],
)
def test_a_query_means_this(query: str, node: Node) -> None:
    assert parse(query) == node


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2014-08-26", date(2014, 8, 26), date(2014, 8, 26)),
        ("26/08/2014", date(2014, 8, 26), date(2014, 8, 26)),
        ("2014..2016", date(2014, 1, 1), date(2016, 12, 31)),
        ("2014..", date(2014, 1, 1), None),
        ("..2016-03", None, date(2016, 3, 31)),
        ("01/01/2008..14/01/2008", date(2008, 1, 1), date(2008, 1, 14)),
        (">2014", date(2015, 1, 1), None),
        (">=2014-05", date(2014, 5, 1), None),
        ("<2014", None, date(2013, 12, 31)),
        ("<=2014", None, date(2014, 12, 31)),
        ('"2014"', date(2014, 1, 1), date(2014, 12, 31)),
    ],
)
def test_a_date_means_these_days(text: str, first: date | None, last: date | None) -> None:
    assert parse(f"published:{text}") == Published(first, last)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "nothing to search for"),
        (" & - ... ", "nothing to search for"),
        (
            "autority:x",
            "no field 'autority' (column 1); did you mean 'authority'? To search for the words themselves, ",
        ),
        ("a re:b", "no field 're' (column 3); the fields are title, authority, source,"),
        ('foo:"a b"', "no field 'foo' (column 1)"),
        ("title: a", 'title: (column 1) needs its value straight after it: title:word or title:"two words"'),
        ("title:(a)", "title: (column 1) needs its value"),
        ("title:&", "title: (column 1) needs a word"),
        ('a "b', 'the quotes (column 3) are not closed: put a "'),
        ('""', "the quotes (column 1) hold no word"),
        ("(a", "the bracket (column 1) is not closed: put a )"),
        ("a (", "the bracket (column 3) is not closed"),
        ("a)", "the bracket (column 2) closes none that was opened"),
        (")", "the bracket (column 1) closes none that was opened"),
        ("()", "the bracket (column 2) closes an empty group"),
        ("OR", "OR (column 1) needs something on both sides"),
        ("a OR", "OR (column 3) needs something on both sides"),
        ("a AND OR b", "AND (column 3) needs something on both sides"),
        ("a NOT", "NOT (column 3) needs something after it"),
        ("a *", "the * (column 3) needs letters beside it, as in train*. For any words between two others, write"),
        ('"a * b"', "the * (column 4) needs letters beside it"),
        ("tag:", "tag: (column 1) needs its value straight after it"),
        ('tag:"two words"', "no tag can be 'two words': it has a blank in it; write - for it (column 5)"),
        (
            "a tag:a,b",
            "no tag can be 'a,b': it has , in it; letters, digits and - _ . / : @ may",
        ),
        ("tag:**", "no tag can be '*'"),
        ("tag:-a", "no tag can be '-a': it begins with a letter or a digit"),
        ('tag:""', "a tag needs a name"),
        ("tag:\u202ea", "no tag can be"),
        ('note:""', "note: (column 1) needs a word: note:annex or"),
        ("note:&", "note: (column 1) needs a word"),
        ("tags:a", "no field 'tags' (column 1); did you mean 'tag'?"),
        ("label:a", "no field 'label' (column 1); did you mean 'tag'?"),
        ("date:2014", "no field 'date' (column 1); did you mean 'published'?"),
        ("like:zz", "no ID 'zz' (column 6); give at least 4 of the characters that stand first"),
        ("like:8b3", "no ID '8b3'"),
        ("reference:asbestos", "no reference 'asbestos' (column 11); write it as FOI-2024/0113, 0113-24"),
        ("reference:F001*", "no reference 'F001*'"),
        ('outcome:""', "no outcome '' (column 9); write it as refused"),
        ("kind:newz", "no kind 'newz' (column 6); it is one of release, request, news, file"),
        ("state:dead", "it is one of live, withdrawn, gone, hidden, redirected"),
        ("authority:&", "no name of an authority in '&' (column 11)"),
        ("published:soon", "'soon' is no date (column 11); write 2014, 2014-08, 2014-08-26 or 26/08/2014"),
        ("published:31/02/2014", "there is no day '31/02/2014' (column 11)"),
        ("published:2014-00", "there is no day '2014-00'"),
        ("published:08/26/2014", "there is no day"),
        ("published:0000", "there is no day"),
        ("published:..", "no date in '..'"),
        ("published:>9999", "'>9999' is no date"),
        ("published:2016..2014", "the range '2016..2014' ends before it begins (column 11)"),
        ("(" * 3000, "nested more than 40 deep"),
        ("-(" * 1000, "nested more than 40 deep"),
        ("(" * 10_000, "has 10,000 characters; at most 4,000"),
    ],
)
def test_an_error_says_where_and_what_to_do(query: str, message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        parse(query)


@given(st.text() | st.text(alphabet='aAORNT ()"-*:.&title<>/2014\u201c\u00ad'))
def test_any_text_is_a_query_or_a_query_error(text: str) -> None:
    try:
        node = parse(text)
    except QueryError as error:
        assert str(error).isprintable()  # what a terminal shows is ours, whatever was asked
    else:
        assert parse(f"({text})") == node


def test_options_read_as_the_language_does() -> None:
    assert authority("Home Office") == parse('authority:"Home Office"')
    assert since("2014-05") == parse("published:2014-05..")
    assert until("26/08/2014") == parse("published:..26/08/2014")
    with pytest.raises(QueryError, match="'whenever' is no date; write"):
        since("whenever")


def test_filters_join_a_query() -> None:
    assert all_of(parse("a b"), since("2014")) == And((And((A, B)), Published(date(2014, 1, 1), None)))
    assert all_of(A) == A


def test_leaves_are_what_is_wanted_in_order_and_as_often_as_asked() -> None:
    node = parse('a -b (c OR "a b") kind:news NOT (a NOT title:tr*) a')
    assert list(leaves(node)) == [A, C, Phrase((A, B)), InTitle(Prefix("tr")), A]


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("yes", Ocr(0, 100)),
        ("NO", Ocr(101, 101)),
        ("waiting", Ocr(102, 102)),
        ("<0.6", Ocr(0, 59)),
        ("<0.605", Ocr(0, 60)),
        ("<=.6", Ocr(0, 60)),
        (">0.9", Ocr(91, 100)),
        (">=90%", Ocr(90, 100)),
        (">=0.905", Ocr(91, 100)),
        ("<1", Ocr(0, 99)),
        ("<=100%", Ocr(0, 100)),
        (">1", Ocr(101, 100)),
        ("<0", Ocr(0, -1)),
    ],
)
def test_sureness_of_ocr_is_asked_in_shares_or_percents(text: str, node: Node) -> None:
    assert parse(f"ocr:{text}") == node


@pytest.mark.parametrize("text", ["0.6", "<", "<2", "<0,6", "maybe", "<101%", "<-1", ">900%"])
def test_what_is_no_sureness_is_explained(text: str) -> None:
    with pytest.raises(QueryError, match=r"write yes, no or waiting, or how sure it was, from 0 to 1"):
        parse(f"ocr:{text}")
