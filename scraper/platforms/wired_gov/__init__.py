"""wired-gov.net: a Domino site. No page of it could be looked at: its addresses and its text are known, 2026-11."""
