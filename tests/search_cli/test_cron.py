"""`foi cron`: only its own lines are touched, and words arrive as they were, whatever is in them."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from search_cli.main import foi
from search_cli.scheduling import crontab, system, systemd
from search_cli.scheduling.job import CannotSchedule, Job, job, left_out
from search_cli.scheduling.times import DAY, EVERY, HOUR, Times, daily, spread

JOB = Job(("/opt/foi/bin/foi", "-q", "--data", "/srv/foi", "update"), {"PATH": "/bin"}, "/srv/foi", "0123456789ab")
OTHER = Job(JOB.command, JOB.environment, "/srv/other", "ba9876543210")
LINE = crontab.line(JOB, daily(3, 10))
CRONTAB = """#!/bin/sh
# A crontab(1) that keeps one in a file. What $SAYS has is said, and nothing done.
if [ -n "$SAYS" ]; then echo "$SAYS" >&2; exit 1; fi
case "$1" in
-l) if [ -f "$KEPT" ]; then exec /bin/cat "$KEPT"; fi; echo "no crontab for ann" >&2; exit 1 ;;
-) if [ -n "$LOSES" ]; then exec /bin/cat > /dev/null; fi; exec /bin/cat > "$KEPT" ;;
esac
"""
SYSTEMCTL = """#!/bin/sh
echo "$@" >> "$KEPT"
if [ "$2" = "$FAILS" ]; then echo "Failed to connect to bus" >&2; exit 1; fi
"""


class Machine:
    """A person's crontab and units, where `foi cron` finds them."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.bin = folder / "bin"
        self.crontab = folder / "kept"
        self.asked = folder / "asked"
        self.units = folder / "config" / "systemd" / "user"
        self.environment = {"PATH": str(self.bin), "KEPT": str(self.crontab), "XDG_CONFIG_HOME": str(folder / "config")}
        self.bin.mkdir()
        self.has("env", "#!/bin/sh")
        self.has("crontab", CRONTAB)

    def has(self, name: str, text: str) -> None:
        (self.bin / name).write_text(text)
        (self.bin / name).chmod(0o755)

    def foi(self, *words: str | Path, **environment: str) -> Result:
        set_here = {name: None for name in os.environ if name.startswith("FOI_") or name.lower().endswith("_proxy")}
        given = ["--data", str(self.data), "cron", *map(str, words)]
        outcome = CliRunner(env=set_here | self.environment | environment).invoke(foi, given)
        assert outcome.exception is None or isinstance(outcome.exception, SystemExit), outcome.exception
        return outcome


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def as_cron_does(line: str) -> list[str]:
    """Return the words a line's command gets: cron takes the backslash from each percent sign, then asks the shell."""
    command = line.split(maxsplit=5)[5]
    assert not re.search(r"(?<!\\)%", command)
    return as_the_shell_does(command.replace(r"\%", "%"))


def as_the_shell_does(command: str) -> list[str]:
    lister = f"{sys.executable} -c 'import sys; sys.stdout.write(\"\\0\".join(sys.argv[1:]))' "
    done = subprocess.run(["/bin/sh", "-c", lister + command], capture_output=True, text=True, check=True)
    return done.stdout.split("\0")


HOSTILE = (
    "my 100% programs/foi",
    "it's",
    'a "b" $HOME `id`',
    "%",
    "a%%b",
    r"c:\%d",
    "#1; rm -rf *",
    "é ü",
    "",
    "-n",
    "!!",
)


def test_words_arrive_as_they_were_whatever_is_in_them() -> None:
    wanted = Job(HOSTILE, {"PATH": "/a b%c"}, "/srv/foi", JOB.id)
    line = crontab.line(wanted, daily(3, 10))
    assert as_cron_does(line)[1:] == ["PATH=/a b%c", *HOSTILE]
    busybox_takes_no_backslash_away = line.split(maxsplit=5)[5]
    assert as_the_shell_does(busybox_takes_no_backslash_away)[1:] == ["PATH=/a b%c", *HOSTILE]


@given(
    st.binary(max_size=200) | st.lists(st.sampled_from([LINE.encode(), b"", b"# a", b"0 5 * * * b\r"])).map(b"\n".join)
)
def test_putting_a_line_in_and_out_leaves_every_other_byte(theirs: bytes) -> None:
    theirs = crontab.without(theirs, JOB)
    with_line = crontab.put(theirs, JOB, LINE)
    assert crontab.put(with_line, JOB, LINE) == with_line
    assert crontab.own(with_line, JOB) == [LINE]
    assert with_line.endswith(b"\n")
    ended = theirs if not theirs or theirs.endswith(b"\n") else theirs + b"\n"
    assert crontab.without(with_line, JOB) == ended
    beside = crontab.put(with_line, OTHER, crontab.line(OTHER, daily(4, 0)))
    assert crontab.without(beside, OTHER) == with_line


