"""A poor OCR layer is told from sound text by its looks."""

import pytest

from indexer.ocr.quality import quality
from indexer.ocr.waiting import POOR


@pytest.mark.parametrize(
    "text",
    [
        "No further information is held by this authority, as set out in section 12(1) of the Act.",
        "Gwariodd y cyngor fwy ar wregysau achub nag ar raffau yn ystod y flwyddyn 2014/15.",
        "Der Antrag auf Akteneinsicht oder Aktenauskunft ist bei der Behörde zu stellen.",
        "Department  £48,215.60  £1,200  15%\nTransport  £7,004.10  £980  3%",
    ],
)
def test_sound_text_is_not_poor(text: str) -> None:
    assert quality(text) > POOR


@pytest.mark.parametrize(
    "text",
    [
        "Approved f0r_Re|_ease£: 2Ol9/O7/3O l6mm (r I i L1 \\ ' qe EE xz rnrn tbc",
        "T^h.e c0mm1ttee a~ked f0r an 1nterna] rev1ew 0f purch@ses rnade s|nce",
        "....... --- |||| ;;;; ''' ~~~",
        "",
    ],
)
def test_what_a_bad_machine_read_is_poor(text: str) -> None:
    assert quality(text) < POOR


def test_one_word_without_end_takes_no_time() -> None:
    assert quality("aB" * 500_000) == 0.0
