"""Sharing: a collection as JSON Lines, which another machine checks, reads in, and indexes for itself.

No index file is ever shared: Whoosh unpickles what it opens, so a foreign index could run code.
"""
