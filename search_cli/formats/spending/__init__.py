"""What was spent: in words, as rows, and as charts."""
