"""A release and a report that rests on it, in the manner of a disclosure log and of a trade paper. All is invented."""

from collections.abc import Sequence
from datetime import date

from indexer.extract.pages import Page
from indexer.facts.bodies.finding import bodies
from indexer.facts.bodies.gazetteer import official
from indexer.facts.bodies.naming import name_key
from indexer.facts.links.profile import Known, Profile, profile

AUTHORITY = "Foreign and Commonwealth Office"
TITLE = "FOI release: social media training costs"
LETTER = """Our reference: FOI 0417-13

You asked what we have spent on social media training since 2010, and who provided it.

The FCO has spent £83,641 on social media training since 2010. It was delivered by Oakwhistle, TidewellMarsh,
Costa Lorente SL and the Parley Society.

We use social media to help promote the aims of the United Kingdom around the world. We answer the questions
of travellers and give advice in a crisis.
"""
HEADLINE = "Foreign Office spends £83,641 on social media training"
REPORT = f"""{HEADLINE}

The Foreign and Commonwealth Office (FCO) has spent £83,641 on social media training since 2010, according to a
freedom of information (FOI) request.

“We use social media to help promote the aims of the United Kingdom around the world,” it said.

Training has been delivered by agencies, including Oakwhistle, TidewellMarsh and Costa Lorente SL, as well as the
Parley Society. The FOI was requested last September, but was only released this week.
"""
OTHER_LETTER = """Our reference: FOI 0398-13

You asked what we have spent on training in foreign languages since 2010. We have spent £4,129,300 on it. 211 officers
took a course in Arabic, Mandarin or Russian. It was delivered by our own language centre.
"""
COURSE = """New social media training launched

The service yesterday published digital courses on social media for communicators in government. More than 25 million
people follow its channels. “It becomes important that we all know the latest trends,” the deputy director of digital
at the Cabinet Office said.
"""


def report(text: str = REPORT, published: date | None = date(2014, 5, 22), outlet: str = "Desk Weekly") -> Profile:
    """Return a report's profile; its first line is its title."""
    pages = [Page(1, text)]
    known = Known(text.partition("\n")[0], published=published, outlet=outlet)
    return profile(known, [("report", pages, list(bodies(pages, published)))], report=True)


def release(
    *texts: str, title: str = TITLE, authority: str = AUTHORITY, published: date | None = date(2014, 5, 20)
) -> Profile:
    """Return a release's profile, by default that of the letter."""
    pages = pages_of(*texts or (LETTER,))
    known = Known(title, authority, name_key(official(authority, published)), published)
    return profile(known, [("release", pages, list(bodies(pages, published)))], report=False)


def pages_of(*texts: str) -> Sequence[Page]:
    """Return texts as pages."""
    return tuple(Page(number, text) for number, text in enumerate(texts, 1))
