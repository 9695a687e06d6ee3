"""Reading helpers give a value of the right type or name the field that changed."""

from datetime import UTC, datetime

import pytest

from scraper.reading import PageChanged, Record, day, moment

URL = "https://www.example.org/api/x"


@pytest.mark.parametrize("text", [
    "2014-05-29T10:48:35Z",
    "2014-05-29T10:48:35.000+00:00",
    "2014-05-29T11:48:35+01:00",
    " 2014-05-29T11:48:35.000+01:00 ",
    "2014-05-29T05:48:35-05:00",
])  # fmt: skip
def test_one_moment_in_all_its_spellings_is_one_time_in_utc(text: str) -> None:
    assert moment(text) == datetime(2014, 5, 29, 10, 48, 35, tzinfo=UTC)
    assert moment(text).tzinfo is UTC


@pytest.mark.parametrize("text", ["", "29 May 2014", "2014-05-29T10:48:35", "2014-05-29", "0001-01-01T00:00:00+14:00"])
def test_what_has_no_zone_or_is_no_time_is_a_changed_page(text: str) -> None:
    with pytest.raises(PageChanged):
        moment(text)


def test_a_day_stays_the_day_that_was_printed() -> None:
    assert day(" 26/08/2014 ", "%d/%m/%Y") == datetime(2014, 8, 26, tzinfo=UTC)
    with pytest.raises(PageChanged, match="'Tuesday' is not a date"):
        day("Tuesday", "%d/%m/%Y")


@pytest.mark.parametrize(("read", "message"), [
    (lambda record: record.text("absent"), "absent is missing or empty in https"),
    (lambda record: record.text("number"), "number is not a text"),
    (lambda record: record.number("title"), "title is not a whole number"),
    (lambda record: record.number("yes"), "yes is not a whole number"),
    (lambda record: record.part("title"), "title is not an object"),
    (lambda record: record.part("inner").text("absent"), "inner.absent is missing"),
    (lambda record: record.parts("inner"), "inner is not a list"),
    (lambda record: record.parts("list"), r"list\[1\] is not an object"),
    (lambda record: record.parts("objects")[1].text("url"), r"objects\[1\].url is missing"),
    (lambda record: record.texts("objects"), "objects is not a list of texts"),
    (lambda record: record.time("title"), "title cannot be read"),
])  # fmt: skip
def test_a_field_of_another_type_is_named_with_its_place_and_address(read, message: str) -> None:
    payload = {
        "title": "A title",
        "number": 7,
        "yes": True,
        "inner": {},
        "list": [{}, "x"],
        "objects": [{"url": "/a"}, {}],
    }
    with pytest.raises(PageChanged, match=message) as caught:
        read(Record(payload, URL))
    assert URL in str(caught.value)


def test_a_field_that_is_absent_or_null_is_empty() -> None:
    record = Record({"a": None}, URL)
    for field in ("a", "b"):
        assert record.maybe(field) == ""
        assert record.time(field) is None
        assert record.parts(field) == record.texts(field) == ()
        assert record.part(field).data == {}


def test_half_a_surrogate_pair_does_not_reach_the_archive() -> None:
    assert Record({"title": "A \ud83d letter"}, URL).text("title") == "A ? letter"


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'"x"', b"{" * 100_000, b"[" * 100_000, b"\xff\xfe{"])
def test_what_is_no_json_object_is_a_changed_page(body: bytes) -> None:
    with pytest.raises(PageChanged, match=URL):
        Record.parse(body, URL)
