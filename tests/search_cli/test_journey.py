"""The whole path with the real command: crawl, index, search, show, hand on; twice, and when things go wrong."""

import dataclasses
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from string import ascii_lowercase

import pytest

from scraper.demo.site import DemoSite
from scraper.items import State
from tests.search_cli.conftest import Foi, run

LETTER = '"a total of £48,215.60"'


def crawl(data: Path, site: DemoSite, *words: str) -> tuple[int, str]:
    ran = run(data, "crawl", "govuk-foi", "--organisation", "all", "--base-url", site.url, "--delay", "0", *words)
    return ran.status, ran.stderr


def hits(data: Path, *query: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(data, "search", "--format", "jsonl", *query).stdout.splitlines()]


def test_the_page_that_says_it_is_named_and_shown(demo: Path) -> None:
    (hit,) = hits(demo, LETTER)
    assert [page["page"] for page in hit["pages"]] == [2]  # type: ignore[attr-defined]
    shown = run(demo, "show", f"{hit['id']}:2")
    assert shown.status == 0
    assert "£48,215.60" in shown.stdout
    assert "Larkspur" in shown.stdout
    assert "page 2 of 3" in shown.stdout
    assert str(hit["digest"]) in shown.stdout
    assert run(demo, "show", f"{hit['id']}:9").status == 1


def test_the_original_is_opened_as_a_copy_with_the_captured_bytes(demo: Path) -> None:
    (hit,) = hits(demo, LETTER)
    opened = run(demo, "open", "--print", str(hit["id"]))
    copy = Path(opened.stdout.strip())
    assert copy.name == "FOI_0417-23_letter.pdf"
    assert copy.read_bytes().startswith(b"%PDF-")
    assert demo not in copy.parents


def test_a_captured_web_page_is_never_opened_here(demo: Path, site: DemoSite) -> None:
    hit = hits(demo, '"messaging groups"')[0]
    opened = run(demo, "open", "--print", str(hit["id"]))
    assert opened.stdout.strip() == f"{site.url}/government/publications/foi-release-messaging-groups-in-crisis-teams"


def test_status_says_what_is_held_and_why_files_could_not_be_read(demo: Path) -> None:
    status = run(demo, "status", "--all").stdout
    assert "govuk-foi" in status
    assert "needs a password" in status
    assert "not a readable PDF" in status
    assert "Excel workbooks" not in status, "they are read"


def test_a_second_crawl_and_a_second_index_of_an_unchanged_site_do_nothing(tmp_path: Path) -> None:
    with DemoSite.shipped() as site:
        assert crawl(tmp_path, site)[0] == 0
        assert run(tmp_path, "index").status == 3
        before = sorted((tmp_path / "index").rglob("*"))
        site.forget_requests()
        status, said = crawl(tmp_path, site)
        assert status == 0
        assert said.startswith("0 publications new or changed, 0 documents")
        downloaded = [r.path for r in site.requests if r.status == 200 and "/api/search" not in r.path]
        assert downloaded in ([], ["/robots.txt"])
        assert run(tmp_path, "index").status == 0
        assert sorted((tmp_path / "index").rglob("*")) == before


def test_a_replaced_file_and_a_withdrawal_are_found_and_nothing_is_lost(tmp_path: Path) -> None:
    with DemoSite.shipped() as site:
        crawl(tmp_path, site)
        run(tmp_path, "index")
        entry = site.entry("/government/publications/foi-release-embassy-energy-use")
        letter = site.asset("FOI2026_00214_letter.pdf")
        other = site.asset("FOI_0417-23_letter.pdf")
        site.replace(
            dataclasses.replace(entry, state=State.WITHDRAWN, note="<p>Out of date.</p>"), letter.rewritten(other.body)
        )
        assert crawl(tmp_path, site)[0] == 0
        run(tmp_path, "index")
        withdrawn = hits(tmp_path, "state:withdrawn")
        assert "FOI2026_00214_annex_A_locked.pdf" in {hit["file"] for hit in withdrawn}
        (before,) = hits(tmp_path, "electricity", "state:superseded", "type:pdf")
        assert run(tmp_path, "show", str(before["id"])).status == 0
        (now,) = hits(tmp_path, LETTER)
        assert [other["title"] for other in now["also"]] == [entry.title]  # type: ignore[attr-defined]


