"""`python -m search_cli` is `foi`."""

from search_cli.main import run

if __name__ == "__main__":
    run()
