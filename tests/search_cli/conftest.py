"""The real command, in a real process, on a data folder made from the demonstration site."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from scraper.demo.site import DemoSite
from tests import forking

_VOLATILE = (
    (re.compile(r"http://127\.0\.0\.1:\d+"), "http://SITE"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "DIGEST"),
    (re.compile(r"(?:\b|(?<=\dm))[0-9a-f]{12}\b"), "ID"),  # also after the escape of a colour
    (re.compile(r"\d{4}-\d\d-\d\d\s\d\d:\d\d(:\d\d)?\sUTC"), "TIME UTC"),  # a terminal may part them
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d|(?<=m)\d{4}-\d\d-\d\d(?=, UTC)"), "TIME"),  # on a terminal
    (re.compile(r"(?m)^  \d\d:\d\d  "), "  TIME  "),
    (re.compile(r"\"(time|captured)\": \"[^\"]+\""), r'"\1": "TIME"'),
    (re.compile(r"seen=[-\dT:]+Z"), "seen=TIME"),
    (re.compile(r"check=[0-9a-f]{8}\b"), "check=CHECK"),
    (re.compile(r"urldate = \{[-\d]+\}"), "urldate = {DAY}"),
    (re.compile(r"\"accessed\": \{\"date-parts\": \[\[[\d, ]+\]\]\}"), '"accessed": DAY'),
    (re.compile(r",\d+\.\d+,(?=\"?\d+: )"), ",SCORE,"),
    (re.compile(r"\"score\": [0-9.]+"), '"score": SCORE'),
    (re.compile(r"(?m)^(\s+(?:␛\[2m *)?(?:score )?)\d+\.\d\d(?=$|  |␛)"), r"\1SCORE"),
)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed, and how it ended."""

    stdout: str
    stderr: str
    status: int


Foi = Callable[..., Ran]


def run(data: Path, *words: str | Path, **environment: str) -> Ran:
    """Run foi in a process of its own, with no terminal; it is forked from one that has loaded all modules."""
    done = forking.forker().run(
        forking.FOI, "--data", str(data), *map(str, words), seconds=300, environment=_environment(environment)
    )
    return Ran(done.stdout, done.stderr, done.status)


def run_anew(data: Path, *words: str | Path, **environment: str) -> Ran:
    """Run foi as a person does, in a new process that has loaded nothing, with no terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "search_cli", "--data", str(data), *map(str, words)],
        env=_environment(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return Ran(done.stdout, done.stderr, done.returncode)


def _environment(more: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOI_")}
    return {**kept, "COLUMNS": "100", **more}


def settled(text: str, data: Path) -> str:
    """Return output with what differs from run to run replaced by what it is."""
    text = text.replace(str(data), "DATA")
    for pattern, name in _VOLATILE:
        text = pattern.sub(name, text)
    return text


@pytest.fixture(scope="session")
def site() -> Iterator[DemoSite]:
    """Serve the demonstration site."""
    with DemoSite.shipped() as running:
        yield running


@pytest.fixture(scope="session")
def demo(site: DemoSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the demonstration site crawled and indexed. Tests must leave it as it is.

    Without OCR, so that it is the same on machines that have tesseract and on those that do not.
    """
    data = tmp_path_factory.mktemp("demo")
    crawled = run_anew(data, "crawl", "govuk-foi", "--organisation", "all", "--base-url", site.url, "--delay", "0")
    assert crawled.status == 0, crawled.stderr
    assert run_anew(data, "index", "--no-ocr").status == 3
    return data


@pytest.fixture
def foi(tmp_path: Path) -> Foi:
    """Run foi on an empty data folder of the test's own."""
    return lambda *words, **environment: run(tmp_path / "data", *words, **environment)
