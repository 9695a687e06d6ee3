"""News and the releases it rests on: which publication a report has its facts from, and why that is thought."""
