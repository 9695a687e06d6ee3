"""`foi`, and `python -m search_cli`, which is the same."""

import sys


def _told(kind: type[BaseException], error: BaseException, at: object) -> None:
    """Tell of Ctrl-C in a line where nothing else does: while modules are loaded, and once more while foi ends."""
    if kind is KeyboardInterrupt:
        sys.stderr.write("foi: interrupted\n")
    else:
        sys.__excepthook__(kind, error, at)  # type: ignore[arg-type]


def run() -> None:
    """Run `foi`."""
    sys.excepthook = _told
    from search_cli import main

    main.run()


if __name__ == "__main__":
    run()
