"""`foi import`, `foi collections`, `foi -c` and `foi diff-bundles`, in real processes."""

import csv
import json
from pathlib import Path

import pytest

from tests.search_cli.conftest import run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with `data`, three letters with a tag and a note, and two bundles: of all, and of one of them."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "letters").mkdir()
    for name in ("asbestos", "lifebelts", "oakum"):
        (folder / "letters" / f"{name}.txt").write_text(f"The {name} of the harbour\fPage two of {name}")
    data = folder / "data"
    for words in (("add", folder / "letters"), ("index",), ("export", folder / "one.foi", "oakum")):
        assert run(data, *words).status == 0
    (hit,) = run(data, "search", "oakum", "--ids").stdout.split()
    assert run(data, "tag", "+leads", hit).status == 0
    assert run(data, "note", f"{hit}:2", "ask for the annex").status == 0
    assert run(data, "export", folder / "all.foi", "--with-files", "--with-tags").status == 0
    return folder


def test_a_bundle_makes_a_collection_with_its_originals_tags_and_notes(made: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    imported = run(data, "import", made / "all.foi")
    assert imported.status == 0, imported.stderr
    assert "3 documents, 6 pages, 3 originals, 1 tag, 1 note" in imported.stderr
    (row,) = [json.loads(line) for line in run(data, "collections", "--format", "jsonl").stdout.splitlines()]
    assert (row["collection"], row["documents"], row["pages"], row["indexed"]) == ("all", 3, 6, 3)
    assert (row["bundle"], row["signed_by"], len(row["origins"])) == ("all.foi", "", 1)
    (found,) = run(data, "-c", "all", "search", "tag:leads", "note:annex", "--ids").stdout.split()
    shown = run(data, "search", "oakum", FOI_COLLECTION="all")
    assert found[:12] in shown.stdout
    opened = run(data, "-c", "all", "open", found, BROWSER="true", FOI_OPEN_VIEWER="true")
    assert "has no file here" not in opened.stderr
    assert run(data, "-c", "all", "verify").status == 0
    assert run(data, "-c", "all", "index").status == 0
    extractor = json.loads(run(data, "-c", "all", "search", "oakum", "--format", "jsonl").stdout)
    assert "+import" not in json.dumps(extractor)


def test_a_second_bundle_goes_into_the_collection_that_is_named(made: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert run(data, "import", made / "one.foi", "--into", "harbour").status == 0
    merged = run(data, "import", made / "all.foi", "--into", "harbour")
    assert "2 documents, 4 pages, 3 originals" in merged.stderr
    listed = run(data, "collections")
    assert listed.stdout.splitlines()[1].split()[:5] == ["harbour", "3", "3", "6", "3"]
    assert "all.foi and 1 more" in listed.stdout
    again = run(data, "-c", "harbour", "import", made / "one.foi")
    assert again.status == 0
    assert "0 publications, 0 documents; the index holds 3 documents" in again.stderr
    assert sorted(one.name for one in (data / "collections").iterdir()) == ["harbour", "lock"]


def test_a_point_stands_for_the_data_folder_itself(made: Path, tmp_path: Path) -> None:
    assert run(tmp_path / "data", "import", made / "one.foi", "--into", ".").status == 0
    assert run(tmp_path / "data", "search", "oakum").status == 0
    assert run(tmp_path / "data", "collections").status == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "BUNDLE", "--into", "../out"), "no collection can be called '../out'"),
        (("import", "BUNDLE", "--into", ""), "no collection can be called ''"),
        (("import", "BUNDLE", "--max-size", "10"), "--max-size"),
        (("import", "BUNDLE", "--trusted", "nobody"), "there is no file of keys nobody"),
        (("-c", "none", "search", "x"), "has no collection none; there is none"),
        (("-c", "..", "search", "x"), "no collection can be called '..'"),
        (("diff-bundles", "BUNDLE", "missing.foi"), "missing.foi"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(
    made: Path, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    ran = run(tmp_path / "data", *(str(made / "one.foi") if word == "BUNDLE" else word for word in words))
    assert (ran.status, ran.stdout) == (2, "")
    assert said in ran.stderr
    assert not (tmp_path / "data").exists()
    assert not list(tmp_path.iterdir())


def test_a_bundle_after_which_nothing_can_be_named_asks_for_a_name(made: Path, tmp_path: Path) -> None:
    nameless = tmp_path / "書.foi"
    nameless.write_bytes((made / "one.foi").read_bytes())
    ran = run(tmp_path / "data", "import", nameless)
    assert ran.status == 2
    assert "name one with --into" in ran.stderr


def test_bundles_differ_by_what_one_has_and_the_other_has_not(made: Path, tmp_path: Path) -> None:
    ran = run(tmp_path, "diff-bundles", made / "one.foi", made / "all.foi")
    assert ran.status == 0
    assert ran.stdout.startswith("publications  2 new\ndocuments     2 new, 1 changed\npages         4 new\n\n")
    assert "lifebelts.txt, 2 pages\n" in ran.stdout
    assert "oakum.txt (original)\n" in ran.stdout
    gone = run(tmp_path, "diff-bundles", made / "all.foi", made / "one.foi", "--format", "csv").stdout
    rows = sorted((row["thing"], row["change"]) for row in csv.DictReader(gone.splitlines()))
    assert rows == [("document", "changed"), *2 * [("document", "gone")], *2 * [("publication", "gone")]]
    same = run(tmp_path, "diff-bundles", made / "one.foi", made / "one.foi")
    assert (same.status, same.stdout, same.stderr) == (1, "", "nothing differs\n")