def test_a_line_is_replaced_where_it_stood_and_once_if_it_stood_twice() -> None:
    old = crontab.line(JOB, daily(1, 0))
    theirs = f"MAILTO=ann\n# {old}\n0 5 * * * true\n{old}\r\n1 1 * * * false"
    assert crontab.put(theirs.encode(), JOB, LINE) == f"MAILTO=ann\n{LINE}\n0 5 * * * true\n1 1 * * * false\n".encode()


def test_a_line_that_only_speaks_of_ours_is_not_ours() -> None:
    theirs = f"# see # foi-index {JOB.id} below\n0 5 * * * echo '# foi-index {JOB.id}'\n".encode()
    assert crontab.own(theirs, JOB) == []
    assert crontab.without(theirs, JOB) == theirs


@pytest.mark.parametrize("every", EVERY)
def test_what_runs_so_often_runs_so_often_and_not_at_the_same_time_for_all(every: str) -> None:
    seen = set()
    for seed in map(str, range(40)):
        times = spread(EVERY[every], seed)
        at = sorted(hour * HOUR + minute for hour in times.hours or range(24) for minute in times.minutes)
        gaps = {(later - at[place - 1]) % DAY or DAY for place, later in enumerate(at)}
        assert gaps == {EVERY[every]}
        assert spread(EVERY[every], seed) == times
        seen.add(times)
    assert len(seen) > 3


def test_times_as_cron_and_systemd_write_them() -> None:
    assert (daily(3, 5).cron, daily(3, 5).calendar) == ("5 3 * * *", "*-*-* 03:05:00")
    assert (Times((7, 37), ()).cron, Times((7, 37), ()).calendar) == ("7,37 * * * *", "*-*-* *:07,37:00")
    assert Times((9,), (1, 13)).calendar == "*-*-* 01,13:09:00"


