"""Where the benchmark keeps what it makes: outside the checkout, and it can be deleted at any time."""

import os
from pathlib import Path

from platformdirs import user_cache_path

CACHE = Path(os.environ.get("FOI_BENCH_CACHE") or user_cache_path("foi-index-bench"))
CHECKOUT = Path(__file__).resolve().parents[2]
"""Processes are started here, so that they run this checkout."""
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Theirs: bytecode is cached, as it is for everybody who does not forbid it."""
