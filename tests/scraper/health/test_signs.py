"""Pages that only pretend to be what was asked for, and pages that merely are about such things."""

import pytest

from scraper.health.signs import CAPTCHA, ENDED, FAULT, LOGIN, NOT_FOUND, seen, sign_of, words


def page(title: str, body: str, heading: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{heading}</h1>{body}</body></html>".encode()
    )


LONG = "<p>" + "The harbour authority bought lifebelts in that year, and said so when it was asked. " * 20 + "</p>"
FORM = '<form><input name="u"><input type="password" name="p"></form>'


@pytest.mark.parametrize(
    ("body", "sign"),
    [
        (page("Just a moment...", "Enable JavaScript"), CAPTCHA),
        (page("harbour.example", '<div class="g-recaptcha"></div>'), CAPTCHA),
        (page("Access denied | harbour.example", "You are not allowed to see this."), CAPTCHA),
        (page("Sign in - Harbour", FORM), LOGIN),
        (page("Harbour", FORM, "Log in to your account"), LOGIN),
        (page("Server Login", FORM), LOGIN),
        (page("Page not found - Harbour", LONG), NOT_FOUND),
        (page("Harbour", "Sorry.", "404 Not Found"), NOT_FOUND),
        (page("Harbour", "", "The page you requested could not be found"), NOT_FOUND),
        (page("Harbour", "", "Sorry, we can&#8217;t find that page"), NOT_FOUND),
        (page("Error 404", ""), NOT_FOUND),
        (page("503 Service Unavailable", ""), FAULT),
        (page("Harbour", "", "Something went wrong"), FAULT),
        (b"<rss><channel><item><guid>tag:x,2005:news/feed-ended</guid></item></channel></rss>", ENDED),
        (b"<?xml version='1.0'?><feed><entry><title>This feed has ended</title></entry></feed>", ENDED),
    ],
)
def test_a_page_says_what_it_is_instead(body: bytes, sign: str) -> None:
    assert sign_of(body) == sign


@pytest.mark.parametrize(
    "body",
    [
        page("Login attempts at the department - Harbour", LONG + FORM, "Login attempts at the department"),
        page("404 complaints about potholes", LONG, "404 complaints about potholes"),
        page("Planned maintenance - Harbour", "<p>Twelve boats.</p>", "Planned maintenance"),
        page("Documents not found by the inquiry", LONG, "Documents not found by the inquiry"),
        page("Comments", LONG + '<div class="g-recaptcha"></div>'),
        page("Lifebelts", "<main><p>Twelve.</p></main><script src='/recaptcha/api.js'></script>"),
        page("Disclosure log", LONG + FORM, "Disclosure log"),
        page("Security checks at the harbour", "<p>Twelve.</p>"),
        b'{"title": "Page not found"}',
        b"%PDF-1.4 Page not found",
        b"<rss><channel><item><title>Feed prices have ended a long rise</title></item></channel></rss>",
        b"<title>",
        b"",
        b"\xff\xfe<\x00h\x00t\x00m\x00l\x00",
    ],
)
def test_a_page_about_such_things_is_what_it_is(body: bytes) -> None:
    assert sign_of(body) == ""


@pytest.mark.parametrize(
    "filling",
    [
        "<script ",
        "<!-- ",
        "<script </script ",
        "<title",
        "<h1>",
        "<input type=",
        "<p>",
        "404 not ",
        "not found ",
        "<" * 9,
    ],
)
def test_a_hostile_page_is_looked_at_in_time_that_grows_with_its_length(filling: str) -> None:
    body = f"<html><title>{filling * (400_000 // len(filling))}".encode()
    assert sign_of(body) in {"", NOT_FOUND}  # with the square of its length, this takes minutes
    assert words(seen(body.decode())) is not None


def test_what_no_reader_sees_is_left_out() -> None:
    assert words(seen("<SCRIPT>var x</SCRIPT>Twelve<!-- not --> <style>p{}</style><p>boats")) == ["Twelve", "boats"]
    assert words(seen("<!-- never closed Twelve boats")) == ["never", "closed", "Twelve", "boats"]
