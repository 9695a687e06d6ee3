"""Sources without code, by the real command: the example of the docs, a guessed start, single addresses, plug-ins."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.archive.store import Archive
from scraper.demo.site import DemoSite
from scraper.items import Kind
from tests.scraper.conftest import ScriptedSite
from tests.scraper.sites.configured import CouncilPages
from tests.search_cli.conftest import run

DOCS = Path(__file__).parents[2] / "docs" / "sources.md"


@pytest.fixture(scope="module")
def council() -> Iterator[CouncilPages]:
    """Serve an invented council's log of five releases."""
    site = ScriptedSite()
    pages = CouncilPages(site)
    for number in range(1, 6):
        pages.publish(f"r{number}", f"Gritting in ward {number}", answered=f"{number} March 2024")
    article = (
        "<html><head><title>x</title><meta property='og:site_name' content='Fernhill Gazette'><meta property="
        "'article:published_time' content='2024-03-07T08:00:00Z'><meta property='og:type' content='article'></head>"
        "<body><main><h1>Council runs out of larkspur</h1><p>Nobody knows why.</p></main></body></html>"
    )
    site.put("/gazette/larkspur", article.encode(), media_type="text/html")
    site.put("/gazette/away", b"", 302, headers={"Location": "http://10.0.0.1/admin"})
    yield pages
    site.close()


