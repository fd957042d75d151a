"""A folder in which no link is followed: what is made, read or removed by a path in it stands there, nowhere else."""

import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

FOLDER = os.O_RDONLY | os.O_DIRECTORY
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW

ABSENT = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG}
"""How the system says that a path leads nowhere, or through something that is no folder, such as a link."""


class Enclosed:
    """The entries of a folder by their paths in it, with slashes. Everything but `mode` raises `OSError`.

    A file appears whole: it is made under the name `temporary` and put in its place, over the file or link there.
    """

    def __init__(self, root: Path, temporary: str) -> None:
        self._root, self._temporary = root, temporary

    def mode(self, path: str) -> int | None:
        """Return the kind and permissions of what stands at a path, or None where nothing does."""
        try:
            with self._parent(path) as (folder, name):
                return os.lstat(name, dir_fd=folder).st_mode
        except OSError as error:
            if error.errno in ABSENT:
                return None
            raise

    def is_folder(self, path: str) -> bool:
        """Return whether a folder stands at a path."""
        mode = self.mode(path)
        return mode is not None and stat.S_ISDIR(mode)

    def read(self, path: str, most: int) -> bytes | None:
        """Return the content of a file, or None where none stands there, or one of more bytes than `most`."""
        mode = self.mode(path)
        if mode is None or not stat.S_ISREG(mode):
            return None
        with self._parent(path) as (folder, name), _file(name, os.O_RDONLY | os.O_NOFOLLOW, folder) as file:
            content = file.read(most + 1)
        return content if len(content) <= most else None

    def append(self, path: str, data: bytes) -> None:
        """Add to a file."""
        flags = os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW
        with self._parent(path) as (folder, name), _file(name, flags, folder) as file:
            file.write(data)

    def write(self, path: str, data: bytes) -> None:
        """Make a file, and the folders on the way to it."""

        def fill(root: int) -> None:
            with _file(self._temporary, NEW, root) as file:
                file.write(data)

        self._put(path, fill)

    def link(self, path: str, source: Path) -> None:
        """Make a link to a file elsewhere, or a copy where the file system has no links, or none as long."""

        def fill(root: int) -> None:
            try:
                os.symlink(os.path.realpath(source), self._temporary, dir_fd=root)
            except (OSError, NotImplementedError):
                with source.open("rb") as original, _file(self._temporary, NEW, root) as copy:
                    shutil.copyfileobj(original, copy)

        self._put(path, fill)

    def rename(self, path: str, other: str) -> None:
        """Give what stands in the folder itself another name."""
        with self._opened() as root:
            os.rename(path, other, src_dir_fd=root, dst_dir_fd=root)

    def remove(self, path: str) -> None:
        """Remove a file or a link, or with a slash at its end an empty folder; anything else stays."""
        place = path.rstrip("/")
        mode = self.mode(place)
        if mode is None or stat.S_ISDIR(mode) is (place == path):
            return
        with self._parent(place) as (folder, name):
            if place == path:
                os.unlink(name, dir_fd=folder)
                return
            try:
                os.rmdir(name, dir_fd=folder)
            except OSError as error:
                if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                    raise

    def _put(self, path: str, fill: Callable[[int], None]) -> None:
        with self._parent(path, make=True) as (folder, name), self._opened() as root:
            # What has this name was left by a run that was killed.
            with suppress(FileNotFoundError):
                os.unlink(self._temporary, dir_fd=root)
            fill(root)
            os.replace(self._temporary, name, src_dir_fd=root, dst_dir_fd=folder)

    @contextmanager
    def _opened(self) -> Iterator[int]:
        opened = os.open(self._root, FOLDER)
        try:
            yield opened
        finally:
            os.close(opened)

    @contextmanager
    def _parent(self, path: str, *, make: bool = False) -> Iterator[tuple[int, str]]:
        """Open the folder that a path ends in, one step at a time: the system would follow links on its way."""
        *folders, name = path.split("/")
        opened = os.open(self._root, FOLDER)
        try:
            for part in folders:
                if make:
                    with suppress(FileExistsError):
                        os.mkdir(part, dir_fd=opened)
                within = os.open(part, FOLDER | os.O_NOFOLLOW, dir_fd=opened)
                os.close(opened)
                opened = within
            yield opened, name
        finally:
            os.close(opened)


def _file(name: str, flags: int, folder: int) -> IO[bytes]:
    return os.fdopen(os.open(name, flags, 0o666, dir_fd=folder), "wb" if flags & os.O_WRONLY else "rb")
