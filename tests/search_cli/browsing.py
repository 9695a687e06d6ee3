"""`foi browse` without a terminal: keys are pressed, and the screen is read as text."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from textual.pilot import Pilot

from indexer.places import Places
from search_cli.browse.app import Browse
from search_cli.browse.reader import Reader
from search_cli.context import Session

PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Browsing:
    """A running reader."""

    app: Browse
    pilot: Pilot[Any]

    @property
    def reader(self) -> Reader:
        """The screen that is read at, whatever stands over it."""
        (reader,) = (screen for screen in self.app.screen_stack if isinstance(screen, Reader))
        return reader

    @property
    def lines(self) -> list[str]:
        """What is seen, line by line, without what stands beneath a screen that stands over it."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def seen(self) -> str:
        """What is seen."""
        return "\n".join(self.lines)

    def part(self, name: str) -> str:
        """What is seen of one part: query, count, notice, results, head, page, foot."""
        region = self.reader.query_one(f"#{name}").region
        strips = self.reader._compositor.render_strips()[region.y : region.bottom]
        lines = ["".join(segment.text for segment in strip.crop(region.x, region.right)) for strip in strips]
        return "\n".join(line.rstrip() for line in lines)

    async def press(self, *keys: str) -> None:
        """Press keys, and let follow what follows from them."""
        for key in keys:
            await self.pilot.press(key)
            await self.quiet()

    async def type(self, text: str) -> None:
        """Type a text, and wait for the answer."""
        await self.pilot.press(*("space" if sign == " " else sign for sign in text))
        await self.until(lambda: self.reader.question.text == self.reader.field.value)
        await self.quiet()

    async def write(self, text: str, over: str) -> None:
        """Write into a screen that stands over the reader, once it is there, and end with Enter."""
        await self.until(lambda: over in self.seen)
        await self.press(*("space" if sign == " " else sign for sign in text), "enter")

    async def quiet(self) -> None:
        """Wait until what was asked is answered and shown."""
        reader = self.reader

        def settled() -> bool:
            answer, sheet = reader.answer, reader.page.sheet
            answered = answer is not None and answer.question.serial == reader.question.serial
            read = reader.hit is None or (sheet is not None and sheet.wanted.serial == reader.wanted)
            return answered and (read or bool(reader.said))

        await self.pilot.pause()
        if reader.is_mounted and self.app.is_running:
            await self.until(settled)

    async def until(self, so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        async with asyncio.timeout(PATIENCE):
            while not so():
                await self.pilot.pause(0.01)
        await self.pilot.pause()


async def _soon(*_: float) -> None:
    """Let others have a turn, in place of Textual's wait for a process that does nothing: 60 ms for each key."""
    await asyncio.sleep(0)


@asynccontextmanager
async def browsing(
    data: Path, query: str = "", size: tuple[int, int] = (80, 24), **how: Any
) -> AsyncIterator[Browsing]:
    """Run the reader on a data folder."""
    app = Browse(Session(Places(data), tables=how.pop("tables", {})), query, **how)
    hurried = [mock.patch(f"textual.{part}.wait_for_idle", _soon) for part in ("app", "pilot")]
    with hurried[0], hurried[1]:
        async with app.run_test(size=size) as pilot:
            running = Browsing(app, pilot)
            await running.until(lambda: isinstance(app.screen, Reader) and app.screen.answer is not None)
            await running.quiet()
            yield running
