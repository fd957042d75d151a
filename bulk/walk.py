"""The inputs below one folder, in the byte order of their whole relative paths, one folder in memory at a time."""

import os
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from bulk import examine, names, sorting
from bulk.examine import Input
from bulk.pattern import EVERYTHING, Pattern, States
from bulk.sorting import Entry


class OutputAmongInputs(Exception):  # noqa: N818 - it names what is the case, as its one use reads
    """The output is a document that would be read as an input and then replaced."""


@dataclass(frozen=True, slots=True)
class Output:
    """An existing file that the run will replace; `own` when it looks like an earlier output."""

    device: int
    inode: int
    own: bool

    @classmethod
    def at(cls, path: Path | None) -> "Output | None":
        """Return the file at a path, or None where the run replaces nothing that it could meet."""
        status = None if path is None else _status(path)
        if path is None or status is None or not stat.S_ISREG(status.st_mode):
            return None
        return cls(status.st_dev, status.st_ino, _begins_as_lines(path))

    def same(self, path: Path) -> bool:
        """Return whether a path leads to this file."""
        status = _status(path)
        return status is not None and (status.st_dev, status.st_ino) == (self.device, self.inode)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder still to be listed; `prefix` is its name with a slash, empty for the root."""

    path: Path
    prefix: str
    states: States


@dataclass(frozen=True)
class Walk:
    """The inputs of one folder that a pattern selects; counts in `passed_over` the names that are no inputs.

    `aside` is the real path of a folder that is none of the inputs, whatever the pattern says.
    """

    root: Path
    pattern: Pattern = EVERYTHING
    output: Output | None = None
    aside: str | None = None
    passed_over: Counter[str] = field(default_factory=Counter)

    def __iter__(self) -> Iterator[Input]:
        """Yield the inputs. The open folders stand on a stack of our own: trees may be deeper than Python recurses."""
        real = os.path.realpath(self.root)
        open_folders = [self._entries(Folder(self.root, "", self.pattern.start()), real)]
        while open_folders:
            found = next(open_folders[-1], None)
            if found is None:
                open_folders.pop()
            elif isinstance(found, Folder):
                open_folders.append(self._entries(found, real))
            else:
                yield found

    def _entries(self, folder: Folder, real: str) -> Iterator[Input | Folder]:
        try:
            entries = sorting.entries(folder.path)
        except OSError as error:
            name = folder.prefix or f"{names.printable(Path(real).name)}/"
            yield Input(folder.path, name, examine.denied(error))
            return
        selected = (self._entry(entry, folder, real) for entry in entries)
        yield from (found for found in selected if found is not None)

    def _entry(self, entry: Entry, folder: Folder, real: str) -> Input | Folder | None:
        """Return what stands behind an entry, or None where the pattern does not select it or it is no input."""
        path, name = folder.path / entry.name, folder.prefix + names.printable(entry.name)
        is_folder = examine.is_folder(path) if entry.is_link else entry.is_folder
        states = self.pattern.after(folder.states, entry.name, is_folder=is_folder)
        if not (states if is_folder else self.pattern.complete(states)) or self._overlooked(entry, path, folder.states):
            return None
        if is_folder and self.aside is not None and os.path.realpath(path) == self.aside:
            self.passed_over["the quarantine"] += 1
            return None
        if is_folder and not entry.is_link:
            return Folder(path, f"{name}/", states)
        found = examine.link(path, name, real) if entry.is_link else examine.file(path, name)
        return replace(found, root=str(self.root))

    def _overlooked(self, entry: Entry, path: Path, states: States) -> bool:
        """Return whether a selected entry is no input, and count it."""
        if names.TEMPORARY.fullmatch(entry.name):
            return True
        kind: str | None = names.kind(entry.name)
        if kind is not None and self.pattern.spells_out(states, entry.name):
            kind = None
        if kind is None and self._is_output(entry, path):
            kind = "the output itself"
        if kind is not None:
            self.passed_over[kind] += 1
        return kind is not None

    def _is_output(self, entry: Entry, path: Path) -> bool:
        output = self.output
        if output is None or not (entry.is_link or entry.inode == output.inode):
            return False
        if not output.same(path):
            return False
        if not output.own:
            raise OutputAmongInputs(str(path))
        return True


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def _begins_as_lines(path: Path) -> bool:
    """Return whether a file is empty or begins as JSON lines do; one that cannot be read is taken for a document."""
    try:
        with path.open("rb") as earlier:
            return earlier.read(1) in {b"", b"{"}
    except OSError:
        return False
