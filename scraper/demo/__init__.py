"""A small local site that speaks the shapes of GOV.UK; everything on it is invented. Imports no Scrapy."""
