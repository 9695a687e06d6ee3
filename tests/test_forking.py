"""Programs that are forked are what new processes would be: else the tests that run foi so would prove little."""

import os
import signal

import pytest

from tests.forking import Done, forker

SEEN = """
import os, signal, sys
print(sys.argv[1:], sys.stdin.read(), sys.stdout.isatty(), os.environ.get("HERE"), os.getcwd())
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, len(os.listdir("/proc/self/fd")) < 9)
print("amiss", file=sys.stderr)
sys.exit(3)
"""


def test_arguments_environment_folder_streams_and_status_are_its_own(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(str(tmp_path))
    done = forker().run(SEEN, "a", "b", seconds=60, environment={**os.environ, "HERE": "here"})
    assert done == Done(3, f"['a', 'b']  False here {tmp_path}\nTrue True\n", "amiss\n")


def test_what_one_leaves_behind_the_next_does_not_find() -> None:
    forker().run("import sys, os; sys.path.insert(0, 'x'); os.environ['LEFT'] = 'x'; print('x' * 99)", seconds=60)
    done = forker().run("import sys, os; print(sys.path[0] == 'x', os.environ.get('LEFT'))", seconds=60)
    assert done == Done(0, "False None\n", "")


@pytest.mark.parametrize(
    ("code", "status", "said"),
    [
        ("import sys; sys.exit('out of luck')", 1, "out of luck"),
        ("1 / 0", 1, "ZeroDivisionError: division by zero"),
        ("import atexit, sys; atexit.register(lambda: print('done', file=sys.stderr))", 0, "done"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGINT)", -signal.SIGINT, "KeyboardInterrupt"),
    ],
)
def test_it_ends_as_a_process_ends(code: str, status: int, said: str) -> None:
    done = forker().run(code, seconds=60)
    assert (done.status, done.stderr.splitlines()[-1]) == (status, said)


def test_one_that_hangs_is_killed() -> None:
    assert forker().run("import time; time.sleep(600)", seconds=0.2).status == -signal.SIGKILL


def test_no_reactor_is_shared_and_all_of_foi_is_loaded() -> None:
    loaded = "import sys; print(*('x' in sys.modules for x in {names!r}))"
    names = ("twisted.internet.reactor", "search_cli.commands.search", "scraper.crawl")
    assert forker().run(loaded.replace("'x'", "x").format(names=names), seconds=60).stdout == "False True True\n"


def test_an_environment_that_matters_from_the_start_gets_a_new_process() -> None:
    done = forker().run(
        "import sys; print('x' in sys.path, 'scrapy' in sys.modules)",
        seconds=60,
        environment={**os.environ, "PYTHONPATH": "x"},
    )
    assert done.stdout in ("True False\n", "False False\n")