def test_what_was_exported_is_found_and_cited_the_same_way_by_whoever_imports_it(demo: Path, tmp_path: Path) -> None:
    bundle, theirs = tmp_path / "Ours, 2026.foi", tmp_path / "theirs"
    assert run(demo, "export", bundle).status == 0
    assert run(demo, "export", bundle).status == 2, "a file that is there is not replaced unasked"
    again = tmp_path / "again.foi"
    run(demo, "export", again)
    assert again.read_bytes() == bundle.read_bytes()
    assert run(theirs, "verify", bundle).status == 0
    imported = run(theirs, "import", bundle)
    assert imported.status == 0
    assert "`foi -c ours-2026 search QUERY` asks it" in imported.stderr
    for query in (LETTER, "Larkspur", '"section 43(2)"', "kind:release"):
        assert hits(theirs / "collections" / "ours-2026", query) == hits(demo, query)
    page = f"{hits(demo, LETTER)[0]['id']}:2"
    assert run(theirs, "-c", "ours-2026", "cite", page).stdout == run(demo, "cite", page).stdout
    assert "as text only" in run(theirs, "-c", "ours-2026", "status").stdout
    assert run(theirs, "-c", "ours-2026", "verify").status == 0
    assert not list(theirs.rglob("blobs/*/*"))
    assert run(theirs, "search", LETTER).status == 2, "the data folder's own index is another"


@pytest.mark.parametrize("harm", ["cut", "flip", "drop", "none-of-ours"])
def test_a_bundle_that_was_changed_is_refused_and_nothing_is_taken(demo: Path, tmp_path: Path, harm: str) -> None:
    bundle, theirs = tmp_path / "ours.foi", tmp_path / "theirs"
    run(demo, "export", bundle)
    body = bundle.read_bytes()
    half = len(body) // 2
    harmed = {
        "cut": body[:-1],
        "flip": body[:half] + bytes([body[half] ^ 1]) + body[half + 1 :],
        "drop": body[:half] + body[half + 100 :],
        "none-of-ours": b"%PDF-1.7\n",
    }[harm]
    bundle.write_bytes(harmed)
    assert run(theirs, "verify", bundle).status == 4
    imported = run(theirs, "import", bundle)
    assert imported.status == 2
    assert "ours.foi" in imported.stderr
    assert not theirs.exists()


def test_an_interrupted_export_leaves_no_file(foi: Foi, tmp_path: Path) -> None:
    assert foi("export", tmp_path / "none" / "ours.jsonl").status == 2
    assert list(tmp_path.rglob("ours.jsonl*")) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("search", "training"), "foi index"),
        (("status",), "foi add"),
        (("index",), "foi add"),
        (("show", "abcd1234"), "foi add"),
        (("verify",), "foi add"),
        (("export", "x.jsonl"), "foi add"),
        (("import", "missing.foi"), "there is no file"),
        (("add", "missing.pdf"), "there is no such file"),
        (("add",), "foi add --help"),
        (("search", "--kind", "memo", "x"), "memo"),
        (("search", "--since", "soon", "x"), "soon"),
        (("crawl", "govuk-foi", "--base-url", "not an address"), "not an address"),
    ],
)
def test_before_anything_is_held_every_command_says_in_one_line_what_to_do(
    foi: Foi, words: tuple[str, ...], said: str
) -> None:
    ran = foi(*words)
    assert ran.status == 2
    assert ran.stdout == ""
    assert len(ran.stderr.splitlines()) in (1, 2)
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_site_that_cannot_be_reached_is_said_so(foi: Foi) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ran = foi("crawl", "govuk-foi", "--base-url", f"http://127.0.0.1:{port}", "--delay", "0")
    assert ran.status == 2
    assert "cannot be reached" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_bad_files_are_recorded_with_reasons_and_the_rest_is_read(foi: Foi, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "none.pdf").write_bytes(b"<html>404 not here</html>")
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Cata")
    (folder / "noise.bin").write_bytes(bytes(range(256)) * 40)
    (folder / "good.txt").write_text("asbestos survey of schools")
    assert foi("add", folder).status == 0
    indexed = foi("index")
    assert indexed.status == 3
    assert "Traceback" not in indexed.stderr
    status = foi("status", "--all").stdout
    for name in ("empty.pdf", "cut.pdf", "noise.bin"):
        assert name in status
    assert foi("search", "asbestos").status == 0
    assert foi("search", "noise").status == 0, "what cannot be read is found by its name"


