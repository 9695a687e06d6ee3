"""TAB in the real shells: what foi is given when a line that was completed is sent off."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from indexer.annotations import Annotations
from indexer.places import Places
from indexer.query import FIELDS
from scraper.archive.records import Digest
from scraper.archive.store import Archive
from search_cli import last
from search_cli.commands.completion import SHELLS
from search_cli.completing import bash
from search_cli.completing.answer import answered
from search_cli.completing.cursor import cursor
from search_cli.completing.offers import OF_ARGUMENTS, QUERIES
from search_cli.completing.queries import ABOUT
from search_cli.main import foi
from tests.search_cli.conftest import run

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
FOI = f"""#!{sys.executable} -P
import json, os, sys
sys.path.insert(0, {str(ROOT)!r})
if "_FOI_COMPLETE" in os.environ or "completion" in sys.argv:
    from search_cli.main import run
    run()
with open(os.environ["NOTED"], "a") as file:
    print(json.dumps(sys.argv[1:]), file=file)
"""
HOSTILE = 'it\'s $(touch pwned) `touch pwned` & "more"'
LINES = {
    "foi sea\ttag:lea\t": ["search", "tag:leads"],
    "foi search --auth\tdepartm\t": ["search", "--authority", "Department for Transport"],
    "foi search authority:Departm\t": ["search", 'authority:"Department for Transport"'],
    "foi search --kind=rel\t": ["search", "--kind=release"],
    "foi search kettle ki\trel\t": ["search", "kettle", "kind:release"],
    "foi search query:it\t": ["search", f'query:"{HOSTILE}"'],
    "foi tag +lea\t": ["tag", "+leads"],
    "foi add some\t": ["add", "some file.txt"],
    "foi --data oth\t search tag:fro\t": ["--data", "other", "search", "tag:from-other"],
}


OFFERED = {
    ("",): {"add", "search", "watch"},
    ("c",): {"changes", "cite", "collections", "completion", "crawl", "cron"},
    ("crawl", "govuk"): {"govuk-foi", "govuk-news"},
    ("doctor", "alav"): {"alaveteli"},
    ("sources", "check", "ico"): {"ico-decisions"},
    ("cron", ""): {"install", "remove", "show"},
    ("cron", "install", "--every", "1"): {"10min", "12h", "15min", "1d", "1h"},
    ("cron", "install", "--every", "6h", "--"): {"--at", "--dry-run", "--help", "--systemd"},
    ("help", "stat"): {"status", "statuses"},
    ("watch", "remove", ""): {"surveys"},
    ("search", "--facet", "a"): {"authority"},
    ("search", "--facet", "authority", "--facet"): {"--facet"},
    ("search", "--kind", "news", "--kin"): set(),
    ("search", "--ki"): {"--kind"},
    ("search", "--source", "gov"): {"govuk-foi"},
    ("search", "--", "-ta"): {"-tag:"},
    ("search", "asbestos (tag:l"): {"asbestos (tag:leads"},
    ("search", 'asbestos -authority:"Department f'): {'asbestos -authority:"Department for Transport"'},
    ("search", '"not within a phrase ta'): set(),
    ("search", "state:gon"): {"state:gone"},
    ("search", "colour:re"): set(),
    ("search", "query:sur"): {"query:surveys"},
    ("tag", "-lea"): {"-leads"},
    ("tag", "--query", "tag:l"): {"tag:leads"},
    ("frobnicate", ""): set(),
    ("--quiet", "cron", "rem"): {"remove"},
    ("show", "1"): {"1"},
    ("note", ""): {"1"},
    ("forget", ""): set(),
    ("search", "like:"): {"like:1"},
    ("cite", "--style", "text", "1"): {"1"},
}
"""What is offered after some words; in the first, among others."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, demo: Path) -> Path:
    """Return a folder somebody works in: foi on the path, a data folder with tags and names, a file, another folder."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(demo, folder / "data")
    for data, tag in (("data", "leads"), ("other", "from-other")):
        (folder / data).mkdir(exist_ok=True)
        annotations = Annotations.open(Places(folder / data))
        annotations.tag([Digest("0" * 64)], [tag])
        annotations.close()
    names = f'[queries]\n{json.dumps(HOSTILE)} = "kettle"\n[watches.surveys]\nquery = "asbestos"\n'
    (folder / "data" / "foi.toml").write_text(names)
    with Archive.open(folder / "data" / "archive") as archive:
        held = next(iter(archive.captures.documents()))
    assert last.keep(Places(folder / "data"), {1: held.digest})
    (folder / "some file.txt").touch()
    (folder / "bin").mkdir()
    (folder / "bin" / "foi").write_text(FOI)
    (folder / "bin" / "foi").chmod(0o755)
    return folder


def started(shell: str, desk: Path) -> pexpect.spawn:
    """Start a shell as its documentation says, with nobody's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOI_")}
    home = desk / f"home-{shell}"
    (home / "fish" / "completions").mkdir(parents=True)
    environment = {
        **kept,
        "PATH": f"{desk}/bin:{os.environ['PATH']}",
        "HOME": str(home),
        "FOI_DATA": str(desk / "data"),
    }
    environment |= {"NOTED": str(home / "noted"), "XDG_CONFIG_HOME": str(home), "TERM": "xterm", "PS1": "ready> "}
    script = CliRunner().invoke(foi, ["completion", shell]).stdout
    (home / "_foi").write_text(script)
    (home / "fish" / "completions" / "foi.fish").write_text(script)
    begin = {
        "bash": ["bash", "--norc", "--noprofile", "-i"],
        "zsh": ["zsh", "-f", "-i"],
        "fish": ["fish", "-i", "-C", "function fish_prompt; echo 'ready> '; end; set fish_greeting"],
    }[shell]
    process = pexpect.spawn(
        begin[0], begin[1:], cwd=str(desk), env=environment, timeout=PATIENCE, dimensions=(50, 200), encoding="utf-8"
    )
    first = {
        "bash": 'eval "$(foi completion bash)"',
        "zsh": f"fpath=({home} $fpath); autoload -U compinit; compinit -D; setopt no_beep",
        "fish": "true",
    }[shell]
    process.expect("ready> ")
    process.sendline(first)
    return process


