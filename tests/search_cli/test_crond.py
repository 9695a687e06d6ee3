"""What `foi cron install` wrote, run by a real cron daemon with crontabs of its own; skipped, visibly, elsewhere."""

import json
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from scraper.demo.site import DemoSite
from tests.crond import Crond, missing, until

ROOT = Path(__file__).parents[2]
FOI = f"""#!{sys.executable} -P
import json, os, sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
with Path(__file__).with_name("started.json").open("w") as file:
    json.dump([sys.argv, os.getcwd(), dict(os.environ)], file)
from search_cli.main import run
run()
"""


@pytest.fixture
def crond(tmp_path: Path) -> Crond:
    if why := missing():
        pytest.skip(why)
    return Crond(tmp_path / "crond")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Return foi as it would be installed, at a place that wants quoting; it notes how it was started."""
    folder = tmp_path / "my 100% programs"
    folder.mkdir()
    script = folder / "foi"
    script.write_text(FOI)
    script.chmod(0o755)
    return script


@pytest.fixture
def data(tmp_path: Path, site: DemoSite) -> Path:
    """Return a data folder, at a place that wants quoting too, with a source that is due."""
    folder = tmp_path / "data of 'Ann' 5%"
    folder.mkdir()
    source = f'[sources.govuk-foi]\nevery = "6h"\nbase-url = "{site.url}"\nlimit = 1\ndelay = 0\n'
    (folder / "foi.toml").write_text(f"{source}[index]\nocr = false\n")
    return folder


def test_a_cron_daemon_runs_the_line_and_mails_what_is_new_and_nothing_when_nothing_is(
    crond: Crond, program: Path, data: Path
) -> None:
    theirs = "MAILTO=ann\n0 0 1 1 * true\r\n# the last\n"
    assert crond.within("crontab", "-", given=theirs) == ("", 0)
    at = datetime.now().astimezone() + timedelta(seconds=75)  # in the minute that follows, or the one after it
    printed, status = crond.within(program, "--data", data, "cron", "install", "--at", f"{at:%H:%M}", LANG="C.UTF-8")
    said, line = printed.splitlines()
    assert (said, status) == ("added to your crontab", 0)
    assert crond.crontab() == f"{theirs}{line.strip()}\n".encode()
    if not os.environ.get("FOI_CRON"):  # the daemon's clock cannot be put on, and a minute is long: at its start, then
        soon = f"{theirs}@reboot {line.split(maxsplit=5)[5]}\n"
        assert crond.within("crontab", "-", given=soon) == ("", 0)
    with crond.running():
        until(lambda: updates(data) == 1, "the end of the update")
    words, folder, environment = json.loads((program.parent / "started.json").read_text())
    assert words == [str(program), "-q", "--data", str(data), "update"]
    assert environment["LANG"] == "C.UTF-8"
    assert environment["PATH"].startswith(f"{program.parent}:")
    assert folder == str(Path.home())
    mailed = crond.mailed()
    assert "To: ann" in mailed
    assert "\n1 new since " in mailed
    if not os.environ.get("FOI_CRON"):
        crond.started_anew()
        with crond.running():
            until(lambda: updates(data) == 2, "the second update")
        assert crond.mailed() == mailed
    printed, status = crond.within(program, "--data", data, "cron", "remove")
    assert (printed.splitlines()[0], status) == ("taken out of your crontab", 0)
    assert crond.crontab() == theirs.encode()


def updates(data: Path) -> int:
    """Return how many updates are on record as ended."""
    records = data / "logs" / "runs.jsonl"
    return len(records.read_text().splitlines()) if records.exists() else 0
