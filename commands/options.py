"""Options that more than one verb takes, and what every name on the command line must satisfy."""

from typing import TypeVar

import rich_click as click

Given = TypeVar("Given", str, tuple[str, ...], None)


def present(_context: click.Context, _parameter: click.Parameter, given: Given) -> Given:
    """Refuse an empty name: Python takes it for the current folder, and whoever wrote "$FILE" did not mean that."""
    if given is not None and "" in (given if isinstance(given, tuple) else (given,)):
        raise click.BadParameter("the name is empty")
    return given


out = click.option(
    "--out",
    "-o",
    metavar="FILE",
    type=click.Path(readable=False, allow_dash=True),
    callback=present,
    help="Write to FILE, which appears when it is whole and not before; - is standard output.",
)
