"""Mail: who, what and when, the body in whatever encoding, and what is attached."""

import struct
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import ExtractionError
from indexer.extract.base import Enclosed, Page
from indexer.extract.mail import MailExtractor
from indexer.extract.mbox import MboxExtractor
from indexer.extract.msg import MsgExtractor
from tests.indexer.extract.office import ole


def read(body: bytes) -> tuple[str, dict[str, bytes]]:
    page, *files = MailExtractor().pages(body)
    assert isinstance(page, Page)
    return page.text, {file.path: file.unpack() for file in files if isinstance(file, Enclosed)}


def message(text: str = "Dear Sir", **headers: str) -> EmailMessage:
    mail = EmailMessage()
    for name, value in {"From": "A <a@example.org>", "To": "b@example.org", "Subject": "Ropes", **headers}.items():
        mail[name] = value
    mail.set_content(text)
    return mail


def test_a_mail_is_its_headers_its_body_and_the_names_of_what_is_attached() -> None:
    mail = message("We hold 88 ropes.\n", Date="Mon, 20 Jul 2015 10:00:00 +0100")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="Annex A.pdf")
    text, files = read(bytes(mail))
    assert text.splitlines() == [
        "From: A <a@example.org>", "To: b@example.org", "Date: Mon, 20 Jul 2015 10:00:00 +0100", "Subject: Ropes",
        "", "We hold 88 ropes.", "", "Attachment: Annex A.pdf",
    ]  # fmt: skip
    assert files == {"Annex A.pdf": b"%PDF-1.4"}


def test_of_plain_text_and_html_that_say_the_same_the_plain_text_is_taken() -> None:
    mail = message("plain words")
    mail.add_alternative("<p>html words</p>", subtype="html")
    assert "plain words" in read(bytes(mail))[0]
    assert "html words" not in read(bytes(mail))[0]


def test_html_is_taken_where_the_plain_text_is_empty() -> None:
    mail = message(" \n")
    mail.add_alternative("<p>html <b>words</b></p>", subtype="html")
    assert read(bytes(mail))[0].endswith("html words")


def test_an_attached_message_is_a_file_with_its_subject_as_its_name() -> None:
    mail = message("See below")
    mail.add_attachment(message("Inner words", Subject="Re: ropes/belts"))
    text, files = read(bytes(mail))
    (inner,) = files.values()
    assert list(files) == ["Re: ropes-belts.eml"]
    assert "Inner words" not in text
    assert read(inner)[0].endswith("Inner words")


HEAD = b"From: a@example.org\r\nSubject: Ropes\r\n"
ENCODED = [
    (HEAD + b"Content-Type: text/plain; charset=utf-7\r\n\r\n+AKM-5 each", "£5 each"),
    (HEAD + b"Content-Type: text/plain; charset=iso-8859-2\r\n\r\n\xb35", "ł5"),
    (HEAD + b"Content-Type: text/plain; charset=us-ascii\r\n\r\n\xc2\xa35", "£5"),
    (HEAD + b"Content-Type: text/plain; charset=no-such\r\n\r\n\xa35 a week", "£5 a week"),
    (HEAD + b"Content-Type: text/plain; charset=zlib\r\n\r\n\xa35 a week", "£5 a week"),
    (HEAD + b"\r\n\xa35 a week", "£5 a week"),
    (HEAD + b"Content-Transfer-Encoding: base64\r\n\r\nwqM1 not quite!", "£5"),
    (HEAD + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n=C2=A35 =ZZ", "£5 =ZZ"),
    (b"From a@example.org Mon Jul 20 01:01:07 2015\r\n" + HEAD + b"\r\nBody", "Body"),
    (b"Subject: =?utf-8?b?wqM1?= a\r\n week\r\nFrom: <<>>;;@\r\n\r\nx", "Subject: £5 a week"),
]


@pytest.mark.parametrize(("body", "said"), ENCODED)
def test_text_is_read_whatever_is_said_of_its_encoding(body: bytes, said: str) -> None:
    assert said in read(body)[0]


def test_a_uuencoded_file_is_a_file() -> None:
    body = HEAD + b"\r\nGreetings\n\nbegin 644 Happy day.txt\n%2&%P<'D \n \nend\n\nRegards\n"
    text, files = read(body)
    assert files == {"Happy day.txt": b"Happy"}
    assert "%2&" not in text
    assert text.index("Greetings") < text.index("Regards")


def test_parts_in_parts_without_end_end() -> None:
    body = b"".join(b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (n, n) for n in range(20_000))
    with pytest.raises((ExtractionError, RecursionError)):
        list(MailExtractor().pages(HEAD + body))


LINES = [
    b"\r\n", b"--x", b"--x--", b": x", b"\xff\x00", b"=", b"begin 644 a", b"Content-Type: message/rfc822",
    b"Content-Type: multipart/mixed; boundary=x", b"Content-Disposition: attachment; filename*=utf-8''%ff",
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=25))
def test_no_lines_make_it_fail(found: list[bytes]) -> None:
    read(HEAD + b"\r\n".join(found))


def test_a_mailbox_is_the_list_of_its_messages_and_each_a_file() -> None:
    first = bytes(message("From the start\nyours", Date="Mon, 20 Jul 2015 10:00:00 +0000", Subject="One/two"))
    box = b"From a Mon Jul 20 01:01:07 2015\n" + first.replace(b"\nFrom", b"\n>From", 0)
    box = box.replace(b"From the start", b">From the start")
    box += b"\nFrom b Mon Jul 20 01:01:08 2015\n" + bytes(message("Second"))
    page, *files = MboxExtractor().pages(box)
    assert isinstance(page, Page)
    assert page.text.splitlines() == [
        "Mon, 20 Jul 2015 10:00:00 +0000 | A <a@example.org> | One/two", "A <a@example.org> | Ropes"
    ]  # fmt: skip
    names = [file.path for file in files if isinstance(file, Enclosed)]
    assert names == ["0001 One-two.eml", "0002 Ropes.eml"]
    inner = [read(file.unpack())[0] for file in files if isinstance(file, Enclosed)]
    assert inner[0].endswith("From the start\nyours")
    assert inner[1].endswith("Second")


def test_an_outlook_message_is_read_from_its_properties() -> None:
    fixed = (
        b"\0" * 32
        + struct.pack("<HHIQ", 0x40, 0x0039, 6, 130786118887367818)
        + struct.pack("<HHIQ", 3, 0x3FFD, 6, 1251)
    )
    body = ole(
        {
            "__properties_version1.0": fixed,
            "__substg1.0_0037001E": "Ответ".encode("cp1251"),
            "__substg1.0_0C1A001F": "A clerk".encode("utf-16-le"),
            "__substg1.0_0C1F001F": "a@example.org".encode("utf-16-le"),
            "__substg1.0_10130102": b"<p>Only <b>in</b> HTML</p>",
        }
    )
    (page,) = MsgExtractor().pages(body)
    assert isinstance(page, Page)
    assert page.text.splitlines() == [
        "From: A clerk <a@example.org>", "Date: Fri, 12 Jun 2015 19:44:48 UTC", "Subject: Ответ", "", "Only in HTML",
    ]  # fmt: skip


@pytest.mark.parametrize("body", [b"", b"x" * 600, ole({"a": b"x"})[:1000]])
def test_what_is_no_outlook_message_is_an_extraction_error(body: bytes) -> None:
    with pytest.raises(ExtractionError):
        list(MsgExtractor().pages(body))