@pytest.fixture(scope="module", params=SHELLS)
def typed(request: pytest.FixtureRequest, desk: Path) -> Iterator[Callable[[str], list[str]]]:
    """Return what types a line into a shell and tells what foi was given."""
    shell = request.param
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    process = started(shell, desk)
    noted = desk / f"home-{shell}" / "noted"

    def type_in(line: str) -> list[str]:
        before = len(noted.read_text().splitlines()) if noted.exists() else 0
        process.send(f"{line}\r")
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            lines = noted.read_text().splitlines() if noted.exists() else []
            if len(lines) > before:
                return list(json.loads(lines[before]))
            time.sleep(0.02)
        pytest.fail(f"foi was not started by {line!r}: {process.before}")

    yield type_in
    process.close(force=True)


@pytest.mark.parametrize("line", LINES)
def test_tab_completes_and_the_shell_gives_foi_what_was_meant(
    typed: Callable[[str], list[str]], line: str, desk: Path
) -> None:
    assert [word.rstrip("/") for word in typed(line)] == LINES[line]
    assert not (desk / "pwned").exists()


@pytest.mark.parametrize("words", OFFERED, ids=" ".join)
def test_what_is_offered(words: tuple[str, ...], desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOI_DATA", str(desk / "data"))
    found = {offer.word for offer in answered(words[:-1], words[-1])[1]}
    assert found >= OFFERED[words]
    assert words == ("",) or found == OFFERED[words]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("add", "x"), "files"),
        (("--data", ""), "folders"),
        (("export", ""), "files"),
        (("add", "--ti"), "words"),
        (("batch", "--format=js"), "words"),
        (("tag", "--dump=x"), "files"),
    ],
    ids=str,
)
def test_where_a_file_is_wanted_the_shell_is_told_so(words: tuple[str, ...], kind: str) -> None:
    assert answered(words[:-1], words[-1])[0] == kind


def test_every_completion_is_of_something_that_exists() -> None:
    for name in (*OF_ARGUMENTS, *QUERIES):
        *words, parameter = name.split()
        at = cursor(foi, words, "")
        assert at is not None, name
        names = {str(one.name) for one in at.command.params} | {flag for one in at.command.params for flag in one.opts}
        assert at.words == tuple(words), name
        assert parameter in names, name
    assert set(ABOUT) == set(FIELDS)


