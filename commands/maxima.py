"""The options of the limits: what one file may cost, each named after what it bounds."""

import re
from collections.abc import Callable
from math import nan
from typing import Any

import rich_click as click

LONGEST, LARGEST = 1_000_000, 1 << 50
"""Seconds and bytes that mean no limit: more than these, the system cannot be told."""

UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
SIZE = re.compile(r"(\d{1,12})\s*([KMG]?)(?:I?B)?", re.IGNORECASE)


class Size(click.ParamType[int]):
    """Bytes, as a number or with K, M or G behind it."""

    name = "SIZE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ANN401 - as click declares it
        """Return the bytes that a text means."""
        if isinstance(value, int):
            return value
        found = SIZE.fullmatch(str(value).strip())
        if found is None or not int(found[1]):
            self.fail(
                f"{value} is no size; write bytes, or a number with K, M or G behind it, such as 512M", param, ctx
            )
        return min(int(found[1]) * UNITS[found[2].upper()], LARGEST)


class Seconds(click.ParamType[float]):
    """A time in seconds."""

    name = "SECONDS"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:  # noqa: ANN401 - as click declares it
        """Return the seconds that a text means."""
        try:
            seconds = float(value)
        except ValueError:
            seconds = nan
        if not seconds > 0:
            self.fail(f"{value} is no time; write seconds, such as 30 or 0.5", param, ctx)
        return min(seconds, LONGEST)


COUNT = click.IntRange(min=1)
MAXIMA: tuple[tuple[str, click.ParamType[Any], str], ...] = (
    ("seconds", Seconds(), "Time for one file (120); then its worker is ended."),
    ("memory", Size(), "Memory that a worker may take for a file (2G)."),
    ("output", Size(), "Lines that one file may give (256M)."),
    ("size", Size(), "The file itself (256M)."),
    ("pages", COUNT, "Pages of a PDF (2000)."),
    ("cells", COUNT, "Positions of all its tables, rows times columns (250000)."),
    ("tags", COUNT, "Tags of a web page or a Word file (2000000)."),
    ("text", Size(), "Bytes of a text or a web page (32M)."),
    ("expansion", Size(), "What is packed in it, unpacked (64M)."),
    ("drawing", Size(), "What draws one page of a PDF, unpacked (2M)."),
    ("characters", COUNT, "Characters of one page of a PDF (100000)."),
)
"""What is bounded, what a bound may be, and its meaning with the usual value."""

PREFIX = "max_"


def maxima(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options."""
    for name, kind, meaning in reversed(MAXIMA):
        command = click.option(f"--max-{name}", PREFIX + name, type=kind, metavar=_metavar(kind), help=meaning)(command)
    return command


def named(given: dict[str, Any]) -> dict[str, int | float]:
    """Return the maxima among what click hands on that somebody named."""
    values = {name: given[PREFIX + name] for name, _, _ in MAXIMA}
    return {name: value for name, value in values.items() if value is not None}


def _metavar(kind: click.ParamType[Any]) -> str:
    return "SIZE" if isinstance(kind, Size) else "N"
