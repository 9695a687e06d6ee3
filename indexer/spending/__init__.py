"""What was spent, by what documents say: sums gathered, each counted once, and added up."""
