"""The paths in a folder that runs of ours have made, by a list in it: what is not among them is somebody else's.

Each path stands in the list before it is made, so that a run that is killed leaves nothing of which it is not known
whose it is. A path with a slash at its end is a folder.
"""

import itertools
import json
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from bulk import fitting
from bulk.enclosed import Enclosed

LIST = ".quarantine"
"""The list: a JSON string a line."""

TEMPORARY = ".quarantine.tmp"

CUT_SHORT = re.compile(rb'("[ -~]*)?')
"""What a run that was killed may have left of its last line."""

LONGEST_LIST = 1 << 28
"""Bytes beyond which a list is none: it would be that of a million files and more."""

NAME, PATH = 255, 4096
"""Bytes that a name and a path may have where the system does not say it."""

SPARE = 64
"""Bytes of a path for the numbers in its names."""


class Claims:
    """The paths of earlier runs and of this one in a folder. `ending` is the longest that `take` is called with.

    What `reserved` names is nobody's to take, and nothing of it is ours, whatever the list says.
    """

    def __init__(self, root: Path, ending: str, reserved: Iterable[str] = ()) -> None:
        self.folder = Enclosed(root, TEMPORARY)
        self._reserved = {name.casefold() for name in (LIST, TEMPORARY, *reserved)}
        self._name = _limit(root, "PC_NAME_MAX", NAME) - len(ending)
        self._path = _limit(root, "PC_PATH_MAX", PATH) - len(os.fsencode(root.absolute())) - len(ending) - SPARE
        if self.folder.is_folder(TEMPORARY):
            self._put_aside(TEMPORARY)
        self._earlier = self._listed()
        self._made: set[str] = set()
        self._write(self._earlier)

    def take(self, name: str, endings: tuple[str, ...]) -> str:
        """Return the place for a file: under its own name, or one like it where that is not free or too long.

        The place with each of the endings is then ours to make.
        """
        *folders, last = fitting.parts(name, self._path)
        within = ""
        for part in folders:
            within = f"{self._first(within, part, self._serves)}/"
            self._claim(within)
        place = self._first(within, last, lambda place: all(self._is_free(place + end) for end in endings))
        for end in endings:
            self._claim(place + end)
        return place

    def leave(self) -> Iterable[tuple[str, OSError]]:
        """Remove what earlier runs made and this one did not, and return what could not be removed, and why."""
        failed = dict(self._remove(self._earlier - self._made))
        self._write(self._made | failed.keys())
        return failed.items()

    def _first(self, within: str, part: str, fits: Callable[[str], bool]) -> str:
        """Return the first place that fits, of those under a name, the same with a number, and so on."""
        places = (within + fitting.fitted(part, number, self._name) for number in itertools.count(1))
        return next(filter(fits, places))

    def _serves(self, path: str) -> bool:
        """Return whether a path is a folder or can become one; a file of an earlier run gives way."""
        if path in self._made or self._is_reserved(path):
            return False
        if path in self._earlier:
            self.folder.remove(path)
        return self.folder.mode(path) is None or self.folder.is_folder(path)

    def _is_free(self, path: str) -> bool:
        """Return whether a file can be made at a path; a folder of earlier runs gives way."""
        if self._made & {path, f"{path}/"} or self._is_reserved(path):
            return False
        if f"{path}/" in self._earlier:
            # What is still wanted below it comes later, and finds another place as it would in an empty folder.
            for _, error in self._remove(known for known in self._earlier if known.startswith(f"{path}/")):
                raise error
        return self.folder.mode(path) is None or (path in self._earlier and not self.folder.is_folder(path))

    def _claim(self, path: str) -> None:
        """Note that a path is ours, unless it is a folder of somebody else's."""
        known = path in self._earlier or path in self._made
        if not known and path.endswith("/") and self.folder.mode(path.rstrip("/")) is not None:
            return
        if not known:
            self.folder.append(LIST, _line(path))
        self._made.add(path)

    def _remove(self, paths: Iterable[str]) -> Iterable[tuple[str, OSError]]:
        """Remove paths, those in a folder before it."""
        for path in sorted(paths, reverse=True):
            try:
                self.folder.remove(path)
            except OSError as error:
                yield path, error

    def _listed(self) -> set[str]:
        """Return the paths in the list; what has its name and is none is put aside, for it is somebody else's."""
        if self.folder.mode(LIST) is None:
            return set()
        try:
            return {path for path in _paths(self.folder.read(LIST, LONGEST_LIST)) if self._may_be_ours(path)}
        except (ValueError, RecursionError):
            self._put_aside(LIST)
            return set()

    def _put_aside(self, name: str) -> None:
        others = (f"{name} ({number})" for number in itertools.count(2))
        self.folder.rename(name, next(other for other in others if self.folder.mode(other) is None))

    def _may_be_ours(self, path: str) -> bool:
        path = path.removesuffix("/")
        return not self._is_reserved(path) and "/".join(fitting.parts(path, len(path.encode()))) == path

    def _is_reserved(self, path: str) -> bool:
        """Return whether a path is reserved, or leads through one that is."""
        ways = itertools.accumulate(path.casefold().split("/"), "{}/{}".format)
        return not self._reserved.isdisjoint(ways)

    def _write(self, paths: Iterable[str]) -> None:
        self.folder.write(LIST, b"".join(map(_line, sorted(paths))))


def _line(path: str) -> bytes:
    return f"{json.dumps(path)}\n".encode()


def _paths(content: bytes | None) -> list[str]:
    """Return the paths in the content of a list; raise `ValueError` where it is none."""
    if content is None:
        raise ValueError("no file, or too large")
    *lines, last = content.split(b"\n")
    paths = [json.loads(line) for line in lines]
    if not CUT_SHORT.fullmatch(last) or not all(isinstance(path, str) for path in paths):
        raise ValueError("other things than paths")
    return paths


def _limit(folder: Path, which: str, usual: int) -> int:
    try:
        known = os.pathconf(folder, which)
    except (OSError, ValueError):
        return usual
    return known if known > 0 else usual
