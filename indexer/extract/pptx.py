"""PowerPoint presentations of 2007 and later: the text of each slide, its diagrams, notes and comments."""

import re
from collections.abc import Iterator

from indexer.errors import ExtractionError
from indexer.extract.base import Enclosed, Page
from indexer.extract.flow import NO_TEXT
from indexer.extract.ooxml import Parts, story
from indexer.extract.package import opened
from indexer.extract.xml_events import Begin

_PRESENTATION = "ppt/presentation.xml"
_SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")
_BESIDE = re.compile(r"ppt/(?:diagrams/data|notesSlides/notesSlide|comments/(?:modernC|c)omment)[^/]*\.xml")


class PptxExtractor:
    """A page is a slide, with its notes; hidden ones are labelled so."""

    name = "pptx/1"
    media_types = frozenset(
        {
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "application/vnd.ms-powerpoint.presentation.macroEnabled.12",
        }
    )

    def pages(self, body: bytes) -> Iterator[Page | Enclosed]:
        """Yield a page for each slide in the order of showing, then the embedded files."""
        with opened(body) as package:
            found = Parts(package)
            slides = _in_order(found)
            if not slides:
                raise ExtractionError("not a readable presentation: there is no slide in it")
            for number, name in enumerate(slides, 1):
                yield _page(found, number, name)
            yield from found.embedded()


def _in_order(found: Parts) -> list[str]:
    """The slides in the order of showing, then those that the presentation does not name."""
    there = found.names(_SLIDE)
    targets = found.related(_PRESENTATION)
    order = [
        targets.get(event.attributes.get(":id", ""), "")
        for event in found.events(_PRESENTATION)
        if isinstance(event, Begin) and event.tag == "sldId"
    ]
    return list(dict.fromkeys([*(name for name in order if name in there), *there]))


def _page(found: Parts, number: int, name: str) -> Page:
    beside = [target for target in found.related(name).values() if _BESIDE.fullmatch(target)]
    lines = [line for part in (name, *beside) for line in story(found.events(part))]
    hidden = any(
        isinstance(event, Begin) and event.tag == "sld" and event.attributes.get("show") in ("0", "false")
        for event in found.events(name)
    )
    text = "\n".join(lines)
    return Page(number, text, label=f"slide {number} (hidden)" if hidden else "", warning="" if text else NO_TEXT)
