"""One file per manner of crawling."""
