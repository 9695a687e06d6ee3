"""A crawl does not bring back what was forgotten, and does not ask for it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scraper.archive.records import digest_of
from scraper.archive.removal import Removal
from scraper.archive.store import Archive

LETTER, OTHER, THIRD = ("a" * 24 + "/a.pdf", "b" * 24 + "/b.pdf", "c" * 24 + "/c.pdf")
NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)


def test_neither_a_forgotten_file_nor_a_forgotten_publication_is_asked_for_again(
    site: Any, crawl_site: Any, tmp_path: Path
) -> None:
    site.publish("kept", "2026-05-01T09:00:00Z", files=(LETTER, OTHER))
    gone = site.publish("gone", "2026-05-02T09:00:00Z", files=(THIRD,))
    crawl_site()
    with Archive.open(tmp_path / "archive") as archive, archive.writing():
        held = archive.publications.find("govuk-foi", "id-of-gone:en")
        assert held
        letter = digest_of(site.answers[f"/media/{LETTER}"].body)
        of_gone = {attachment.digest for attachment in archive.publications.attachments(held.key)}
        archive.remover.remove(Removal(frozenset({letter, *of_gone}), (held,)), "asked for", NOW)
        archive.remover.finish()
    site.paths()
    site.publish("kept", "2026-05-03T09:00:00Z", files=(LETTER, OTHER), title="A new title")
    again = crawl_site()
    asked = site.paths()
    assert f"/media/{LETTER}" not in asked
    assert f"/media/{THIRD}" not in asked
    assert f"/api/content{gone}" not in asked
    assert (again.outcome, again.publications, again.failed) == ("done", 1, 0)
    with Archive.open(tmp_path / "archive") as archive:
        assert archive.publications.find("govuk-foi", "id-of-gone:en") is None
        assert not archive.blobs.has(letter)
        kept = archive.publications.find("govuk-foi", "id-of-kept:en")
        assert kept
        assert [link.url.rpartition("/")[2] for link in kept.publication.documents] == ["kept", "b.pdf"]
