"""The index measured beside SQLite FTS5 and tantivy: building, asking, starting cold, adding. `make bench-index`."""
