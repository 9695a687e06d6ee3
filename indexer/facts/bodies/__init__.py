"""Who is named: public bodies under all their names, companies, and people in public roles."""

NAMES = "names/1"
"""Raise the number when bodies get other names: what the index has of authorities is then written again."""
