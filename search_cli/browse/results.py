"""The list of hits: only what can be seen is drawn, and only what was walked past was fetched."""

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from indexer.search import Hit
from search_cli.browse.drawing import THUMB, thumb
from search_cli.browse.ink import Ink
from search_cli.browse.questions import CHUNK
from search_cli.browse.rows import TALL, Columns, labelled, short, tall, waiting


class ResultList(ScrollView, can_focus=True, inherit_bindings=False):
    """Hits, one of them chosen. `tall` if they stand beside the page, in four lines each."""

    chosen: reactive[int] = reactive(0, repaint=False)
    tall: reactive[bool] = reactive(default=True, repaint=False)

    class Chosen(Message):
        """Another hit was chosen; None if it was not fetched yet."""

        def __init__(self, hit: Hit | None) -> None:
            super().__init__()
            self.hit = hit

    class Missing(Message):
        """Hits from this one on can be seen and were not fetched."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    def __init__(self, ink: Ink) -> None:
        super().__init__(id="results")
        self._ink = ink
        self._hits: dict[int, Hit] = {}
        self._total = 0
        self._columns = Columns(0, 0, 0)
        self._labels: dict[str, tuple[str, ...]] = {}

    @property
    def total(self) -> int:
        """How many documents match."""
        return self._total

    @property
    def hit(self) -> Hit | None:
        """The hit that is chosen, None if there is none or it was not fetched yet."""
        return self._hits.get(self.chosen)

    def show(self, total: int, hits: Iterable[Hit], *, anew: bool, keep: str = "") -> None:
        """Take hits in; `anew` if they are of another question. The hit of the digest to keep stays chosen."""
        if anew:
            self._hits = {}
        for hit in hits:
            self._hits[hit.rank - 1] = hit
            self._labels[hit.card.digest] = labelled(hit.tags, hit.notes)
        self._total = total
        self._lay_out()
        if anew:
            kept = next((at for at, hit in self._hits.items() if hit.card.digest == keep), 0) if keep else 0
            self.set_reactive(ResultList.chosen, kept)
            self.scroll_to(y=0, animate=False)
        self.choose(self.chosen, told=True)
        self.refresh()

    def ink(self, ink: Ink) -> None:
        """Draw in other styles."""
        self._ink = ink
        self.refresh()

    def label(self, digest: str, tags: Sequence[str], notes: int) -> None:
        """Show these beside a document from now on."""
        self._labels[digest] = labelled(tags, notes)
        self.refresh()

    def choose(self, at: int, *, told: bool = False) -> bool:
        """Choose a hit by its place in the list; tell whether that is another."""
        at = max(0, min(at, self._total - 1))
        moved = at != self.chosen
        self.set_reactive(ResultList.chosen, at)
        self.scroll_to_region(Region(0, at * self.height, 1, self.height), animate=False, force=True)
        self._fetch()
        if moved or told:
            self.refresh()
            self.post_message(self.Chosen(self.hit))
        return moved

    @property
    def height(self) -> int:
        """Lines of one hit."""
        return TALL if self.tall else 1

    def seen(self) -> int:
        """Return how many hits can be seen at once."""
        return max(1, self.size.height // self.height)

    def watch_tall(self) -> None:
        """Lay the list out anew, with what is chosen in sight."""
        self._lay_out()
        self.choose(self.chosen)
        self.refresh()

    def on_resize(self) -> None:
        """Lay the list out anew, with what is chosen in sight."""
        self._lay_out()
        self.call_after_refresh(self.choose, self.chosen)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Fetch what comes into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._fetch()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        top, width, height = self.scroll_offset.y, self.size.width, self.size.height
        at, part = divmod(y + top, self.height)
        line = self._line(at, part, width - 1) if at < self._total else []
        chosen = at == self.chosen and part < TALL - 1 and at < self._total
        style = self.rich_style + self._ink.chosen if chosen else self.rich_style
        drawn = Strip(line).adjust_cell_length(width - 1, style).apply_style(style)
        scrolled = thumb(y, height, self._total * self.height, top)
        return Strip([*drawn, Segment(THUMB if scrolled else " ", self.rich_style + self._ink.rule)])

    def _line(self, at: int, part: int, width: int) -> list[Segment]:
        hit, chosen = self._hits.get(at), at == self.chosen
        if hit is None:
            return waiting(at + 1, width, self._ink, chosen=chosen) if part == 0 else []
        labels = self._labels.get(hit.card.digest, ())
        if self.tall:
            return tall(hit, width, self._ink, chosen=chosen, labels=labels)[part]
        return short(hit, width, self._ink, self._columns, chosen=chosen, labels=labels)

    def _lay_out(self) -> None:
        self._columns = Columns.of(self._hits.values(), self.size.width)
        self.virtual_size = Size(self.size.width, self._total * self.height)

    def _fetch(self) -> None:
        """Ask for the first chunk that is in sight, or is chosen, and not here."""
        first = self.scroll_offset.y // self.height
        for at in (self.chosen, first, first + self.seen()):
            if at < self._total and at not in self._hits:
                self.post_message(self.Missing(at // CHUNK * CHUNK))
                return