def test_the_line_has_this_python_this_folder_and_what_is_needed_of_the_environment(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    made = job(tmp_path / "data", environment(tmp_path, PATH=f"{tmp_path}/bin:/no/such:relative::/usr/bin"))
    assert made.command[:2] == (sys.executable, "-P")
    assert made.command[-4:] == ("-q", "--data", str(tmp_path / "data"), "update")
    assert made.environment["PATH"].split(":")[:3] == [str(Path(sys.executable).parent), f"{tmp_path}/bin", "/usr/bin"]
    assert "/no/such" not in made.environment["PATH"]
    assert "relative" not in made.environment["PATH"]
    assert made.environment["LANG"] == "en_GB.UTF-8"
    assert made.environment["https_proxy"] == "http://proxy.example:8080"
    assert "EDITOR" not in made.environment


def environment(folder: Path, **more: str) -> Mapping[str, str]:
    return {"LANG": "en_GB.UTF-8", "https_proxy": "http://proxy.example:8080", "EDITOR": "ed", **more}


def test_a_password_is_not_written_down_and_said_to_be_missing(tmp_path: Path) -> None:
    secret = {"HTTPS_PROXY": "http://ann:geheim@proxy.example:8080", "http_proxy": "ann:geheim@proxy.example:8080"}
    given = environment(tmp_path, **secret, FOI_CRAWL_CONTACT="ann@fernhill.example", FOI_DATA="/srv/foi")
    made = job(tmp_path, given)
    assert "geheim" not in crontab.line(made, daily(1, 2)) + systemd.service(made)
    said = left_out(given)
    assert [one.split()[0] for one in said] == ["FOI_CRAWL_CONTACT", "HTTPS_PROXY", "http_proxy"]
    assert "geheim" not in "".join(said)


@pytest.mark.parametrize("name", ["two\nlines", "tab\t", "esc\x1b[2J", "\udce9", "\u202eturned"])
def test_a_folder_no_crontab_can_name_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(CannotSchedule, match="rename it"):
        job(tmp_path / name)


def test_a_data_folder_is_the_same_by_a_link_to_it(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to("data")
    by_name, by_link = job(tmp_path / "data"), job(tmp_path / "link")
    assert by_name.id == by_link.id == hashlib.sha256(bytes((tmp_path / "data").resolve())).hexdigest()[:12]
    assert by_link.data == str(tmp_path / "link")


def test_install_adds_then_changes_nothing_then_replaces_and_remove_takes_away(machine: Machine) -> None:
    theirs = b"MAILTO=ann\n0 5 * * * true"
    machine.crontab.write_bytes(theirs)
    first = machine.foi("install", "--at", "3:10")
    said, line = first.stdout.splitlines()
    assert (said, line.split()[:5]) == ("added to your crontab", ["10", "3", "*", "*", "*"])
    assert machine.crontab.read_bytes() == theirs + f"\n{line.strip()}\n".encode()
    again = machine.foi("install", "--at", "03:10")
    assert again.stdout.splitlines() == ["your crontab has this line already; nothing was changed", line]
    other = machine.foi("install", "--at", "4:00")
    assert [one[:15] for one in other.stdout.splitlines()] == ["replaced in you", "  - 10 3 * * * ", "  + 0 4 * * * /"]
    removed = machine.foi("remove")
    assert [one[:13] for one in removed.stdout.splitlines()] == ["taken out of ", "  0 4 * * * /"]
    assert machine.crontab.read_bytes() == theirs + b"\n"
    assert {outcome.exit_code for outcome in (first, again, other, removed)} == {0}
    nothing = machine.foi("remove")
    assert (nothing.exit_code, nothing.stdout) == (1, "")
    assert "there was nothing to remove" in nothing.stderr


def test_who_has_given_no_source_a_schedule_is_told_how(machine: Machine) -> None:
    assert "foi sources every" in machine.foi("install").stderr
    machine.data.mkdir()
    (machine.data / "foi.toml").write_text('[sources.govuk-foi]\nevery = "6h"\n')
    assert "foi sources every" not in machine.foi("install").stderr


def test_two_data_folders_have_a_line_each(machine: Machine) -> None:
    machine.foi("install")
    one = machine.crontab.read_text()
    machine.data = machine.data.with_name("other")
    machine.foi("install", "--every", "1d")
    assert machine.crontab.read_text().startswith(one)
    assert machine.crontab.read_text().count("\n") == 2
    machine.foi("remove")
    assert machine.crontab.read_text() == one


def test_show_prints_the_line_alone_and_says_whether_it_is_installed(machine: Machine) -> None:
    shown = machine.foi("show", "--every", "15min")
    assert "not in your crontab yet" in shown.stderr
    machine.foi("install", "--every", "15min")
    assert machine.crontab.read_text() == shown.stdout
    assert machine.foi("show", "--every", "15min").stderr == "as it is in your crontab\n"
    other = machine.foi("show", "--at", "1:00").stderr.splitlines()
    assert (other[0].split(";")[0], other[1].strip()) == (
        "your crontab has another one of this data folder",
        shown.stdout.strip(),
    )


def test_a_dry_run_says_what_would_be_done_and_does_nothing(machine: Machine) -> None:
    machine.has("systemctl", SYSTEMCTL)
    assert machine.foi("install", "--dry-run").stdout.startswith("would add to your crontab\n")
    assert machine.foi("install", "--systemd", "--dry-run").stdout.count("would write ") == 2
    assert not machine.crontab.exists()
    assert not machine.units.exists()
    machine.foi("install")
    kept = machine.crontab.read_text()
    assert machine.foi("install", "--at", "1:00", "--dry-run").stdout.startswith("would replace in your crontab\n")
    assert machine.foi("remove", "--dry-run").stdout.startswith("would take out of your crontab\n")
    assert machine.crontab.read_text() == kept


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"SAYS": "You (ann) are not allowed to use this program (crontab)"}, "cannot be read: You (ann) are not allo"),
        ({"SAYS": "\x1b[2Jdisk\nquota"}, "cannot be read: \ufffd[2Jdisk quota"),
        ({"LOSES": "it"}, "something else changes it; run this again"),
        ({"PATH": "/no/such"}, "there is no program crontab here; install cron, or take a timer of systemd"),
    ],
)
def test_a_crontab_that_cannot_be_read_or_written_is_left_alone_and_told(
    machine: Machine, given: dict[str, str], told: str
) -> None:
    machine.crontab.write_text("0 5 * * * true\n")
    failed = machine.foi("install", **given)
    assert (failed.exit_code, failed.stdout) == (1, "")  # Click's own; `run` makes it 2
    assert told in failed.stderr
    assert machine.crontab.read_text() == "0 5 * * * true\n"


def test_without_a_crontab_there_is_one_afterwards(machine: Machine) -> None:
    machine.foi("install", "--every", "6h")
    (line,) = machine.crontab.read_text().splitlines()
    assert re.match(r"\d+ \d+,\d+,\d+,\d+ \* \* \* ", line)