@pytest.mark.parametrize(
    ("words", "avoided"),
    [(("sea",), ("search_cli.commands", "sqlite3", "platformdirs", "dataclasses", "indexer.query")),
     (("crawl", "--max"), ("scrapy.", "twisted", "lxml", "tomllib")),
     (("search", "tag:l"), ("indexer.engine.searching", "numpy", "lxml"))],
)  # fmt: skip
def test_tab_loads_only_what_it_needs(words: tuple[str, ...], avoided: tuple[str, ...], tmp_path: Path) -> None:
    program = "import sys; from search_cli.completing.answer import complete; complete(); print(*sys.modules)"
    environment = {**os.environ, "_FOI_COMPLETE": "zsh", "FOI_DATA": str(tmp_path)}
    asked = [sys.executable, "-c", program, *words]
    printed = subprocess.run(asked, env=environment, capture_output=True, text=True, check=True).stdout
    assert len(printed.splitlines()) > 1
    loaded = printed.splitlines()[-1].split()
    assert [one for one in loaded if one.startswith(avoided) and one != "search_cli.commands"] == []


@pytest.mark.parametrize("broken", ["[", "[nonsense]\nx = 1", "[watches.x]\nquery = 5"])
def test_whatever_is_wrong_nothing_is_said(tmp_path: Path, broken: str) -> None:
    (tmp_path / "foi.toml").write_text(broken)
    ran = run(tmp_path, "watch", "remove", "", _FOI_COMPLETE="zsh")
    assert (ran.stdout, ran.stderr, ran.status) == ("", "", 0)


def test_titles_and_names_from_outside_cannot_drive_a_terminal(desk: Path, tmp_path: Path) -> None:
    names = '[queries]\n"plain" = "a\\u001b[2Jb"\n"esc\\u001b[2J" = "x"\n"two\\nlines" = "y"\n'
    (tmp_path / "foi.toml").write_text(names)
    assert run(tmp_path, "search", "query:", _FOI_COMPLETE="zsh").stdout == "words\nquery:plain\ta\ufffd[2Jb\n"


LINE_OF_BASH = [
    ("foi search ta", (["search"], "ta", "", "")),
    ("FOI_DATA=/x foi search tag:le", (["search"], "tag:le", "tag:", "")),
    ("foi search --kind=re", (["search"], "--kind=re", "--kind=", "")),
    ("foi add 'a b' c\\ d", (["add", "a b"], "c d", "", "")),
    ("foi search 'x tag:l", (["search"], "x tag:l", "", "'")),
    ('foi search authority:"For', (["search"], "authority:For", "authority:", '"')),
    ('foi search "a \\"b\\" \\c', (["search"], 'a "b" \\c', "", '"')),
    ("foi ''", ([], "", "", "")),
    ("foi search ", (["search"], "", "", "")),
]


@pytest.mark.parametrize(("line", "parts"), LINE_OF_BASH)
def test_a_line_of_bash_is_read_as_bash_reads_it(line: str, parts: tuple[list[str], str, str, str]) -> None:
    read = bash.read(line, " \t\n\"'@><=;|&(:")
    assert (read.words[1:], read.typed, read.kept, read.quote) == parts


@given(st.text(st.sampled_from("ab \\\"'$`!*?[](){};&|<>#~:=%é\t"), max_size=12), st.sampled_from(["", "'", '"']))
def test_what_replaces_a_word_is_read_as_that_word_again(word: str, quote: str) -> None:
    begun = bash.read(f"foi search {quote}", ":")
    replied = bash.reply(word, begun)
    again = bash.read(f"foi search {quote}{replied}{quote} end", ":")
    assert again.words == (["foi", "search", word] if word or quote else ["foi", "search"])


def test_of_several_words_readline_inserts_no_half_of_an_escape() -> None:
    line = bash.read("foi search --authority F", ":")
    replies = bash.replies(["Foreign Office", "Foreign Office; Transport", "Foreign Office (old)"], line)
    assert inserted(replies) == "Foreign\\ Office"
    cut = bash.replies(["a b", "a;b"], bash.read("foi search a", ":"))
    assert inserted(cut) == "a"


def inserted(replies: list[str]) -> str:
    """Return what readline types of several replies: what they begin with."""
    return os.path.commonprefix(replies)  # noqa: RUF071 - of characters, that is
