"""What only says which or how many can be trusted by a script: exactly what was asked, all of it, nothing else."""

from pathlib import Path

from tests.search_cli.conftest import Foi, run
from tests.terminal import on_terminal, plain


def test_ids_are_of_all_that_match_and_counted(foi: Foi, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(25):
        (tmp_path / "in" / f"{number}.txt").write_text(f"lamps number {number}")
    foi("add", tmp_path / "in")
    foi("index")
    listed = foi("search", "lamps", "--ids")
    assert (listed.status, len(set(listed.stdout.split()))) == (0, 25)
    assert foi("search", "lamps", "--count").stdout == "25\n"
    assert foi("search", "lamps", "-0").stdout == listed.stdout.replace("\n", "\0")
    assert foi("search", "lamps", "--ids", "-n", "3").stdout.split() == listed.stdout.split()[:3]
    assert len(foi("search", "lamps", "--ids", "--limit", "10").stdout.split()) == 10, "asked for, though it is usual"
    assert len(foi("search", "lamps", FOI_SEARCH_LIMIT="4").stdout.split("\n\n")) == 5
    assert foi("search", "lamps shutters", "--ids").stdout == "", "what has most of the words is not what was asked for"


def test_a_long_answer_is_paged_and_its_notices_are_on_the_first_screen(demo: Path) -> None:
    printed, status = on_terminal(demo, "search", "Larkspor review", PAGER="sed 's/^/> /'")
    lines = plain(printed).splitlines()
    assert status == 0
    assert lines[0] == "> foi: nothing has both words; these have one of them"
    assert all(line.startswith("> ") for line in lines if line)


def test_quiet_on_a_terminal_is_only_the_answer(demo: Path) -> None:
    printed, status = on_terminal(demo, "--quiet", "search", "Larkspor review", "-n", "1")
    assert (plain(printed).splitlines()[0][:12], status) == ("8 documents;", 0)
    assert on_terminal(demo, "--quiet", "search", "zebra") == ("", 1)


def test_other_formats_are_the_same_on_a_terminal_as_in_a_pipe(demo: Path) -> None:
    for format_ in ("jsonl", "csv", "tsv", "json"):
        words = ("search", "Larkspur", "--limit", "1", "--format", format_)
        assert on_terminal(demo, *words)[0] == run(demo, *words).stdout
