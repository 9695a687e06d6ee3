"""Articles are ours, in the layouts of the sites; the two real ones are read where the corpus is."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.articles import Article, posted_at, read_article

PARAGRAPHS = (
    "The Harbour Authority spent £1,204 on lifebelts last year, it said in answer to a request.",
    "Readers had complained that comments powered by Disqus were slow on the authority's own site.",
    "Lifebelts and ropes",
    "\u201cShare this article of faith with me: every quay needs a lifebelt,\u201d the harbour master said.\xa0",
)


def wired(title: str, body: tuple[str, ...], *, channel: str = "Harbour Authority") -> str:
    """An article in the layout of seed 0."""
    head = (channel, "Printable version", "", title)
    tail = (
        "\xa0", "Channel website: https://harbour.example/", "Original article link: https://harbour.example/news/belts/",
        "Share this article", f"Latest News from\n{channel}", "HARBOURS OPEN EARLY. THE MINISTER WELCOMES IT.",
    )  # fmt: skip
    return "\n\n".join((*head, *body, *tail))


def weekly(title: str, body: tuple[str, ...]) -> str:
    """An article in the layout of seed 1."""
    tail = (
        "\xa0", "Email Alerts", "Register now to receive HarbourWeekly.com boat-related news, guides and more, "
        "delivered to your inbox.\nBy submitting you agree to receive email from QuayMedia and its partners. Privacy",
        "COMMENTS powered by Disqus\xa0 \xa0 //\xa0 \xa0 Commenting policy",
    )  # fmt: skip
    return "\n\n".join((title, "News", title, "A Reporter", body[0], "45_BELT.jpg", *body[1:], *tail))


def body_of(paragraphs: tuple[str, ...]) -> str:
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def read(text: str) -> Article:
    article = read_article(text)
    assert article is not None
    return article


def test_an_article_carried_by_another_site_has_its_channel_as_authority() -> None:
    assert read(wired("Lifebelts bought", PARAGRAPHS)) == Article(
        title="Lifebelts bought",
        body=body_of(PARAGRAPHS),
        authority="Harbour Authority",
        outlet="wired-gov",
        original_url="https://harbour.example/news/belts/",
    )


def test_a_magazine_article_has_the_magazine_as_authority_and_outlet() -> None:
    article = read(weekly("Lifebelts cost £1,204", PARAGRAPHS))
    assert (article.title, article.authority, article.outlet) == (
        "Lifebelts cost £1,204",
        "HarbourWeekly",
        "HarbourWeekly",
    )
    assert article.body == "A Reporter\n\n" + body_of(PARAGRAPHS)
    assert article.published is None


SENTENCES = st.text("abcdefg ,'£12", min_size=1, max_size=120).map(lambda s: f"The {s.strip()} ended.")
HEADINGS = st.sampled_from(["Ropes", "Privacy", "Email alerts", "Latest news from the quay", "What next?"])
BODIES = st.tuples(SENTENCES, st.lists(st.one_of(SENTENCES, HEADINGS), max_size=6), SENTENCES)


@given(BODIES, st.sampled_from([wired, weekly]))
def test_every_paragraph_of_the_body_survives(parts: tuple[str, list[str], str], layout: object) -> None:
    paragraphs = (parts[0], *parts[1], parts[2])
    assert callable(layout)
    body = read(layout("Lifebelts bought", paragraphs)).body
    assert body.removeprefix("A Reporter\n\n") == body_of(paragraphs)


@pytest.mark.parametrize("place", ["top", "middle"])
def test_buttons_above_the_end_take_nothing_with_them(place: str) -> None:
    body = (
        ("Share this article", *PARAGRAPHS) if place == "top" else (PARAGRAPHS[0], "Share this article", "He said no.")
    )
    article = read(wired("Lifebelts bought", body))
    assert article.body == body_of(tuple(p for p in body if p != "Share this article"))


def test_a_list_of_links_at_the_end_is_not_the_article() -> None:
    text = "\n\n".join(
        ("Ropes bought", *PARAGRAPHS, "Read more on ropes", "Ropes of 2019", "Knots", "Share this article")
    )
    assert read(text).body == body_of(PARAGRAPHS)


@pytest.mark.parametrize("line", ["20 August 2021", "Published: Fri, 20 Aug 2021 11:10", "20/08/2021 11:10:00"])
def test_a_date_above_the_body_is_when_it_was_published(line: str) -> None:
    article = read(wired("Lifebelts bought", (line, *PARAGRAPHS)))
    assert (article.published, article.body) == (date(2021, 8, 20), body_of(PARAGRAPHS))


@pytest.mark.parametrize(
    "text",
    [
        "", "\n \n", "Dear Sir,\n\nYou asked about lifebelts.\n\nYours\n",
        "Dear Madam,\n\nPrivacy\n\nWe keep your data.\n\nEmail Alerts\n\nWe send none.\n",
        "The comments powered by Disqus were switched off in May, and readers were told to share this article.",
        "Share this article",
    ],
)  # fmt: skip
def test_what_is_not_clearly_an_article_is_none(text: str) -> None:
    assert read_article(text) is None


@given(st.text())
def test_no_text_makes_the_reader_fail(text: str) -> None:
    read_article(f"Title\n{text}\nShare this article\n{text}")


TAIL = "/wg/news.nsf/articles/Lifebelts+bought+"
PRINT = "http://www.wired-gov.net/wg/news.nsf/print/"


@pytest.mark.parametrize(
    ("url", "when"),
    [
        (f"https://www.wired-gov.net{TAIL}20082021111000?open", datetime(2021, 8, 20, 10, 10, tzinfo=UTC)),
        (f"https://wired-gov.net{TAIL}20012021111000", datetime(2021, 1, 20, 11, 10, tzinfo=UTC)),
        (f"{PRINT}Belts%2B20012021111059?Open&x", datetime(2021, 1, 20, 11, 10, 59, tzinfo=UTC)),
        (f"https://www.wired-gov.net{TAIL}99992021111000?open", None),
        (f"https://wired-gov.net.example{TAIL}20012021111000", None),
        (f"https://www.wired-gov.net{TAIL}soon", None),
        ("", None),
        ("not an address", None),
        ("https://[", None),
    ],
)  # fmt: skip
def test_an_address_of_wired_gov_ends_in_the_time_of_posting(url: str, when: datetime | None) -> None:
    assert posted_at(url) == when


@pytest.mark.corpus
def test_the_real_articles_are_read_without_their_wrapping(shared: Path) -> None:
    first, second = (read(path.read_text("utf-8")) for path in sorted((shared / "seeds").glob("*.txt")))
    assert (first.title, first.authority, first.outlet) == (
        "New social media training launched", "Government Communications Service", "wired-gov",
    )  # fmt: skip
    assert first.original_url == "https://gcs.civilservice.gov.uk/news/new-social-media-training-launched/"
    assert (second.title, second.authority) == (
        "Foreign Office spends £92,574 on social media training",
        "ComputerWeekly",
    )
    for article in (first, second):
        text = f"{article.title}\n{article.body}".lower()
        for wrapping in ("disqus", "techtarget", "share this article", "latest news from", "email alerts", ".jpg"):
            assert wrapping not in text


@pytest.mark.corpus
def test_the_real_articles_keep_every_sentence(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        lines = [" ".join(line.split()) for line in path.read_text("utf-8").splitlines()]
        sentences = [line for line in lines if len(line) > 40 and line.endswith((".", ".”", ":"))]
        kept = [s for s in sentences if not s.startswith(("Register now", "By submitting"))]
        body = read(path.read_text("utf-8")).body
        assert len(kept) >= 9
        assert [sentence for sentence in kept if sentence not in body] == []
