"""What a site sees of a crawl: a local one that notes when each request came, and how many at a time."""

import os
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from scraper.archive.records import Capture, Failure
from scraper.archive.store import Archive
from tests.scraper.conftest import Answer, ScriptedSite

SOURCE = "govuk-foi"
NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
FILES = tuple(f"{number:024x}/letter.pdf" for number in range(12))
MEDIA = tuple(f"/media/{name}" for name in FILES)


@dataclass
class Clock:
    """Notes every request of the sites it watches, and keeps the one for a `slow` path waiting."""

    slow: str = ""
    came: list[tuple[float, str]] = field(default_factory=list)
    at_once: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def watch(self, *sites: ScriptedSite) -> None:
        for site in sites:
            site.before = self.arrive

    def arrive(self, path: str) -> None:
        with self.lock:
            self.came.append((monotonic(), path))
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        sleep(0.5 if path == self.slow else 0.01)
        with self.lock:
            self.at_once -= 1

    def times(self, path: str = "") -> list[float]:
        return [time for time, asked in self.came if path in asked]


@pytest.fixture
def assets() -> Iterator[ScriptedSite]:
    """Return a second site: the same host, another port."""
    scripted = ScriptedSite()
    yield scripted
    scripted.close()


def publish(site: ScriptedSite, count: int, *, start: int = 0, on: ScriptedSite | None = None) -> None:
    """Put up releases with a file each, the newest first in the list, the files on another site if one is given."""
    for number in range(start, start + count):
        slug, when = f"number-{number}", f"2024-03-{20 - number:02}T09:30:00Z"
        if not on:
            site.publish(slug, when, files=(FILES[number],))
            continue
        on.put(MEDIA[number], b"%PDF-1.4" + FILES[number].encode(), media_type="application/pdf")
        link = {"attachment_type": "file", "id": "letter.pdf", "title": "Letter", "url": on.url + MEDIA[number]}
        site.publish(slug, when, details={"attachments": [link]})


def failures(held: Archive) -> dict[str, str]:
    return {failure.url.partition("/media/")[2]: failure.reason for failure in held.runs.failures(SOURCE)}


ROBOTS = """
User-agent: *
Disallow: /

User-agent: Foi-Index
User-agent: another
Disallow: /media/
Allow: /media/*/letter.pdf$
Disallow: /media/*0002/letter.pdf
Crawl-delay: 0.4
"""


def test_a_crawl_keeps_to_robots_txt_and_asks_a_host_for_one_thing_at_a_time(
    site: ScriptedSite, assets: ScriptedSite, crawl_site: Any, held: Archive
) -> None:
    publish(site, 4, on=assets)
    assets.put("/robots.txt", ROBOTS.encode(), media_type="text/plain")
    clock = Clock(slow="/api/content/government/publications/number-0")
    clock.watch(site, assets)
    run = crawl_site(assets_hosts=[assets.url.removeprefix("http://")])
    assert (run.outcome, run.documents) == ("partly", 4 + 3)
    assert failures(held) == {FILES[2]: "robots.txt does not allow it"}  # the longer pattern decides
    assert MEDIA[2] not in assets.paths()
    assert clock.most == 1
    first = min(clock.times("/media/"))
    after = [time for time in clock.times() if time >= first]
    assert len(after) >= 3
    assert after[-1] - after[0] >= 0.4 * (len(after) - 1) * 0.75  # a busy machine may hold up the first of them


def test_a_whole_host_waits_while_one_of_its_addresses_asks_for_it(
    site: ScriptedSite, crawl_site: Any, held: Archive
) -> None:
    publish(site, 3)
    clock = Clock()
    busy = "/api/content/government/publications/number-0"
    well = site.answers[busy]

    def arrive(path: str) -> None:
        clock.arrive(path)
        if path == busy:
            answered = len(clock.times(busy)) > 1
            site.answers[busy] = well if answered else Answer(b"", 503, headers={"Retry-After": "2"})

    site.before = arrive
    run = crawl_site()
    assert (run.outcome, run.publications, run.documents, run.failed) == ("done", 3, 6, 0)
    refused, again = clock.times(busy)
    assert again - refused >= 1.5
    assert [path for time, path in clock.came if refused < time < refused + 1.5] == []


