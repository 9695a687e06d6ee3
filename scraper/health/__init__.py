"""Whether a source still gives what it used to: what answers look like, and what its runs saw, compared."""
