"""The two articles that are the model of the issue: one rests on a release, written here, the other on none."""

from datetime import date
from pathlib import Path

import pytest

from indexer.facts.links.quoting import quotes
from indexer.facts.links.ranking import is_enough
from indexer.facts.links.scoring import Score, score
from tests.indexer.facts.links.reports import pages_of, release, report

SUM = "£92,574"
ANSWER = f"Our reference: FOI 0882-13\n\nSince 2010 the FCO has spent {SUM} on training in the use of social media."
PUBLISHED = date(2014, 3, 10)


def articles(shared: Path) -> tuple[str, str]:
    """Return the article that has the sum, and the other."""
    texts = [path.read_text("utf-8") for path in sorted((shared / "seeds").glob("*.txt"))]
    one, other = sorted(texts, key=lambda text: SUM not in text)
    return one, other


def compared(text: str, *, answer: str = ANSWER) -> Score:
    said = report(text.strip(), PUBLISHED)
    other = release(answer, published=date(2014, 3, 6))
    return score(said, other, quotes(said, [("release", pages_of(answer))]))


@pytest.mark.corpus
def test_the_article_about_the_release_rests_on_it_by_its_sum(shared: Path) -> None:
    found = compared(articles(shared)[0])
    assert is_enough(found)
    assert {"sum", "body", "law", "subject"} <= {reason.kind for reason in found.reasons if reason.weight > 0}


@pytest.mark.corpus
def test_it_does_not_rest_on_an_answer_with_another_sum(shared: Path) -> None:
    assert not is_enough(compared(articles(shared)[0], answer=ANSWER.replace(SUM, "£61,385")))


@pytest.mark.corpus
def test_the_article_of_the_government_about_its_own_course_rests_on_no_release(shared: Path) -> None:
    assert not is_enough(compared(articles(shared)[1]))
