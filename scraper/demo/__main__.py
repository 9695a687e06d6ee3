"""Serves the demo site until Ctrl-C: `python -m scraper.demo`."""

import argparse
import sys
from threading import Event

from scraper.demo.site import DemoSite


def main() -> int:
    """Print the address and wait."""
    parser = argparse.ArgumentParser(prog="python -m scraper.demo", description="Serve the demo site.")
    parser.add_argument("--port", type=int, default=0, help="the port to listen at; any that is free by default")
    port = parser.parse_args().port
    try:
        site = DemoSite.shipped(port=port)
    except OSError as exc:
        sys.stderr.write(f"cannot listen at port {port}: {exc.strerror}; choose another with --port\n")
        return 2
    with site:
        sys.stdout.write(f"{site.url}\n")
        sys.stdout.flush()
        try:
            Event().wait()
        except KeyboardInterrupt:
            return 130
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