@pytest.mark.parametrize(
    "words", [["--at", "25:00"], ["--at", "3"], ["--at", "3:5"], ["--at", "1:00", "--every", "1h"]]
)
def test_a_time_that_is_none_is_a_usage_error(machine: Machine, words: list[str]) -> None:
    assert machine.foi("install", *words).exit_code == 2
    assert not machine.crontab.exists()


def test_a_timer_is_written_and_started_and_taken_away_again(machine: Machine) -> None:
    machine.has("systemctl", SYSTEMCTL)
    kept = {"KEPT": str(machine.asked)}
    machine.units.mkdir(parents=True)
    (machine.units / "theirs.timer").touch()
    written = machine.foi("install", "--systemd", "--at", "3:10", **kept)
    assert [one.split(":")[0] for one in written.stdout.splitlines()] == ["written", "written", "started"]
    (timer,) = machine.units.glob("foi-update-*.timer")
    assert "OnCalendar=*-*-* 03:10:00\nPersistent=true\n" in timer.read_text()
    assert machine.asked.read_text().splitlines() == ["--user daemon-reload", f"--user enable --now {timer.name}"]
    again = machine.foi("install", "--systemd", "--at", "3:10", **kept)
    assert [one.split(":")[0] for one in again.stdout.splitlines()] == ["unchanged", "unchanged", "started"]
    assert machine.foi("show", "--systemd", "--at", "3:10").stderr == "as it is in systemd\n"
    removed = machine.foi("remove", **kept)
    assert [one.split()[0] for one in removed.stdout.splitlines()] == ["removed", "removed"]
    assert [one.name for one in machine.units.iterdir()] == ["theirs.timer"]
    assert machine.foi("remove", "--systemd", **kept).exit_code == 1


@pytest.mark.parametrize("fails", ["daemon-reload", "enable"])
def test_what_systemd_does_not_take_leaves_no_files(machine: Machine, fails: str) -> None:
    machine.has("systemctl", SYSTEMCTL)
    failed = machine.foi("install", "--systemd", FAILS=fails, KEPT=str(machine.asked))
    assert (failed.exit_code, failed.stdout) == (1, "")
    assert "failed: Failed to connect to bus" in failed.stderr
    assert list(machine.units.iterdir()) == []


def test_without_systemd_nothing_is_written(machine: Machine) -> None:
    failed = machine.foi("install", "--systemd")
    assert "there is no program systemctl here; take a line in your crontab" in failed.stderr
    assert not machine.units.exists()


def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")
    hostile = tmp_path / 'my 100% $HOME "p"; \'x \\'
    made = job(hostile, {"PATH": f"{tmp_path}:/a %h", "LANG": "C.UTF-8"})
    (tmp_path / "one.service").write_text(systemd.service(made))
    (tmp_path / "one.timer").write_text(systemd.timer(made, spread(EVERY["6h"], "any")))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", tmp_path / "one.timer", tmp_path / "one.service"],
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_two_that_install_at_once_both_have_their_line(machine: Machine) -> None:
    slow = CRONTAB.replace(
        'exec /bin/cat > "$KEPT"', 'kept=$(/bin/cat; echo .); /bin/sleep 0.2; printf %s "${kept%.}" > "$KEPT"'
    )
    machine.has("crontab", slow)
    command = [sys.executable, "-m", "search_cli", "--data"]
    both = [
        subprocess.Popen(
            [*command, str(machine.data / name), "cron", "install"], env={**os.environ, **machine.environment}
        )
        for name in ("one", "two")
    ]
    assert [one.wait(60) for one in both] == [0, 0]
    assert machine.crontab.read_text().count("# foi-index ") == 2


def test_carriage_returns_that_debian_s_crontab_prints_as_two_characters_are_read_as_they_are(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = b"0 5 * * * tr -d '\\r'\n0 6 * * * true\r\n"
    machine.crontab.write_bytes(theirs)
    lossy = CRONTAB.replace('exec /bin/cat "$KEPT"', r"""/bin/sed 's/\r/\\r/' "$KEPT"; exit""")
    machine.has(
        "crontab", lossy.replace("case", 'if [ "$1" = -e ]; then PATH=/usr/bin:/bin; $VISUAL "$KEPT"; exit; fi\ncase')
    )
    for name, value in machine.environment.items():
        monkeypatch.setenv(name, value)
    assert system.read_crontab() == theirs
    machine.has("crontab", lossy)
    with pytest.raises(CannotSchedule, match="carriage returns"):
        system.read_crontab()
