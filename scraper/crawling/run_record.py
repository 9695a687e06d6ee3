"""The books of one run: what was found, counted as it is stored, and how it ended."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from scraper.archive.records import Run
from scraper.archive.runs import Watermark
from scraper.archive.store import Archive

INTERRUPTED = "Interrupted. What was fetched is kept; run it again to go on."

Progress = Callable[[Run], None]


def now() -> datetime:
    """Return the time, aware and in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class RunRecord:
    """Counts of a run while it goes on.

    `publications` are the new and the changed ones, `documents` those whose bytes were not held before from
    that address, `unchanged` the answers that brought nothing new. `stopped` is why it was ended early,
    `advice` what to do about that. `remark` is what whoever reads about the run should know, however it ended.
    """

    archive: Archive
    source: str
    progress: Progress | None = None
    started: datetime = field(default_factory=now)
    publications: int = 0
    documents: int = 0
    unchanged: int = 0
    failed: int = 0
    stopped: str = ""
    advice: str = ""
    remark: str = ""
    key: int = 0

    def begin(self) -> None:
        """Enter the run as running."""
        self.key = self.archive.runs.begin(self.source, self.started)

    def snapshot(self) -> Run:
        """Return the counts as they are now."""
        return Run(
            source=self.source,
            started=self.started,
            publications=self.publications,
            documents=self.documents,
            unchanged=self.unchanged,
            failed=self.failed,
        )

    def report(self) -> None:
        """Tell whoever watches."""
        if self.progress:
            self.progress(self.snapshot())

    def end(self, reason: str, advance: tuple[str, Watermark] | None = None) -> Run:
        """Enter how the run ended, and how far the selection has been read if it was read whole.

        `reason` is Scrapy's: "finished", "shutdown" for an interrupt, else whatever closed the spider.
        """
        outcome, said = self._outcome(reason)
        note = " ".join(part for part in (said, self.remark) if part)
        run = replace(self.snapshot(), finished=now(), outcome=outcome, note=note)
        with self.archive.transaction():
            if advance and outcome != "stopped":
                self.archive.runs.advance(self.source, *advance)
            self.archive.runs.end(self.key, run)
        return run

    def _outcome(self, reason: str) -> tuple[str, str]:
        if self.stopped:
            kept = self.publications or self.documents
            rest = "What was fetched is kept" if kept else "Nothing was changed"
            return "stopped", f"{self.stopped} {rest}; {self.advice}."
        if reason == "shutdown":
            return "stopped", INTERRUPTED
        if reason != "finished":
            return "stopped", f"Ended early ({reason}). What was fetched is kept; run it again later."
        if self.failed:
            return "partly", f"{self.failed} could not be fetched or read; `foi status` lists them."
        return "done", ""
