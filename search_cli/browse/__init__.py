"""`foi browse`: the full-screen reader. One file for each widget or screen, and what they show made by pure functions."""
