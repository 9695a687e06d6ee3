"""What every crawl does, whatever the source: its books, how far it reads, what an answer is, what goes wrong."""
