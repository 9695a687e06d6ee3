"""`foi batch`: lists of queries as people keep them, good and bad, and what comes out."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from indexer.asking import Asking
from indexer.build import reindex
from indexer.places import Places
from indexer.query import parse
from search_cli.query_lists import LONGEST, Listed, entries
from tests.search_cli.conftest import Foi, run


def listed(text: str | bytes, name: str = "list.txt") -> list[Listed]:
    return list(entries(io.BytesIO(text if isinstance(text, bytes) else text.encode()), name))


def queries(text: str | bytes, name: str = "list.txt") -> list[tuple[str, str]]:
    return [(each.name, each.query) for each in listed(text, name) if not each.problem]


def problems(text: str | bytes, name: str = "list.txt") -> list[tuple[int, str]]:
    return [(each.line, each.problem) for each in listed(text, name) if each.problem]


def test_a_text_has_a_query_a_line_and_comments() -> None:
    found = listed('# councils\n\n  asbestos "primary schools"  \r\n#no\namount:>50k')
    assert [(each.line, each.query) for each in found] == [(3, 'asbestos "primary schools"'), (5, "amount:>50k")]
    assert [each.name for each in found] == [each.query for each in found]


@pytest.mark.parametrize(
    "text",
    [
        'name,query\nDyer,"""social media"" training"\n',
        'query,name\n"""social media"" training",Dyer\n',
        '\ufeffName;Query;notes\r\nDyer;"""social media"" training";"two\r\nlines"\r\n',
        'name\tquery\nDyer\t"""social media"" training"\n\n',
        '\n\nname, query \n# not yet, schools\nDyer,"""social media""\n training"\n',
    ],
)
def test_a_table_names_its_columns_whatever_parts_them(text: str) -> None:
    assert queries(text) == [("Dyer", '"social media" training')]


def test_a_table_without_names_calls_each_query_by_itself() -> None:
    assert queries("query\nasbestos\n", "list.csv") == [("asbestos", "asbestos")]
    assert queries("name,query\n,asbestos\n") == [("asbestos", "asbestos")]


def test_a_text_whose_first_line_is_the_word_query_is_a_text() -> None:
    assert queries("query\nasbestos\n") == [("query", "query"), ("asbestos", "asbestos")]


def test_a_line_that_cannot_be_read_is_told_and_the_rest_goes_on() -> None:
    text = b"schools\n\xff\xfeasbestos\nlamp\0post\nharbour\n" + b"x" * 3 * LONGEST + b"\nbridges"
    assert [query for _, query in queries(text)] == ["schools", "harbour", "bridges"]
    assert problems(text) == [(2, "not UTF-8"), (3, "not text"), (5, "longer than 65,536 bytes")]
    assert sum(each.size for each in listed(text)) == len(text)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('Dyer,"social media" training', "doubled"),
        ('Dyer,"social media', "not closed"),
        ("Dyer,", "nothing in the column query"),
        ("Dyer", "nothing in the column query"),
    ],
)
def test_a_row_that_goes_wrong_does_not_take_those_after_it_along(row: str, why: str) -> None:
    text = f'name,query\nA,asbestos\n{row}\nB,"""fire doors"""\nC,kilns\n'
    assert queries(text) == [("A", "asbestos"), ("B", '"fire doors"'), ("C", "kilns")]
    ((line, problem),) = problems(text)
    assert line == 3
    assert why in problem


def test_a_quote_left_open_in_the_last_row_or_for_long_is_one_bad_line() -> None:
    assert problems('name,query\nA,"asbestos') == [(2, "a quote is not closed")]
    many = "".join(f"N{number},word{number}\n" for number in range(60))
    assert problems(f'name,query\nA,"open\n{many}') == [(2, "a quote is not closed")]
    assert len(queries(f'name,query\nA,"open\n{many}')) == 60


def test_what_is_no_list_is_refused_with_what_to_do() -> None:
    with pytest.raises(click.ClickException, match=r"list\.csv has no column query"):
        listed("title,words\na,b\n", "list.csv")
    with pytest.raises(click.ClickException, match="save it as UTF-8"):
        listed("asbestos\n".encode("utf-16"))
    assert listed("\n\n# nothing\n") == []


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """Return a list with a good query, one that finds nothing, and a bad one."""
    path = tmp_path / "asked.txt"
    path.write_text("Larkspur training\nzebra\nautority:transport\ncamera\n", encoding="utf-8")
    return path