def test_the_index_is_built_anew_where_it_was_damaged(foi: Foi, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("asbestos survey")
    foi("add", tmp_path / "a.txt")
    foi("index")
    engine = next((tmp_path / "data" / "index").glob("[0-9]*")) / "engine"
    for file in engine.iterdir():
        file.write_bytes(file.read_bytes()[:-3])
    assert foi("verify").status == 4
    searched = foi("search", "asbestos")
    assert searched.status == 2
    assert "foi index --rebuild" in searched.stderr
    assert foi("index", "--rebuild").status == 0
    assert foi("search", "asbestos").status == 0
    assert foi("verify").status == 0


def test_a_changed_byte_in_the_archive_is_damage(foi: Foi, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("sum: 100")
    foi("add", tmp_path / "a.txt")
    blob = next(path for path in (tmp_path / "data" / "archive" / "blobs").rglob("*") if path.is_file())
    blob.chmod(0o644)
    blob.write_text("sum: 900")
    ran = foi("verify")
    assert ran.status == 4
    assert blob.name[:12] in ran.stdout


def test_a_second_run_beside_the_first_ends_with_its_own_status(foi: Foi, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    foi("add", tmp_path / "a.txt")
    code = (
        "import sys, pathlib, time; from scraper.archive.store import Archive;"
        "a = Archive.open(pathlib.Path(sys.argv[1])); l = a.writing(); l.__enter__(); print('held', flush=True);"
        "time.sleep(60)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "data" / "archive")], stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout
        holder.stdout.readline()
        ran = foi("add", tmp_path / "a.txt")
        assert ran.status == 5
        assert str(holder.pid) in ran.stderr
    finally:
        holder.kill()
        holder.communicate()
    assert foi("add", tmp_path / "a.txt").status == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "small"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("megabytes", [0.5, 1, 1.5, 2, 2.5])
def test_a_full_disk_is_one_line_and_what_was_there_still_answers(
    small_disk: Path, tmp_path: Path, megabytes: float
) -> None:
    (tmp_path / "first.txt").write_text("asbestos survey")
    assert run(small_disk / "data", "add", tmp_path / "first.txt").status == 0
    assert run(small_disk / "data", "index").status == 0
    (small_disk / "filler").write_bytes(bytes(int(megabytes * 1e6)))
    (tmp_path / "large.txt").write_text("\n".join(f"unique{n} words{n * 7}" for n in range(60_000)))
    statuses = []
    for words in (("add", str(tmp_path / "large.txt")), ("index",)):
        ran = run(small_disk / "data", *words)
        statuses.append(ran.status)
        assert "Traceback" not in ran.stderr
        assert len(ran.stderr.splitlines()) <= 3
    assert 2 in statuses
    assert run(small_disk / "data", "search", "asbestos").status == 0
    (small_disk / "filler").unlink()
    assert run(small_disk / "data", "verify").status == 0


def test_ctrl_c_ends_index_at_once_with_its_own_status_and_leaves_no_process(tmp_path: Path) -> None:
    data = tmp_path / "data"
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(12):
        own = ascii_lowercase[number] if number else ""  # files that are alike are compared, which takes longer
        (folder / f"{number}.csv").write_text("".join(f"{number},{row},{own}word{row}\n" for row in range(30_000)))
    run(data, "add", folder)
    indexing = subprocess.Popen(
        [sys.executable, "-m", "search_cli", "--data", str(data), "index"],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    time.sleep(1.5)
    started = time.monotonic()
    os.kill(indexing.pid, signal.SIGINT)
    _, said = indexing.communicate(timeout=60)
    assert indexing.returncode == 130, said
    assert time.monotonic() - started < 20
    assert said.splitlines()[0] == "so far no document can be searched"
    assert "interrupted" in said
    assert "Traceback" not in said
    assert run(data, "index").status == 0
    assert run(data, "search", "word77").status == 0


def test_a_closed_pipe_is_no_error(demo: Path) -> None:
    shell = f"{sys.executable} -m search_cli --data {demo} search kind:release --limit 100 --format jsonl | head -n 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", shell], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


def test_settings_in_foi_toml_are_defaults_and_unknown_ones_are_errors(demo: Path, tmp_path: Path, foi: Foi) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "foi.toml").write_text('[search]\nformat = "jsonl"\n')
    (tmp_path / "a.txt").write_text("asbestos")
    foi("add", tmp_path / "a.txt")
    foi("index")
    assert foi("search", "asbestos").stdout.startswith("{")
    assert foi("search", "asbestos", FOI_SEARCH_FORMAT="csv").stdout.startswith("id,")
    assert foi("search", "asbestos", "--format", "text", FOI_SEARCH_FORMAT="csv").stdout.startswith("1 document")
    (data / "foi.toml").write_text("[search]\nlimmit = 3\n")
    ran = foi("search", "asbestos")
    assert ran.status == 2
    assert "did you mean limit" in ran.stderr
    (data / "foi.toml").write_text("[serch]\nlimit = 3\n")
    assert "did you mean search" in foi("status").stderr
    (data / "foi.toml").write_text("[search\n")
    assert "foi.toml" in foi("status").stderr


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of letters, enough for an index to take a while.

    Each has words of its own: alike, they were compared line by line, two and two, for a minute at each index.
    """
    folder = tmp_path_factory.mktemp("letters")
    for number in range(120):
        own = ascii_lowercase[number // 26] + ascii_lowercase[number % 26]
        lines = (f"{own}letter {own}line {own}about {own}lamp{line % 97} bench{number}" for line in range(300))
        (folder / f"{number:03}.txt").write_text("\n".join(lines))
    return folder


@pytest.mark.parametrize("moment", [0.3, 0.6, 0.9, 1.2, 1.6, 2.2])
def test_an_index_killed_at_any_moment_leaves_the_one_before_in_force(
    tmp_path: Path, letters: Path, moment: float
) -> None:
    data = tmp_path / "data"
    (tmp_path / "first.txt").write_text("asbestos survey")
    run(data, "add", tmp_path / "first.txt")
    run(data, "index")
    run(data, "add", letters)
    indexing = subprocess.Popen(
        [sys.executable, "-m", "search_cli", "--data", str(data), "index"], stderr=subprocess.DEVNULL
    )
    time.sleep(moment)
    indexing.kill()
    indexing.wait()
    assert run(data, "search", "asbestos").status == 0
    assert run(data, "verify").status == 0
    assert run(data, "index").status == 0
    assert hits(data, "bench7")[0]["title"] == "007.txt"
    assert run(data, "verify").status == 0


def test_a_search_beside_a_writer_never_fails(tmp_path: Path, letters: Path) -> None:
    data = tmp_path / "data"
    run(data, "add", letters)
    run(data, "index")
    writing = subprocess.Popen(
        ["bash", "-c", f"for i in 1 2 3 4; do {sys.executable} -m search_cli --data {data} index --rebuild; done"],
        stderr=subprocess.DEVNULL,
    )
    asked = 0
    while writing.poll() is None:
        ran = run(data, "search", "bench7")
        assert (ran.status, ran.stderr) == (0, "")
        asked += 1
    assert asked > 3
