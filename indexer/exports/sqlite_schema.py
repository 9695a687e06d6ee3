"""The tables of `foi export NAME.sqlite`. The file itself has these comments; described in docs/exports.md."""

VERSION = 1
"""Goes up when a column changes its meaning or goes; columns may be added."""
APPLICATION_ID = 0x666F6931  # "foi1": what `file` and SQLite's own header tell such files apart by

SCHEMA = """
CREATE TABLE about ( -- what this file is
    name TEXT PRIMARY KEY, -- format, version, choice
    value TEXT NOT NULL -- of choice, what was exported, in words
);
CREATE TABLE publications ( -- what was published: a release, a request, an article, a local file
    id TEXT PRIMARY KEY, -- as foi history takes it; longer only where two begin alike
    title TEXT NOT NULL,
    authority TEXT, -- the body that published it
    outlet TEXT, -- who carried it, of news
    kind TEXT NOT NULL, -- release, request, news, file
    source TEXT NOT NULL, -- where it was crawled
    published TEXT, -- ISO 8601, UTC
    year INTEGER, -- of published
    url TEXT, -- its page, for people
    summary TEXT,
    outcome TEXT, -- how a request ended, in the words of its site
    state TEXT NOT NULL, -- at its source now: live, withdrawn, gone, hidden, redirected
    note TEXT, -- why it is in that state
    reference_numbers TEXT, -- a list in JSON, as printed
    original_url TEXT, -- where a copied article first appeared
    updated TEXT, -- as its source says
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    versions INTEGER NOT NULL, -- how many were seen; the newest is in this row
    native_id TEXT NOT NULL -- the source's own name for it
);
CREATE TABLE events ( -- what happened to a request, as its site says
    publication TEXT NOT NULL REFERENCES publications (id),
    position INTEGER NOT NULL, -- from 0
    time TEXT NOT NULL,
    what TEXT NOT NULL,
    status TEXT, -- what it led to
    message TEXT, -- which message it is about
    PRIMARY KEY (publication, position)
);
CREATE TABLE documents ( -- each distinct file, captured or found within another
    id TEXT PRIMARY KEY, -- as foi show takes it; longer only where two begin alike
    title TEXT NOT NULL, -- of the publication
    listed_as TEXT, -- its own title there; of a file within another, the way to it
    authority TEXT, -- this and what follows to outcome: of the publication
    outlet TEXT,
    kind TEXT,
    source TEXT,
    published TEXT, -- a day
    year INTEGER,
    url TEXT,
    summary TEXT,
    outcome TEXT,
    state TEXT, -- of the publication; superseded: its address gives another file now
    publication TEXT REFERENCES publications (id), -- the fittest of those that carry it; links has all
    parent TEXT REFERENCES documents (id), -- the captured document it is in, of a file within another
    file TEXT, -- its name
    file_url TEXT, -- where it was captured; of a file within another, where that was
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL, -- bytes
    page_count INTEGER NOT NULL, -- of those that were read
    text_included INTEGER NOT NULL, -- 1 if they are in pages
    extractor TEXT, -- what read it, with its version
    reason TEXT, -- why some or all of its text is missing
    digest TEXT NOT NULL UNIQUE -- SHA-256 of its bytes: its name anywhere, for ever
);
CREATE TABLE links ( -- what publications list, and which documents were found there
    publication TEXT NOT NULL REFERENCES publications (id),
    position INTEGER NOT NULL, -- in its list, from 0
    title TEXT,
    url TEXT NOT NULL,
    document TEXT REFERENCES documents (id), -- NULL if nothing from there is in this file
    current INTEGER NOT NULL, -- 0 if the address gives another file now, or is not listed any more
    kind TEXT, -- file, page, external (not fetched); NULL if not listed any more
    state TEXT, -- hidden or gone if listed and not given out
    note TEXT -- why
);
CREATE TABLE captures ( -- when documents were captured, and where
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id),
    time TEXT NOT NULL, -- ISO 8601, UTC
    url TEXT NOT NULL, -- what was asked for
    final_url TEXT, -- what answered, after redirects
    status INTEGER NOT NULL, -- of HTTP; 200 of local files
    revisit INTEGER NOT NULL, -- 1 if the same bytes were held already
    source TEXT NOT NULL,
    headers TEXT NOT NULL -- of the answer, a list of pairs in JSON
);
CREATE TABLE members ( -- the files within documents
    parent TEXT NOT NULL REFERENCES documents (id),
    position INTEGER NOT NULL, -- from 0
    path TEXT NOT NULL, -- the way to it
    document TEXT REFERENCES documents (id), -- NULL if it could not be unpacked
    media_type TEXT,
    size INTEGER NOT NULL,
    reason TEXT, -- why it could not be unpacked
    PRIMARY KEY (parent, position)
);
CREATE TABLE pages ( -- the text
    id INTEGER PRIMARY KEY, -- in this file only
    document TEXT NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL, -- from 1
    label TEXT, -- what is printed on it as its number, or the name of a sheet
    how TEXT NOT NULL, -- the text was got: text-layer, ocr, ocr-layer, scan (a picture, not read)
    confidence REAL, -- of OCR, 0 to 1
    warning TEXT,
    text TEXT NOT NULL,
    UNIQUE (document, number)
);
CREATE TABLE rests_on ( -- which releases a report rests on, as far as both are in this file
    report TEXT NOT NULL REFERENCES publications (id),
    release TEXT NOT NULL REFERENCES publications (id),
    PRIMARY KEY (report, release)
);
CREATE TABLE facts ( -- what documents say, each with the words it rests on
    id INTEGER PRIMARY KEY, -- in this file only
    document TEXT NOT NULL REFERENCES documents (id),
    page INTEGER NOT NULL,
    kind TEXT NOT NULL, -- money, body, exemption, date, lag, outcome, reference
    value TEXT NOT NULL, -- in a few words
    words TEXT NOT NULL, -- exactly as they stand on the page
    start INTEGER NOT NULL, -- where they begin in its text, in characters from 0
    amount REAL, -- of money: the sum, or the lower end of a range
    amount_to REAL, -- the upper end; the same of a plain sum
    currency TEXT,
    supplier TEXT, -- several with semicolons between
    payer TEXT,
    purpose TEXT,
    period_first TEXT, -- ISO 8601 day
    period_last TEXT,
    provision TEXT, -- of an exemption
    applied INTEGER, -- 1 if information was withheld by it, 0 if it is only mentioned
    day TEXT, -- of a date; value says which
    days INTEGER, -- of a lag: working days
    form TEXT NOT NULL -- all of it, in JSON, with the evidence of each part
);
"""

