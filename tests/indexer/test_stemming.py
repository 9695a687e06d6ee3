"""The stemmer is Whoosh's, word for word: an index stays what it was, and Whoosh can search it."""

from itertools import product

import pytest
from whoosh.lang import porter2

from indexer.stemming import stem

ENDINGS = (
    "s", "es", "sses", "ied", "ies", "us", "ss", "eed", "eedly", "ed", "edly", "ing", "ingly", "y", "ly", "e", "l",
    "ll", "ization", "ational", "fulness", "ousness", "iveness", "tional", "biliti", "bility", "lessli", "lessly",
    "entli", "ently", "ation", "alism", "aliti", "ality", "ousli", "ously", "iviti", "ivity", "fulli", "fully",
    "enci", "ency", "anci", "ancy", "abli", "ably", "izer", "ator", "alli", "ally", "bli", "ogi", "logi", "li",
    "alize", "icate", "iciti", "icity", "ative", "ical", "ness", "ful", "al", "ance", "ence", "er", "ic", "able",
    "ible", "ant", "ement", "ment", "ent", "ism", "ate", "iti", "ity", "ous", "ive", "ize", "sion", "tion", "ion",
)  # fmt: skip
BEGINNINGS = (
    "a", "b", "y", "ab", "be", "by", "yt", "ate", "bed", "hop", "hopp", "fall", "fizz", "tann", "sky", "cry", "say",
    "enjoy", "boy", "yield", "relat", "condition", "digit", "pleas", "nation", "gener", "general", "arsen", "communi",
    "rhythm", "plaster", "cat", "sens", "hope", "feud", "aye", "syzyg", "queue", "x", "bb", "ttt",
)  # fmt: skip
WHOLE = [*porter2.exceptional_forms, *porter2.exceptional_early_exit_post_1a]


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_a_word_has_the_stem_that_whoosh_gives_it(beginning: str) -> None:
    words = [
        beginning + one + two for one, two in product(["", *ENDINGS], ["", "s", "ed", "ing", "ly", "ness", "al", "e"])
    ]
    assert [(word, stem(word)) for word in words] == [(word, porter2.stem(word)) for word in words]


@pytest.mark.parametrize("word", WHOLE)
def test_the_exceptions_are_whoosh_s(word: str) -> None:
    for spelt in (word, f"{word}s", f"{word}ing", f"un{word}"):
        assert stem(spelt) == porter2.stem(spelt)
