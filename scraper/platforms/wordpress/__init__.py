"""WordPress: a REST interface, feeds, sitemaps and listings, of which a site may have switched off any."""
