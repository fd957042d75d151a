"""A path → the bytes of a regular file that held still while it was read, and the mark by which it is known again."""

import hashlib
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import NOT_READABLE, Unreadable
from extractors.limits import Limits

SETTLED = 2_000_000_000
"""Nanoseconds after which a change leaves a new time behind, whatever the clock of the file system."""

OPEN_FILES = "/proc/self/fd"
"""Where Linux has a link to each file that a process has open."""

TRIES = 3
AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Contents:
    """The bytes of a file; `mark` is null where the file could still change without a new mark."""

    data: bytes
    mark: str | None

    @property
    def sha256(self) -> str:
        """The digest by which the content is known, in hex."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Digest:
    """What is known of a file without its content."""

    sha256: str
    bytes: int
    mark: str | None


def contents(path: Path | str, limits: Limits, root: str | None = None) -> Contents:
    """Read a regular file, one below a root if that is given.

    Raise `Unreadable` where it is none, is too large, or changes again and again meanwhile.
    """
    try:
        for _ in range(TRIES):
            with _opened(path, limits, root) as file:
                now, before = time.time_ns(), os.fstat(file)
                data = b"".join(_pieces(file, limits.size))
                after = os.fstat(file)
            if _known_by(before) == _known_by(after) and len(data) == after.st_size:
                return Contents(data, _mark(after, now))
    except OSError as error:
        raise Unreadable(NOT_READABLE, (error.strerror or type(error).__name__).lower()) from error
    raise Unreadable(
        NOT_READABLE, "it changes while it is read; run again when it is complete", "读取过程中文件仍在变化"
    )


def digest(path: Path | str, limits: Limits, root: str | None = None) -> Digest | None:
    """Return what is known of a file whose content is not wanted, or None where it cannot be read."""
    made, size = hashlib.sha256(), 0
    try:
        with _opened(path, limits, root) as file:
            now, status = time.time_ns(), os.fstat(file)
            for piece in _pieces(file, limits.size):
                made.update(piece)
                size += len(piece)
    except (OSError, Unreadable):
        return None
    return Digest(made.hexdigest(), size, _mark(status, now))


def mark(path: Path | str) -> str | None:
    """Return the mark of a file as it is now: another one means that its content may be another."""
    try:
        return _known_by(Path(path).stat())
    except OSError:
        return None


@contextmanager
def _opened(path: Path | str, limits: Limits, root: str | None) -> Iterator[int]:
    # Not to wait for whoever writes into a pipe that has taken the place of the file since it was found.
    file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(NOT_READABLE, "no regular file", "不是普通文件")
        if status.st_size > limits.size:
            raise limits.beyond("size")
        if root is not None and not _is_below(root, file, path):
            raise Unreadable(NOT_READABLE, "by now it leads out of the folder given", "现已指向所给文件夹之外")
        yield file
    finally:
        os.close(file)


def _is_below(root: str, file: int, path: Path | str) -> bool:
    """Whether an open file is below a folder. The system says where it is; the path may lead elsewhere by now."""
    opened = f"{OPEN_FILES}/{file}"
    real = os.path.realpath(opened if os.path.lexists(opened) else path)
    return real.startswith(f"{os.path.realpath(root).rstrip('/')}/")


def _pieces(file: int, largest: int) -> Iterator[bytes]:
    size = 0
    while size <= largest and (piece := os.read(file, AT_ONCE)):
        size += len(piece)
        yield piece


def _mark(status: os.stat_result, now: int) -> str | None:
    """Return the mark, or None where a change in the same tick of the clock would leave no other behind."""
    fresh = now - max(status.st_mtime_ns, status.st_ctime_ns) < SETTLED
    return None if fresh else _known_by(status)


def _known_by(status: os.stat_result) -> str:
    return f"{status.st_size}-{status.st_mtime_ns}-{status.st_ctime_ns}-{status.st_ino}"
