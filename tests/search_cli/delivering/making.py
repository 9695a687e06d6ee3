"""Alerts made by hand, for what tells them."""

from uuid import UUID

from indexer.watching.records import Alert, Differing, Marked, Shown, Term, What


def alert(title: str = "Surveys of schools", *, number: int = 1, watch: str = "surveys", **other: object) -> Alert:
    """Return an alert of a document that changed."""
    values = {
        "uid": str(UUID(int=number)),
        "watch": watch,
        "query": "asbestos school*",
        "what": What.CHANGED,
        "reason": "the text of page 2 changed",
        "time": "2026-08-02T12:00:00+00:00",
        "digest": f"{number:064x}",
        "title": title,
        "authority": "Fernhill Council",
        "kind": "release",
        "source": "fernhill",
        "state": "live",
        "published": "2026-08-01",
        "url": "https://fernhill.example/releases/1",
        "file": "reply.pdf",
        "file_url": "https://fernhill.example/files/reply.pdf",
        "page_count": 4,
        "matching": 2,
        "pages": (Shown(2, "", Marked("asbestos in 15 schools", ((0, 8), (15, 22)))),),
        "terms": (Term("asbestos", "text", 2), Term("school*", "text", 1)),
        "changes": (Differing(2, "", (Marked("in 14 schools", ((3, 5),)),), (Marked("in 15 schools", ((3, 5),)),)),),
        "publication": "p0f4e2a9c7b31",
        "version": 3,
        "version_before": 2,
        "before": "f" * 64,
    }
    return Alert(**{**values, **other})
