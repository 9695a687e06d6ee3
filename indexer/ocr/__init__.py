"""Pages that are pictures, read by OCR: a stage of its own between reading and indexing. See docs/scans.md."""
