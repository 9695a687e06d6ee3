"""How the memory that a write may take is divided."""

BASE, PASS = 32, 16
"""Megabytes that a process takes before it has anything to write, and that it takes to put things in order."""


def share(memory_mb: int, processes: int) -> int:
    """Return how many bytes of entries each of so many processes may hold; never so few that nothing gets done."""
    each = memory_mb if processes == 1 else (memory_mb - BASE) // processes
    return max(8, each - BASE - PASS) << 20
