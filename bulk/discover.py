"""The inputs that the arguments name, in one stream in the order of their names."""

import heapq
import itertools
import os.path
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from bulk import examine, names, pattern
from bulk.examine import Input
from bulk.remote.discover import inputs as remote
from bulk.remote.places import is_url
from bulk.walk import Output, OutputAmongInputs, Walk

__all__ = ["Input", "OutputAmongInputs", "discover", "if_any_exists"]

Placed = tuple[str, int, Input]
"""An input with what orders it: its name, then the place of its argument."""


def discover(
    arguments: Sequence[str],
    exclude: Path | None = None,
    passed_over: Counter[str] | None = None,
    aside: Path | None = None,
    elsewhere: str | None = None,
) -> Iterator[Input]:
    """Return each file that the arguments name, files in folders and matches of patterns among them, once.

    Everything that is no readable file comes with its problem. What is no input - hidden names, lock files, companions
    of the corpus, and of outputs, the output `exclude` (at a URL, `elsewhere`), the folder `aside` - is counted in
    `passed_over`, by kind.
    Raises `OutputAmongInputs` rather than let a document be replaced by what was read from it.
    """
    counted: Counter[str] = Counter() if passed_over is None else passed_over
    output, folder = Output.at(exclude), None if aside is None else os.path.realpath(aside)
    walk = partial(Walk, output=output, aside=folder, passed_over=counted)
    found = [
        remote(argument, elsewhere, counted) if is_url(argument) else _inputs(argument, output, walk)
        for argument in arguments
    ]
    streams = [_placed(inputs, position) for position, inputs in enumerate(found)]
    merged = heapq.merge(*streams, key=lambda placed: placed[:2])
    return (found for _, _, found in (merged if len(streams) == 1 else _once(merged, counted)))


def if_any_exists(inputs: Iterator[Input]) -> Iterator[Input] | None:
    """Return the same inputs, or None when no argument led to anything."""
    ahead: list[Input] = []
    for found in inputs:
        ahead.append(found)
        if found.exists:
            return itertools.chain(ahead, inputs)
    return None


def _inputs(argument: str, output: Output | None, walk: "partial[Walk]") -> Iterator[Input]:
    path = Path(argument)
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return _matches(argument, walk) if pattern.magic(argument) else iter([_missing(argument)])
    except OSError as error:
        return iter([Input(path, names.printable(path.name), examine.denied(error))])
    if examine.is_folder(path):
        return iter(walk(path))
    if output is not None and output.same(path):
        raise OutputAmongInputs(argument)
    return iter([examine.file(path, names.printable(path.name))])


def _matches(argument: str, walk: "partial[Walk]") -> Iterator[Input]:
    folder, selection = pattern.split(argument)
    matches = iter(walk(folder, selection)) if examine.is_folder(folder) else iter(())
    first = next(matches, None)
    if first is None:
        yield examine.missing(argument, "no file matches this pattern", "没有文件与此模式匹配")
    else:
        yield from itertools.chain([first], matches)


def _missing(argument: str) -> Input:
    return examine.missing(argument, "no such file or folder", "文件或文件夹不存在")


def _placed(inputs: Iterator[Input], position: int) -> Iterator[Placed]:
    return ((found.name, position, found) for found in inputs)


def _once(merged: Iterable[Placed], passed_over: Counter[str]) -> Iterator[Placed]:
    """Leave out what another argument has led to already. Links within one argument are names of their own."""
    # On the disk, for there may be a million of them; the file has no name and goes when the connection does.
    with closing(sqlite3.connect("")) as met:
        met.execute("CREATE TABLE first (file BLOB PRIMARY KEY, position INTEGER) WITHOUT ROWID")
        for placed in merged:
            _, position, found = placed
            # What cannot be read is told apart by its own name, not by what a link in it promises.
            real = os.path.realpath(found.path) if found.problem is None else found.path.absolute()
            file = os.fsencode(found.url or real)
            met.execute("INSERT OR IGNORE INTO first VALUES (?, ?)", (file, position))
            ((first,),) = met.execute("SELECT position FROM first WHERE file = ?", (file,)).fetchall()
            if first == position:
                yield placed
            else:
                passed_over["named twice"] += 1
