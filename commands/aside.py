"""The folder of `--quarantine`: where it may be, and what stands in it that is not set aside."""

import os
from collections.abc import Iterator
from pathlib import Path

import rich_click as click

from bulk import write
from bulk.examine import is_folder, stands
from bulk.names import COMPANIONS
from bulk.pattern import magic, split
from bulk.remote.places import is_url
from commands.request import Request
from commands.text import printable


def refuse(request: Request, *, shown: bool) -> None:
    """Raise `UsageError` for a quarantine that holds an input, and for one where a file is only `shown`."""
    if request.work.quarantine is None:
        return
    if shown:
        raise click.UsageError("--quarantine goes with lines of data; add --out FILE, or --out - for standard output")
    folder = Path(os.path.realpath(request.work.quarantine))
    for argument in request.paths:
        if any(place.is_relative_to(folder) for place in _places(argument)):
            message = f"--quarantine {request.work.quarantine} holds an input ({argument}); name a folder of its own"
            raise click.UsageError(printable(f"{message}, which need not exist yet"))


def reserved(request: Request) -> list[str]:
    """Return the paths in the quarantine that the output and what stands beside it have."""
    folder = Path(os.path.realpath(request.work.quarantine or "."))
    beside = [write.beside(request.out or "-", end) for end in ("", *COMPANIONS)]
    places = [Path(os.path.realpath(place)) for place in beside if place is not None]
    return [place.relative_to(folder).as_posix() for place in places if place.is_relative_to(folder)]


def _places(argument: str) -> Iterator[Path]:
    """Yield where the inputs of an argument are: a link to a file is where it stands and where it leads."""
    if is_url(argument):
        return
    path = split(argument)[0] if magic(argument) and not stands(Path(argument)) else Path(argument)
    yield Path(os.path.realpath(path))
    if not is_folder(path):
        yield Path(os.path.realpath(path.parent)) / path.name
