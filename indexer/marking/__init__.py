"""Where in a text the words of a query stand, and the part of a page that shows it."""
