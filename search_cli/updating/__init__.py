"""What `foi update` is made of: schedules, children with a time limit, budgets, the log, the run records."""