def test_hits_are_those_of_search_with_their_query_before_them(demo: Path, asked: Path) -> None:
    ran = run(demo, "batch", asked, "--format", "jsonl")
    assert ran.status == 3
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    for query in ("Larkspur training", "camera"):
        alone = [json.loads(line) for line in run(demo, "search", query, "--format", "jsonl").stdout.splitlines()]
        mine = [row for row in rows if row["name"] == query]
        told = [key for key in alone[0] if key != "facts"]  # a search looks them up, a list of thousands does not
        assert [[row[key] for key in told] for row in mine] == [[row[key] for key in told] for row in alone]
        assert {row["query"] for row in mine} == {query}
    assert "asked.txt:3: no field 'autority'" in ran.stderr
    assert "did you mean 'authority'" in ran.stderr


def test_what_has_only_most_of_the_words_is_no_hit(demo: Path, foi: Foi, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Larkspur internal zebra")
    assert run(demo, "search", "Larkspur internal zebra").status == 0
    ran = run(demo, "batch", tmp_path / "one.txt", "--count")
    assert (ran.stdout.split()[0], ran.status) == ("0", 1)


def test_a_csv_of_hits_is_one_table_safe_for_a_spreadsheet(foi: Foi, tmp_path: Path) -> None:
    (tmp_path / "=cmd.txt").write_text("asbestos survey")
    foi("add", tmp_path / "=cmd.txt")
    foi("index")
    (tmp_path / "list.csv").write_text("name,query\n=1+1,asbestos\n-2,survey\n")
    ran = foi("batch", tmp_path / "list.csv", "--format", "csv")
    head, *rows = csv.reader(io.StringIO(ran.stdout))
    assert head[:3] == ["name", "query", "total"]
    assert [row[0] for row in rows] == ["'=1+1", "'-2"]
    assert {len(row) for row in rows} == {len(head)}
    tsv = foi("batch", tmp_path / "list.csv", "--format", "tsv").stdout.splitlines()
    assert {line.count("\t") for line in tsv} == {len(head) - 1}


def test_every_hit_must_match_what_is_asked_besides(demo: Path, asked: Path) -> None:
    rows = run(demo, "batch", asked, "--and", "kind:file OR kind:release", "--format", "jsonl", "--limit", "1").stdout
    assert {json.loads(line)["kind"] for line in rows.splitlines()} == {"release"}
    assert run(demo, "batch", asked, "--and", '"open').status == 2


@pytest.mark.parametrize(
    ("text", "status"), [("camera", 0), ("zebra", 1), ("camera\n(x", 3), ("colour:red\n", 2), ("", 1)]
)
def test_the_status_says_how_it_went(demo: Path, tmp_path: Path, text: str, status: int) -> None:
    (tmp_path / "list.txt").write_text(text)
    assert run(demo, "batch", tmp_path / "list.txt").status == status


def test_no_more_than_twenty_bad_lines_are_told(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("colour:red\n" * 500 + "camera\n")
    said = run(demo, "batch", tmp_path / "list.txt").stderr.splitlines()
    assert len(said) == 23
    assert said[-1] == "500 lines could not be asked"


def test_queries_are_answered_as_they_come_and_ctrl_c_says_where_to_go_on(demo: Path) -> None:
    asking = subprocess.Popen(
        [sys.executable, "-m", "search_cli", "--data", str(demo), "batch", "-", "--count"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert asking.stdin
    assert asking.stdout
    asking.stdin.write("camera\nzebra\n")
    asking.stdin.flush()
    assert [asking.stdout.readline().split()[1] for _ in range(2)] == ["camera", "zebra"]
    os.kill(asking.pid, signal.SIGINT)
    _, said = asking.communicate(timeout=60)
    assert asking.returncode == 130
    last = "foi: interrupted after {}; `--from {}` goes on from there"
    assert said.strip() in (last.format("2 queries", 3), last.format("1 query", 2)), "the second may not be counted yet"


def test_the_rest_of_a_list_is_asked_from_a_line_on(demo: Path, asked: Path) -> None:
    ran = run(demo, "batch", asked, "--from", "4", "--count")
    assert (ran.stdout.split()[1:], ran.status) == (["camera"], 0)


def test_an_index_that_is_replaced_meanwhile_is_opened_anew(foi: Foi, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("asbestos survey")
    foi("add", tmp_path / "a.txt")
    foi("index")
    places = Places(tmp_path / "data")
    with Asking(places) as asking:
        assert asking.ask(parse("asbestos")).total == 1
        for _ in range(3):
            reindex(places)  # the one that is open is swept away
        assert [asking.ask(parse(word)).total for word in ("survey", "asbestos", "zebra")] == [1, 1, 0]
