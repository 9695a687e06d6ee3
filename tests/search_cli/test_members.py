"""Files within files, by the real command: found, shown, opened, counted, handed on, and gone when they are gone."""

import hashlib
import json
from email.message import EmailMessage
from pathlib import Path

import pytest
from fpdf import FPDF

from indexer.extract.base import Extraction, Member, Page
from indexer.text import TextStore
from tests.indexer.extract.office import cells as row
from tests.indexer.extract.office import docx, paragraph, xlsx, zipped
from tests.search_cli.conftest import run


def pdf(*pages: str) -> bytes:
    made = FPDF()
    made.set_font("Helvetica", size=12)
    for page in pages:
        made.add_page()
        made.multi_cell(0, text=page)
    return bytes(made.output())


def mail(subject: str, **attached: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "clerk@example.org", subject
    message.set_content("Please see what is attached.")
    for name, body in attached.items():
        message.add_attachment(body, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return bytes(message)


def hits(data: Path, *query: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(data, "search", "--format", "jsonl", *query).stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of replies: a zip in a mail with a PDF in it, and the PDF's neighbour by itself as well."""
    replies = tmp_path / "replies"
    replies.mkdir()
    costs = xlsx({"Costs": row(1, "item", "cost") + row(2, "lifebelts", 1204)})
    annex = zipped({"annex/letter.pdf": pdf("Dear Sir", "The harbour held 88 marlinspikes."), "costs.xlsx": costs})
    (replies / "reply.eml").write_bytes(mail("Reply to request 17", annex_zip=annex))
    (replies / "costs.xlsx").write_bytes(costs)
    (replies / "note.docx").write_bytes(docx(paragraph("A note on bollards")))
    return replies


@pytest.fixture
def data(tmp_path: Path, folder: Path) -> Path:
    """Return a data folder with the replies in it."""
    held = tmp_path / "data"
    assert run(held, "add", folder).status == 0
    indexed = run(held, "index")
    assert indexed.status == 0, indexed.stderr
    return held


def test_a_word_in_a_pdf_in_a_zip_in_a_mail_is_found_with_its_path_and_page(data: Path) -> None:
    (hit,) = hits(data, "marlinspikes")
    assert hit["file"] == "replies/reply.eml/annex.zip/annex/letter.pdf"
    assert hit["document"] == "annex.zip/annex/letter.pdf"
    assert [page["page"] for page in hit["pages"]] == [2]  # type: ignore[attr-defined]
    assert hit["media_type"] == "application/pdf"
    assert hit["title"] == "reply.eml"
    (parent,) = hits(data, '"Reply to request 17"')
    assert hit["parent"] == parent["digest"]
    fields = list(hit)
    assert fields[fields.index("parent") :][:4] == ["parent", "outcome", "original_url", "why"]
    text = run(data, "search", "marlinspikes").stdout
    assert "annex.zip/annex/letter.pdf" in text
    assert "p. 2 of 2" in text


def test_a_file_within_is_shown_and_says_what_it_is_in(data: Path) -> None:
    (hit,) = hits(data, "marlinspikes")
    shown = run(data, "show", f"{hit['id']}:2")
    assert shown.status == 0
    assert f"Inside     {str(hit['parent'])[:12]} annex.zip/annex/letter.pdf" in shown.stdout.splitlines()
    assert "88 marlinspikes" in shown.stdout
    assert "Captured" in shown.stdout


def test_a_file_within_is_opened_as_a_copy_of_its_own(data: Path) -> None:
    (hit,) = hits(data, "marlinspikes")
    copy = Path(run(data, "open", "--print", str(hit["id"])).stdout.strip())
    assert copy.name == "letter.pdf"
    assert hashlib.sha256(copy.read_bytes()).hexdigest() == hit["digest"]
    assert not any(str(hit["digest"]) in path.name for path in (data / "archive").rglob("*"))


def test_what_is_a_document_by_itself_too_is_one_hit_that_names_both(data: Path) -> None:
    (hit,) = hits(data, "lifebelts")
    assert (hit["file"], hit["parent"]) == ("replies/costs.xlsx", None)
    assert [other["title"] for other in hit["also"]] == ["reply.eml"]  # type: ignore[attr-defined]
    assert hit["pages"][0]["label"] == "Costs, rows 1-2"  # type: ignore[index]


def test_nothing_is_read_or_indexed_again(data: Path) -> None:
    before = sorted((data / "index").rglob("*"))
    assert run(data, "index").stderr.startswith("the index holds 5 documents")
    assert sorted((data / "index").rglob("*")) == before


def test_status_counts_them_and_names_what_could_not_be_read_by_its_path(data: Path, folder: Path) -> None:
    (folder / "bad.zip").write_bytes(zipped({"in/broken.pdf": b"%PDF-1.4 torn", "in/fine.txt": "Capstans"}))
    run(data, "add", folder)
    indexed = run(data, "index")
    assert indexed.status == 3
    assert "1 could not be read" in indexed.stderr
    status = run(data, "status", "--all").stdout
    assert "within them  5 files, in 2 documents" in status
    assert "replies/bad.zip/in/broken.pdf: not a readable PDF" in status
    assert hits(data, "capstans")[0]["file"] == "replies/bad.zip/in/fine.txt"
    assert hits(data, "broken.pdf", "type:pdf")[0]["page_count"] == 0


def test_files_within_are_handed_on_and_found_there_the_same_way(data: Path, tmp_path: Path) -> None:
    bundle, again, theirs = tmp_path / "ours.foi", tmp_path / "again.foi", tmp_path / "theirs"
    assert run(data, "export", bundle).status == 0
    run(data, "export", again)
    assert again.read_bytes() == bundle.read_bytes()
    assert run(theirs, "import", bundle, "--into", ".").status == 0
    for query in ("marlinspikes", "lifebelts", "annex.zip"):
        assert hits(theirs, query) == hits(data, query)
    (hit,) = hits(theirs, "marlinspikes")
    opened = run(theirs, "open", str(hit["id"]))
    assert opened.status == 2
    assert "has no file here" in opened.stderr


def test_what_is_in_a_container_no_more_leaves_the_index_and_the_text(data: Path) -> None:
    """As when a newer reader of mail finds other files in it than an older one did."""
    (hit,) = hits(data, "marlinspikes")
    parent, extra = str(hit["parent"]), "ab" * 32
    with TextStore(data / "text" / "text.sqlite") as store:
        (made,) = store.made(parent)
        old = Member("old.txt", extra, "text/plain", 5, "plain/1", (Page(1, "oakum"),))
        store.put(parent, Extraction(made.extractor, (Page(1, "Reply"),), members=(old,)))
    run(data, "index")
    assert [found["document"] for found in hits(data, "oakum")] == ["old.txt"]
    assert hits(data, "marlinspikes") == []
    with TextStore(data / "text" / "text.sqlite") as store:
        store.forget(made)
    run(data, "index")
    assert hits(data, "oakum") == []
    assert len(hits(data, "marlinspikes")) == 1
    run(data, "index")
    with TextStore(data / "text" / "text.sqlite") as store:
        assert list(store.made(extra)) == []


def test_a_file_within_that_an_older_extractor_read_is_read_again_with_its_container(data: Path) -> None:
    (hit,) = hits(data, "marlinspikes")
    with TextStore(data / "text" / "text.sqlite") as store:
        (made,) = store.made(str(hit["digest"]))
        store.forget(made)
        store.put(str(hit["digest"]), Extraction("pdf/0", (Page(1, "misread"),)))
    run(data, "index")
    assert hits(data, "misread") == []
    assert len(hits(data, "marlinspikes")) == 1
