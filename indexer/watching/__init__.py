"""Saved searches that are asked again and again: what is new or changed among what matches, each told once, and why."""
