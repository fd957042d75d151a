"""The names in a folder in their order, however many there are: beyond a number they wait on the disk."""

import heapq
import itertools
import os
import pickle
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, NamedTuple

from bulk import names
from bulk.write import OutputFailed

AT_ONCE = 50_000
"""Names that are sorted in memory."""


class Entry(NamedTuple):
    """A name in a folder; entries are in order as the whole paths will be: a folder's name has its slash.

    Among names that are printed alike the bytes decide.
    """

    order: str
    raw: bytes
    name: str
    is_folder: bool
    is_link: bool
    inode: int

    @classmethod
    def of(cls, entry: "os.DirEntry[str]") -> "Entry":
        """Return what is known of an entry of a listing; a link is no folder, wherever it leads."""
        is_folder = entry.is_dir(follow_symlinks=False)
        order = names.printable(entry.name) + ("/" if is_folder else "")
        return cls(order, os.fsencode(entry.name), entry.name, is_folder, entry.is_symlink(), entry.inode())


def entries(folder: "str | os.PathLike[str]", at_once: int = AT_ONCE) -> Iterator[Entry]:
    """Return the entries of a folder in order, read before the first is given; raise `OSError` where it cannot be."""
    runs: list[Iterator[Entry]] = []
    with os.scandir(folder) as listing:
        found = map(Entry.of, listing)
        while run := sorted(itertools.islice(found, at_once)):
            more = runs or len(run) == at_once
            runs.append(_on_disk(run) if more else iter(run))
    return heapq.merge(*runs)


def _on_disk(run: Iterable[Entry]) -> Iterator[Entry]:
    """Write a sorted run to a file that no one else sees, and return an iterator over it; raise `OutputFailed`."""
    try:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the iterator has come to its end
        for entry in run:
            pickle.dump(tuple(entry), file)
        file.seek(0)
    except OSError as error:
        raise OutputFailed(tempfile.gettempdir(), error) from error
    return _loaded(file)


def _loaded(file: IO[bytes]) -> Iterator[Entry]:
    with file:
        while True:
            try:
                yield Entry(*pickle.load(file))  # noqa: S301 - written by this process a moment ago
            except EOFError:
                return
