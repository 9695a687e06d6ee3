"""Requests a second of a crawl with no delay, from a site in a process of its own: what keeping everything costs.

Run it in two checkouts one after the other to compare; a figure of the processor's time is less moved by
what else the machine does than one of the clock.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

SITE = """
import sys
sys.path.insert(0, {checkout!r})
from tests.scraper.conftest import ScriptedSite
site = ScriptedSite()
for number in range({publications}):
    files = tuple(f"{{number * 10 + place:024x}}/file.pdf" for place in range(3))
    when = f"20{{10 + number // 28 % 16}}-01-{{number % 28 + 1:02}}T09:00:00Z"
    site.publish(f"release-{{number}}", when, files=files)
print(site.url, flush=True)
sys.stdin.read()
"""
CRAWL = """
import json, resource, sys, time
from pathlib import Path
from scraper.crawl import CrawlOptions, crawl
began = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
run = crawl(Path(sys.argv[1]), "govuk-foi", CrawlOptions(base_url=sys.argv[2], delay=0))
ended = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
cpu = sum(getattr(ended[1], name) - getattr(began[1], name) for name in ("ru_utime", "ru_stime"))
print(json.dumps([run.outcome, run.documents + run.unchanged, ended[0] - began[0], cpu]))
"""


def main() -> None:
    """Crawl a site of as many publications as the first argument says, three times, each into a new archive."""
    publications = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    checkout = str(Path(__file__).resolve().parents[1])
    site = subprocess.Popen(
        [sys.executable, "-c", SITE.format(checkout=checkout, publications=publications)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert site.stdin  # noqa: S101
    assert site.stdout  # noqa: S101
    url = site.stdout.readline().strip()
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            crawled = subprocess.run(
                [sys.executable, "-c", CRAWL, folder, url], cwd=checkout, capture_output=True, text=True, check=True
            )
        outcome, answers, seconds, cpu = json.loads(crawled.stdout)
        print(
            f"{outcome}: {answers:,} answers kept, {answers / seconds:.0f} a second,"
            f" {1000 * cpu / answers:.2f} ms of processor each"
        )
    site.stdin.close()
    site.wait()


if __name__ == "__main__":
    main()