def example(council: CouncilPages) -> str:
    """Return the worked example of the docs, on the local site instead of the one it names."""
    (text,) = re.findall(r"```toml\n(\[sources\.fernhill\].*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    here = council.site.url
    moved = text.replace("https://www.fernhill.example", here).replace("files.fernhill.example", here[len("http://") :])
    return moved.replace("delay = 2.0", "delay = 0")


def configure(data: Path, text: str) -> None:
    data.mkdir(exist_ok=True)
    (data / "foi.toml").write_text(text, encoding="utf-8")


def test_the_worked_example_of_the_docs_is_crawled_and_found(council: CouncilPages, tmp_path: Path) -> None:
    configure(tmp_path, example(council))
    ran = run(tmp_path, "crawl", "fernhill")
    assert (ran.status, ran.stderr) == (0, "5 publications new or changed, 10 documents, 0 unchanged, 0 failed\n")
    assert run(tmp_path, "index", "--no-ocr").status == 3  # the files of this site are PDFs without a page
    found = run(tmp_path, "search", '"information about gritting in ward 3"', "source:fernhill", "--format", "csv")
    assert "Gritting in ward 3" in found.stdout
    assert "Fernhill Borough Council" in found.stdout


def test_a_check_shows_each_field_and_stores_nothing(council: CouncilPages, tmp_path: Path) -> None:
    configure(tmp_path, example(council))
    ran = run(tmp_path, "sources", "check", "fernhill")
    here = council.site.url
    assert (ran.status, ran.stderr) == (0, "")
    assert ran.stdout == (
        f"listing     {here}/log\nentries     3, and 0 that cannot be read\ngoes on at  {here}/log?page=2\n\n"
        f"the first entry, as its list tells it\n  link       {here}/log/r5\n  id         {here}/log/r5\n"
        "  title      Gritting in ward 5\n  authority  Fernhill Borough Council\n  published  2024-03-05 00:00 UTC\n"
        "  updated    -\n  reference  -\n  summary    -\n\n"
        f"with its own page\n  link       {here}/log/r5\n  id         {here}/log/r5\n"
        "  title      Gritting in ward 5\n  authority  Fernhill Borough Council\n  published  2024-03-05 00:00 UTC\n"
        "  updated    -\n  reference  FH/24/0001\n  summary    -\n"
        f"  page       {here}/log/r5\n  file       {here}/files/r5/answer.pdf  answer.pdf\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["foi.toml"]


def test_a_check_names_the_key_that_finds_nothing(council: CouncilPages, tmp_path: Path) -> None:
    configure(tmp_path, example(council).replace('"Reference"', '"Reference number"'))
    ran = run(tmp_path, "sources", "check", "fernhill")
    assert ran.status == 3
    assert "[sources.fernhill] page reference label: nothing found in" in ran.stderr


def test_a_start_is_guessed_from_a_page_and_leaves_foi_toml_as_it_was(council: CouncilPages, tmp_path: Path) -> None:
    before = '# mine\n[crawl]\ncontact = "me@example.org" # keep\n\n[sources.govuk-foi]\ndelay = 2.0\n'
    configure(tmp_path, before)
    ran = run(tmp_path, "sources", "new", "fernhill", f"{council.site.url}/log")
    assert (ran.status, ran.stdout.splitlines()) == (0, [
        "3 entries alike: ul.log > li", "a link to the next page: a[rel=next]", "dates in <time datetime>",
    ])  # fmt: skip
    text = (tmp_path / "foi.toml").read_text(encoding="utf-8")
    assert text.startswith(before)
    written = tomllib.loads(text)["sources"]["fernhill"]
    assert (written["type"], written["item"], written["next"]) == ("listing", "ul.log > li", "a[rel=next]")
    again = run(tmp_path, "sources", "new", "fernhill", f"{council.site.url}/log")
    assert (again.status, "there is a source fernhill already" in again.stderr) == (2, True)
    listed = run(tmp_path, "sources")
    assert (listed.status, "fernhill         listing (foi.toml)" in listed.stdout) == (0, True)
    ran = run(tmp_path, "crawl", "fernhill", "--delay", "0", "--limit", "1")
    assert ran.stderr.startswith("1 publication new or changed, 2 documents")


def test_single_addresses_go_to_the_source_that_reads_them(council: CouncilPages, tmp_path: Path) -> None:
    configure(tmp_path, example(council).replace('item = "', 'links = "/log/"\nitem = "'))
    here = council.site.url
    paths = ("/log/r2", "/gazette/larkspur", "/files/r1/answer.pdf", "/gazette/away")
    ran = run(tmp_path, "crawl", "--delay", "0", "--url", *(here + path for path in paths))
    assert ran.status == 3
    with Archive.open(tmp_path / "archive") as held:
        found = {one.publication.url.removeprefix(here): one.publication for one in held.publications.all()}
        failed = [(one.url.removeprefix(here), one.reason) for one in held.runs.failures()]
    assert {path: (one.source, one.kind, one.title) for path, one in found.items()} == {
        "/log/r2": ("fernhill", Kind.RELEASE, "Gritting in ward 2"),
        "/gazette/larkspur": ("web", Kind.NEWS, "Council runs out of larkspur"),
        "/files/r1/answer.pdf": ("web", Kind.FILE, "answer.pdf"),
    }
    article = found["/gazette/larkspur"]
    assert (article.outlet, f"{article.published:%Y-%m-%d}") == ("Fernhill Gazette", "2024-03-07")
    assert failed == [("/gazette/away", "it leads to 10.0.0.1, which is not followed")]


def test_a_page_of_gov_uk_comes_as_a_release_with_its_documents(site: DemoSite, tmp_path: Path) -> None:
    page = f"{site.url}/government/publications/foi-release-embassy-energy-use"
    ran = run(tmp_path, "crawl", "--base-url", site.url, "--delay", "0", "--url", page)
    assert (ran.status, ran.stderr) == (0, "1 publication new or changed, 4 documents, 0 unchanged, 0 failed\n")
    with Archive.open(tmp_path / "archive") as held:
        (entry,) = held.publications.all()
    assert (entry.publication.source, entry.publication.url) == ("govuk-foi", page)


def test_a_fault_in_foi_toml_is_one_line_with_the_key(tmp_path: Path) -> None:
    configure(tmp_path, '[sources.x]\ntype = "listing"\nstart = "https://x.example/"\nitem = "li"\nnxt = "a"\n')
    for words, status in ((("crawl", "x"), 2), (("sources",), 3)):
        ran = run(tmp_path, *words)
        assert ran.status == status
        assert "[sources.x] nxt: there is no such key here; did you mean next?" in ran.stderr
        assert len(ran.stderr.splitlines()) == 1


PLUGIN = '''
from scraper.crawling.recorded import FETCH
from scraper.items import DocumentLink
from scraper.source import SourceSpider


class Extra(SourceSpider):
    """Broom Authority: one file."""

    name = "broom"

    def __init__(self, *args, base_url="", **kwargs):
        super().__init__(*args, **kwargs)
        self.base_url, self.hosts = base_url, frozenset({base_url.partition("//")[2]})

    async def start(self):
        for request in self.fetch(DocumentLink(f"{self.base_url}/files/r1/answer.pdf")):
            yield request
'''


def test_another_package_s_sources_are_listed_and_crawled_and_a_broken_one_is_named(
    council: CouncilPages, tmp_path: Path
) -> None:
    packages = tmp_path / "packages"
    for name, module in (("broom", "broom_foi"), ("broken", "no_such_module")):
        info = packages / f"{name}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[foi_index.sources]\n{name} = {module}\n", encoding="utf-8")
    (packages / "broom_foi.py").write_text(PLUGIN, encoding="utf-8")
    ran = run(tmp_path, "sources", PYTHONPATH=str(packages))
    assert "broom            Broom Authority: one file.\n" in ran.stdout
    assert (
        ran.stderr
        == "foi: the source package 'broken' (no_such_module) cannot be used: No module named 'no_such_module'\n"
    )
    assert ran.status == 3
    ran = run(tmp_path, "crawl", "broom", "--base-url", council.site.url, "--delay", "0", PYTHONPATH=str(packages))
    assert (ran.status, ran.stderr) == (0, "0 publications new or changed, 1 document, 0 unchanged, 0 failed\n")