TAGS = """
CREATE TABLE tags ( -- what the exporter put on documents
    document TEXT NOT NULL REFERENCES documents (id),
    tag TEXT NOT NULL,
    time TEXT NOT NULL,
    PRIMARY KEY (document, tag)
);
CREATE TABLE notes ( -- what the exporter wrote of them
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id),
    page INTEGER, -- NULL if it is of the whole
    text TEXT NOT NULL,
    time TEXT NOT NULL
);
CREATE INDEX notes_by_document ON notes (document);
"""
"""With --with-tags."""

FILES = """
CREATE TABLE files ( -- the originals
    document TEXT PRIMARY KEY REFERENCES documents (id),
    body BLOB NOT NULL -- the bytes as received
);
"""
"""With --with-files."""

SEARCH = """
CREATE VIRTUAL TABLE pages_fts USING fts5 (
    text, content="pages", content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE documents_fts USING fts5 (
    title, listed_as, authority, summary, file,
    content="documents", content_rowid = 'rowid', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO pages_fts (pages_fts, rank) VALUES ('hashsize', 16777216);
INSERT INTO pages_fts (pages_fts, rank) VALUES ('automerge', 0);
"""
"""Words out of the tables, which keep their texts: with the text in the index as well a file is twice as large.
`content="` is written as Datasette looks for it: with blanks around the sign it offered no search."""

PAGE_WORDS = "pages_fts (rowid, text)"
DOCUMENT_WORDS = "documents_fts (rowid, title, listed_as, authority, summary, file)"
"""Where a row's words go, at once: all together at the end nobody could interrupt, nor see how far it is."""

VIEWS = """
CREATE INDEX documents_by_publication ON documents (publication);
CREATE INDEX documents_by_parent ON documents (parent);
CREATE INDEX links_by_publication ON links (publication, position);
CREATE INDEX links_by_document ON links (document);
CREATE INDEX captures_by_document ON captures (document, time);
CREATE INDEX members_by_document ON members (document);
CREATE INDEX facts_by_document ON facts (document, page);
CREATE INDEX facts_by_kind ON facts (kind, amount);
CREATE INDEX pages_by_how ON pages (how);
CREATE VIEW pages_with_links AS -- each page with where it is from, and an address that opens it
SELECT pages.id, title, authority, published, number AS page,
    coalesce(
        CASE WHEN media_type = 'application/pdf' AND parent IS NULL THEN file_url || '#page=' || number END,
        file_url, url
    ) AS link,
    text, how, kind, source, year, listed_as, url, document
FROM pages JOIN documents ON documents.id = pages.document;
"""
