"""`foi completion`: what a shell needs to complete command lines of foi."""

from importlib.resources import files

import click

from search_cli.choosing import OneOf

SHELLS = {
    "bash": "foi.bash",
    "zsh": "foi.zsh",
    "fish": "foi.fish",
}


@click.command(
    "completion",
    epilog="""
    \b
    Examples:
      foi completion bash >> ~/.bashrc
      foi completion zsh > ~/.zfunc/_foi
      foi completion fish > ~/.config/fish/completions/foi.fish
    """,
)
@click.argument("shell", type=OneOf(list(SHELLS)))
def command(*, shell: str) -> None:
    """Print what makes TAB complete commands, options, sources, authorities, tags, watches and fields in SHELL.

    For zsh, ~/.zfunc must be in fpath before compinit is called: `fpath=(~/.zfunc $fpath)` in ~/.zshrc.
    """
    click.echo(
        files("search_cli").joinpath("completing", "shells", SHELLS[shell]).read_text(encoding="utf-8"), nl=False
    )
