"""`foi browse`: the full-screen reader. A file for each widget or screen; what they show is made by pure functions."""