def test_a_host_that_stays_busy_is_left_for_this_run_and_had_in_the_next(
    site: ScriptedSite, crawl_site: Any, held: Archive
) -> None:
    publish(site, 4)
    well = {path: site.answers[path] for path in MEDIA[:4]}
    for path in well:
        site.put(path, b"", 503, headers={"Retry-After": "0"})
    run = crawl_site()
    assert run.outcome == "stopped"
    assert "stayed too busy over 6 requests: the site has a fault (503). What was fetched is kept" in run.note
    assert len([path for path in site.paths() if path in well]) == 6
    site.put(MEDIA[0], b"", 429, headers={"Retry-After": "90000"})
    run = crawl_site()
    assert "asks to be left alone for 25 hours: too many requests (429)." in run.note
    assert run.note.endswith("run it again after that.")
    assert [path for path in site.paths() if path in well] == [MEDIA[0]]  # not one more, though more was planned
    site.answers.update(well)
    run = crawl_site()
    assert (run.outcome, len(list(held.captures.documents())), failures(held)) == ("done", 8, {})


def test_without_a_robots_txt_that_can_be_had_nothing_is_asked_for(
    site: ScriptedSite, crawl_site: Any, held: Archive
) -> None:
    publish(site, 1)
    site.put("/robots.txt", b"Maintenance", 500)
    run = crawl_site()
    assert run.outcome == "stopped"
    assert run.note.endswith(
        "may not be asked for its list: its robots.txt cannot be had (the site has a fault (500)), and without it"
        " nothing may be asked for. Nothing was changed; run it again later."
    )
    assert site.paths() == []
    site.put("/robots.txt", b"User-agent: *\nDisallow: /\n", 403)  # 4xx is no robots.txt, whatever stands in it
    assert (crawl_site().outcome, len(list(held.captures.documents()))) == ("done", 2)


def test_files_of_a_host_whose_robots_txt_cannot_be_had_are_failures_of_this_run(
    site: ScriptedSite, assets: ScriptedSite, crawl_site: Any, held: Archive
) -> None:
    host = assets.url.removeprefix("http://")
    publish(site, 2, on=assets)
    huge = b"User-agent: *\nDisallow: /media/\n" + b"# \xff\x00\x1b[2J\xc3(\n" * 60_000  # noise of 600 KB
    site.put("/robots.txt", huge.replace(b"/media/", b"/nothing/") + b"User-agent: *\nDisallow: /\n")
    assets.put("/robots.txt", huge * 8)
    run = crawl_site(assets_hosts=[host])
    assert (run.outcome, run.publications, run.failed) == ("partly", 2, 2)
    assert all(reason.startswith("its robots.txt cannot be had (too large") for reason in failures(held).values())
    assert assets.paths() == []
    assets.put("/robots.txt", b"", 302, headers={"Location": "http://198.51.100.7/robots.txt"})
    run = crawl_site(assets_hosts=[host])
    assert "its robots.txt cannot be had (it leads to 198.51.100.7, which is not followed)" in failures(held)[FILES[0]]
    assert assets.paths() == []
    assets.put("/robots.txt", b"", 404)
    assert (crawl_site(assets_hosts=[host]).outcome, failures(held)) == ("done", {})


def test_a_list_that_is_refused_stops_its_source_with_what_to_do(site: ScriptedSite, crawl_site: Any) -> None:
    publish(site, 1)
    refused = Answer(b"Sorry, you have been blocked", 403)
    site.search = lambda query: refused
    run = crawl_site(contact="foi-desk@example.org")
    assert run.outcome == "stopped"
    assert run.note.endswith(
        "does not give its list: access refused (403). Nothing was changed; foi does not pose as a browser:"
        " ask the site to let it in, and say who you are with --contact."
    )
    assert site.paths() == ["/api/search.json"]
    assert all(one.agent.startswith("foi-index/") for one in site.asked)


def test_a_test_for_browsers_stops_a_source_at_once_and_says_nothing_of_the_document(
    site: ScriptedSite, crawl_site: Any, held: Archive
) -> None:
    publish(site, 3)
    content = "/api/content/government/publications/number-0"
    site.put(content, b"<title>Just a moment...</title>", 403, headers={"cf-mitigated": "challenge"})
    run = crawl_site(delay=0.2)
    assert run.outcome == "stopped"
    assert "lets in browsers only: it answered with a test for them." in run.note
    assert site.paths() == ["/api/search.json", content]
    assert list(held.publications.all(SOURCE)) == []


