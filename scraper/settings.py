"""Scrapy's settings where they differ from its defaults, each with its reason.

`foi crawl` sets a contact, a longer delay and the data folder on top; `scrapy crawl` takes them with -s.
"""

import os
from importlib.metadata import PackageNotFoundError, entry_points, version

from scraper.sources import USUAL_DELAY


def user_agent(contact: str = "") -> str:
    """Say who is asking, and whom to write to; a line break would forge headers."""
    try:
        number = version("foi-index")
    except PackageNotFoundError:  # run from a checkout that was never installed
        number = "0"
    reachable = "".join(char for char in contact if char.isprintable()).encode("ascii", "ignore").decode().strip()
    return f"foi-index/{number} (+{reachable})" if reachable else f"foi-index/{number}"


# Ours, not Scrapy's.
FOI_DATA = os.environ.get("FOI_DATA", "")  # the data folder; the archive is in its archive/
FOI_MAX_PAGES = 0  # budgets of a run; 0 is no bound
FOI_MAX_BYTES = 0
FOI_MAX_MINUTES = 0.0

BOT_NAME = "foi-index"
# A package that declares an entry point of this group adds sources with no change here.
SPIDER_LOADER_WARN_ONLY = True  # one that cannot be imported must not end the crawls of all others
SPIDER_MODULES = ["scraper.spiders", *(point.value for point in entry_points(group="foi_index.sources"))]

# Manners. Off by default in Scrapy: robots.txt, delay, throttle.
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "foi-index"
USER_AGENT = user_agent()
DOWNLOAD_DELAY = USUAL_DELAY  # each source sets its own over it, from scraper/sources.py
DOWNLOAD_DELAY_JITTER = 0  # by default half as much again or half as little: two seconds were often one
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = 2  # pages and files have a host each; Ctrl-C waits for all that were begun: not for 16
AUTOTHROTTLE_ENABLED = True  # in its place stands Pace, see EXTENSIONS
AUTOTHROTTLE_START_DELAY = 1.0  # its default of 5 would hold for the first minutes of every run
COOKIES_ENABLED = False  # no source needs any, and none shall know us by one
RETRY_HTTP_CODES = [408, 429, 500, 502, 503, 504]

# Safety.
DOWNLOAD_VERIFY_CERTIFICATES = True  # off by default: anybody on the way could write our archive
TELNETCONSOLE_ENABLED = False  # both open a port on this machine by default
REMOTE_CONTROL_ENABLED = False
DOWNLOAD_MAXSIZE = 200 * 1024 * 1024  # the default of 1 GiB is held in memory, whole
DOWNLOAD_WARNSIZE = 50 * 1024 * 1024
DOWNLOAD_TIMEOUT = 120
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False  # a page kept as a document is not to send us elsewhere
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}  # http and https only
HTTPCACHE_ENABLED = False  # as by default: the archive knows what is held, and asks whether it changed

# No answer may be lost without a word.
HTTPERROR_ALLOW_ALL = True  # a 404 or 410 says something about a publication: spiders read every answer
URLLENGTH_LIMIT = 0  # longer addresses would be dropped silently
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"  # in the order listed: cut short, the newest are held
CONCURRENT_ITEMS = 1  # findings reach the archive in the order in which they were made

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scraper.middlewares.address.AddressGuard": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scraper.middlewares.robots.Robots": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scraper.middlewares.patience.Patience": 550,
    "scraper.middlewares.refusals.Refusals": 560,
    "scraper.middlewares.health.Impostors": 565,  # sees answers unpacked, and at the end of redirects
    "scraper.middlewares.conditional.Conditional": 610,
    "scraper.middlewares.frontier.Lease": 620,
}
SPIDER_MIDDLEWARES = {
    "scraper.middlewares.health.Counted": 960,
    "scraper.middlewares.frontier.KeepFrontier": 950,  # near to the spider: it sees what a callback gave, as given
}
EXTENSIONS = {
    "scrapy.extensions.throttle.AutoThrottle": None,
    "scraper.middlewares.pace.Pace": 0,
    "scraper.middlewares.budget.Budget": 0,
}
ITEM_PIPELINES = {
    "scraper.pipelines.check.Check": 100,
    "scraper.pipelines.observe.Observe": 500,
    "scraper.pipelines.archive.Store": 900,
}

LOG_LEVEL = "INFO"
LOG_VERSIONS: list[str] = []
STATS_DUMP = False
LOGSTATS_INTERVAL = 0
