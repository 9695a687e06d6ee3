"""Ranking by meaning: the optional extra [semantic]. Described in docs/semantic.md.

Nothing here is imported unless it is asked for: numpy alone takes longer to load than a search by words.
"""
