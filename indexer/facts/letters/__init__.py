"""What letters on requests for information say of them: days, outcome, delay and references."""