def test_refusals_that_are_known_do_not_stop_every_later_run(
    site: ScriptedSite, crawl_site: Any, held: Archive
) -> None:
    publish(site, 2)
    hidden = [f"{site.url}/media/hidden-{number}.pdf" for number in range(7)]
    for url in hidden:
        site.put(url.removeprefix(site.url), b"hidden", 403)
        held.captures.put(Capture(SOURCE, url, url, NOW, 403))
        held.runs.fail(Failure(SOURCE, "fetch", url, "access refused (403)", NOW))
    run = crawl_site()
    assert {"/media/hidden-0.pdf", "/media/hidden-6.pdf"} < set(site.paths())
    assert (run.outcome, run.documents, run.failed) == ("partly", 4, 7)


def certificate(folder: Path) -> Path:
    """Write a certificate that the machine signed for itself, with its key, and return where."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "foi.example.org")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "site.pem"
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(signed.public_bytes(serialization.Encoding.PEM) + key.private_bytes(*form))
    return path


def test_a_site_whose_certificate_nobody_vouches_for_is_asked_for_nothing(
    site: ScriptedSite, crawl_site: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    site.server.handle_error = lambda request, address: None  # type: ignore[method-assign]  # a refused handshake
    site.url = site.url.replace("http:", "https:")
    publish(site, 1)
    run = crawl_site()
    host = site.url.removeprefix("https://")
    assert run.outcome == "stopped"
    assert run.note.startswith(f"{host} cannot be reached: its certificate cannot be trusted.")
    assert site.asked == []
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    assert crawl_site().outcome == "done"


def test_a_run_ends_with_its_budget_and_the_next_one_brings_the_rest(
    site: ScriptedSite, crawl_site: Any, held: Archive
) -> None:
    publish(site, 3)
    run = crawl_site(max_pages=5)
    assert (run.outcome, run.failed) == ("stopped", 0)
    assert run.note == "Budget spent: 5 pages (--max-pages). What was fetched is kept; run it again to go on."
    assert len(site.paths()) == 5
    run = crawl_site(max_pages=5)  # looks again at what is held, which costs nothing, and goes on
    assert (run.outcome, run.failed) == ("done", 0)
    assert len(list(held.captures.documents())) == 6


def test_a_budget_of_bytes_or_minutes_claims_nothing_for_what_was_not_read(
    site: ScriptedSite, crawl_site: Any, held: Archive
) -> None:
    publish(site, 4)
    for path in MEDIA[:4]:
        site.put(path, b"%PDF-1.4" + bytes(50_000), media_type="application/pdf")
    run = crawl_site(max_bytes=60_000)
    assert (run.outcome, run.note.partition(" What")[0]) == ("stopped", "Budget spent: 60,000 bytes (--max-bytes).")
    assert len([path for path in site.paths() if path in MEDIA]) < 4
    assert [one.outcome for one in held.runs.last()] == ["stopped"]
    assert list(held._catalogue.rows("SELECT * FROM watermarks")) == []
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 30\n")
    run = crawl_site(max_minutes=0.01)
    assert run.note == "Budget spent: 0.01 minutes (--max-minutes). Nothing was changed; run it again to go on."
    assert site.paths() == []  # what waited its turn was not sent


def test_the_command_ends_with_a_status_of_its_own_when_the_budget_of_foi_toml_is_spent(
    site: ScriptedSite, tmp_path: Path
) -> None:
    publish(site, 2)
    (tmp_path / "foi.toml").write_text('[sources.govuk-foi]\nmax-bytes = "1k"\n', encoding="utf-8")
    words = ["crawl", SOURCE, "--base-url", site.url, "--delay", "0"]

    def foi() -> tuple[int, str]:
        command = [sys.executable, "-m", "search_cli", "--data", str(tmp_path), *words]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=os.environ)
        return ran.returncode, ran.stderr

    status, said = foi()
    assert (status, "Budget spent: 1,000 bytes (--max-bytes)." in said) == (6, True)
    (tmp_path / "foi.toml").write_text('[sources.govuk-foi]\nmax-bytes = "much"\n', encoding="utf-8")
    status, said = foi()
    assert (status, "'much' is not a size: write it as 500M or 2G" in said) == (2, True)
