"""Letters: whatever a title holds, it stays one header, and text."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from indexer.watching.records import Alert
from search_cli.delivering import NotDelivered
from search_cli.delivering.letters import SUBJECT, checked, letter
from tests.search_cli.delivering.making import alert

HEADERS = [
    "Subject",
    "From",
    "To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "Content-Type",
    "Content-Transfer-Encoding",
    "MIME-Version",
]
NOW = datetime(2026, 8, 2, 12, 0, tzinfo=UTC)


def read(*alerts: Alert, to: str = "reader@example.org") -> EmailMessage:
    """Return a letter as whoever receives it reads it."""
    sent = letter("surveys", alerts, "foi@example.net", to, NOW).as_bytes()
    assert max(map(len, sent.splitlines())) <= 998  # RFC 5322
    sent.decode("ascii")
    return message_from_bytes(sent, policy=policy.default)


def test_a_letter_says_what_changed_where_and_why() -> None:
    message = read(alert())
    assert message["Subject"] == "[foi] surveys: 1 changed: Surveys of schools"
    assert (message["From"], message["To"]) == ("foi <foi@example.net>", "reader@example.org")
    assert (message["Auto-Submitted"], message.get_content_type()) == ("auto-generated", "text/plain")
    body = message.get_content()
    for said in (
        "query: asbestos school*",
        "why: the text of page 2 changed",
        "matched: asbestos 2 times; school* once",
        "000000000000:2  p. 2 of 4",
        "‹asbestos› in 15 ‹schools›",
        "- in ‹14› schools",
        "+ in ‹15› schools",
        "foi diff p0f4e2a9c7b31 2 3",
        "https://fernhill.example/releases/1",
    ):
        assert said in body


@pytest.mark.parametrize(
    "title",
    [
        "x\r\nBcc: everybody@example.com",
        "x\nBcc: everybody@example.com",
        "x\r\n\r\n<script>alert(1)</script>",
        "x\u2028Bcc: everybody@example.com",
        "x\x85Bcc: everybody@example.com",
        "\x00\x1b]0;owned\x07\x1b[2J",
        "=?utf-8?q?x=0D=0ABcc:_everybody@example.com?=",
        "\ud800\udfff",
        "مدرسة \u202egnp.exe",
        "A" * 5_000,
        "é" * 5_000,
        "",
    ],
    ids=lambda title: title[:12].encode("ascii", "backslashreplace").decode(),
)
def test_a_hostile_title_breaks_out_of_no_header(title: str) -> None:
    message = read(alert(title))
    assert sorted(message.keys()) == sorted(
        [
            "Subject",
            "From",
            "To",
            "Date",
            "Message-ID",
            "Auto-Submitted",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
        ]
    )
    subject, body = str(message["Subject"]).strip(), message.get_content()
    assert subject.startswith("[foi] surveys: 1 changed")
    assert len(subject) <= SUBJECT
    assert not set(subject + body) & set("\x00\x1b\x07\u202e\u2028")


def test_a_letter_that_comes_twice_has_the_same_id_and_others_have_others() -> None:
    ids = {read(alert(), to=to)["Message-ID"] for to in ("a@example.org", "a@example.org", "b@example.org")}
    assert len(ids) == 2
    assert read(alert(number=2))["Message-ID"] != read(alert(number=3))["Message-ID"]


def test_of_ten_thousand_alerts_fifty_are_told_in_full_some_by_title_and_the_rest_counted() -> None:
    body = read(*(alert(f"Survey {number}", number=number) for number in range(10_000))).get_content()
    assert body.count("why: ") == 50
    assert "changed: Survey 549 (reply.pdf)  " in body
    assert "and 9,450 more; foi search query:surveys has all that match" in body
    assert len(body) < 200_000


@pytest.mark.parametrize(
    ("address", "written"),
    [
        (" me@example.org ", "me@example.org"),
        ("o'neil+foi@example.co.uk", "o'neil+foi@example.co.uk"),
        ("jörg@bücher.example", "jörg@xn--bcher-kva.example"),
    ],
)
def test_an_address_is_a_name_and_a_host(address: str, written: str) -> None:
    assert checked(address) == written


@pytest.mark.parametrize(
    "address",
    [
        "",
        "me",
        "@example.org",
        "me@",
        "-oQ/tmp@example.org",
        "me@example.org\nBcc: x@y.example",
        "a@b,c@d",
        "Me <me@example.org>",
        "a b@c.example",
        "me@exa\u202emple.org",
        "a@b@c",
        "me@/etc/passwd",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(NotDelivered, match="no mail address"):
        checked(address)
