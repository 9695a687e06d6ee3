"""Sources of news articles: a list that is newest first, in whichever form the site gives it, and their pages."""
