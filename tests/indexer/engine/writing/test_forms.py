"""Pieces of text as numbers: whatever is remembered or forgotten, the words are those of the analysis."""

import gc
import weakref
from array import array
from collections.abc import Sequence

import numpy as np
import pytest

from indexer.analysis import tokens
from indexer.engine.writing import forms as module
from indexer.engine.writing.forms import BROKEN, Forms

TEXTS = (
    "The \"school\" (in 2024), 92,574.00 of it; informa-\ntion: non-  \r\n compliance. Caf\u00e9's don't",
    "soft\u00adhyphen and \u2010 dashes\u2011here - all -\tover the-place A/B a_b x.y 1.2.3 " + "long" * 30,
    "",
    "\x1c\u0085\u00a0\u2003 \u200b\ufeff marks\u200band e\u0301 \u00bd \u1e9e\u0130 \ufb01n\n",
    "the same Words the same, words: THE SAME",
)


def words_of(forms: Forms, texts: Sequence[str]) -> list[list[str]]:
    """Return the words of each text, of a broken one its parts and its whole."""
    pieces, ends = array("I"), []
    for text in texts:
        forms.add(text, pieces)
        ends.append(len(pieces))
    tables = forms.tables()
    words, bounds = tables.words_of(np.frombuffer(pieces, np.uint32), np.array(ends))
    found = []
    for first, last in zip(bounds.tolist(), bounds.tolist()[1:], strict=False):
        numbers: list[int] = []
        for word in words[first:last].tolist():
            numbers += tables.broken[word - BROKEN].tolist() if word >= BROKEN else [word]
        found.append([forms.words.texts[number] for number in numbers])
        assert [forms.words.texts[tables.terms[number]] for number in numbers] == terms(texts[len(found) - 1])
    return found


def terms(text: str) -> list[str]:
    return [token.term for token in tokens(text)]


@pytest.mark.parametrize("at_once", [1, 2, 5, 1000])
@pytest.mark.parametrize("memory", [0, 2_000, 1 << 20])
def test_words_are_those_of_the_analysis(monkeypatch: pytest.MonkeyPatch, at_once: int, memory: int) -> None:
    monkeypatch.setattr(module, "AT_ONCE", at_once)
    forms = Forms(memory)
    for _ in range(3):
        assert words_of(forms, TEXTS) == [[token.word for token in tokens(text)] for text in TEXTS]
        forms = forms.forget(60)


def test_what_there_was_no_room_for_takes_none_after_the_segment() -> None:
    forms = Forms(90_000)
    words_of(forms, [f"word{number % 40}{'.' * (number // 40)}" for number in range(200)])
    forms = forms.forget(1_000)
    before = forms.size - 180 * len(forms.words)
    for _ in range(50):
        words_of(forms, ["word1 " * 80, "informa-\ntion", *(f"w\u00f6rd {number} {number}x" for number in range(30))])
        assert forms.forget(1_000) is forms
    assert forms.size - 180 * len(forms.words) == before


def test_pieces_are_learned_anew_when_the_text_has_changed_but_their_words_are_not() -> None:
    forms = Forms(300_000)
    words_of(forms, [f"word{number % 100}{'.' * (number // 100)}" for number in range(700)])
    assert forms.forget(10_000) is forms
    words_of(forms, [f"other {number}" for number in range(100)])
    other = forms.forget(200)
    assert other is not forms
    assert other.words is forms.words
    assert words_of(other, ["word1 again"]) == [["word1", "again"]]


def test_what_is_forgotten_does_not_stay_in_memory() -> None:
    forms = Forms(1_000)
    words_of(forms, TEXTS)
    gone = weakref.ref(forms)
    gc.disable()
    try:
        forms = forms.forget(0)
        assert gone() is None
    finally:
        gc.enable()


def test_words_that_take_too_much_are_forgotten() -> None:
    forms = Forms(10_000)
    words_of(forms, [f"word{number}" for number in range(300)])
    assert len(forms.forget(300).words) == 1


def test_a_word_longer_than_any_is_cut_and_not_remembered() -> None:
    forms = Forms()
    before = forms.size
    assert words_of(forms, ["x" * 100_000, "Y" * 100]) == [["x" * 80], ["y" * 80]]
    assert forms.size - before < 1_000
