"""Sizes as people write them."""

import re

import click

_UNITS = {"": 1, "k": 1000, "M": 1000**2, "G": 1000**3}
_SIZE = re.compile(r"([0-9]{1,15})([kMG]?)B?")


class Size(click.ParamType[int]):
    """A number of bytes, from 1: 1500000, 500k, 20M or 2G."""

    name = "size"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read it. Fails, as Click does, with a line that says how it is written."""
        match = _SIZE.fullmatch(str(value).strip())
        size = int(match[1]) * _UNITS[match[2]] if match else 0
        if not size:
            self.fail(f"{value!r} is not a size: write it as 500M or 2G", param, ctx)
        return size
