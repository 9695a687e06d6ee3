"""What was captured, as WARC 1.1: the form that web archives keep and replay. See docs/exports.md."""
