"""Questions answered from the segments: matching, scoring, ordering, pages, facets."""
