"""The output: a file that appears whole or not at all, or a stream that is written to as the lines come."""

import errno
import os
import re
import select
import signal
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from bulk import names
from bulk.remote.places import is_url, last

Write = Callable[[bytes], None]

STREAMS = {"-": 1, "/dev/stdout": 1, "/dev/stderr": 2}
DESCRIPTOR = re.compile(r"/(?:dev|proc/self)/fd/(\d+)")

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LAST_LINE = 1.0
"""Seconds that a reader has to take the rest of a line when the end has come."""

ELSEWHERE = "name another place with --out"
PHRASES = {
    errno.ENOSPC: ("the disk is full", f"free some space, or {ELSEWHERE}"),
    errno.EDQUOT: ("the disk quota is used up", f"free some space, or {ELSEWHERE}"),
    errno.EFBIG: ("it would be larger than files may be here", f"raise the limit, or {ELSEWHERE}"),
    errno.EROFS: ("the file system is read-only", ELSEWHERE),
    errno.EACCES: ("no permission to write there", ELSEWHERE),
    errno.EPERM: ("no permission to write there", ELSEWHERE),
    errno.ENOENT: ("its folder does not exist", f"create the folder, or {ELSEWHERE}"),
    errno.ENOTDIR: ("a part of its path is no folder", ELSEWHERE),
    errno.EISDIR: ("it is a folder", "name a file with --out, such as data.jsonl in that folder"),
    errno.ENAMETOOLONG: ("its path is too long for this system", "choose a shorter one with --out"),
    errno.ELOOP: ("it is a link that leads back to itself", ELSEWHERE),
    errno.EBADF: ("it is closed", "name a file with --out"),
}


class OutputFailed(Exception):  # noqa: N818 - it names what happened, as its one use reads
    """The output could not be written; under a file's name stands what stood there before."""

    def __init__(self, target: str, error: OSError) -> None:
        unknown = (error.strerror or type(error).__name__).lower(), ELSEWHERE
        self.target = "standard output" if STREAMS.get(target) == 1 else target
        self.reason, self.advice = PHRASES.get(error.errno or 0, unknown)
        self.reader_left = isinstance(error, BrokenPipeError)
        super().__init__(f"cannot write {self.target}: {self.reason}; {self.advice}")


def output(target: str) -> AbstractContextManager[Write]:
    """Return a context that gives the function to write with, and finishes the target if its block does.

    A file is written beside its name, brought to the disk and renamed, so that its name never shows a part of it.
    `-`, an open descriptor and whatever exists and is no regular file are written to directly; what lies elsewhere is
    put there when it is whole. The context and the function raise `OutputFailed`.
    """
    if is_url(target):
        from bulk.remote import put  # noqa: PLC0415 - for those who ask for it

        return put.output(target)
    return _direct(target) if _is_stream(target) else _replacing(target)


def destination(target: str) -> Path | None:
    """Return the path of the file that the output will make or change, or None where it is no file."""
    descriptor = _descriptor(target)
    if descriptor is not None:
        return Path(f"/dev/fd/{descriptor}")
    return None if is_url(target) or _is_stream(target) else Path(os.path.realpath(target))


def sweep(target: str) -> None:
    """Remove what runs that were killed have left of an output and of the account of it.

    Only for who knows that no other is at work on it.
    """
    for final in (beside(target, suffix) for suffix in ("", names.MANIFEST)):
        if final is not None:
            own, anybody = (names.temporary(final.name, process) for process in (os.getpid(), 0))
            for left in final.parent.glob(anybody.replace("00000000.tmp", "*.tmp")):
                if left.name != own:
                    with _failures_of(target):
                        left.unlink(missing_ok=True)


def is_file(target: str) -> bool:
    """Return whether the output is a file that appears whole under its name."""
    return not _is_stream(target)


def beside(target: str, suffix: str) -> Path | None:
    """Return the path of a companion here: beside a file, in the current folder where that lies elsewhere."""
    if is_url(target):
        return Path(last(target) + suffix).absolute()
    place = destination(target) if is_file(target) else None
    return None if place is None else place.with_name(place.name + suffix)


def _descriptor(target: str) -> int | None:
    numbered = DESCRIPTOR.fullmatch(target)
    return int(numbered[1]) if numbered else STREAMS.get(target)


def _is_stream(target: str) -> bool:
    mode = _mode(Path(target))
    special = mode is not None and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
    return special or _descriptor(target) is not None


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except OSError:
        return None


@contextmanager
def _failures_of(target: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputFailed(target, error) from error


@contextmanager
def _direct(target: str) -> Iterator[Write]:
    with _failures_of(target):
        descriptor = _descriptor(target)
        opened = os.open(target, os.O_WRONLY) if descriptor is None else os.dup(descriptor)
    try:
        yield Stream(opened, target).write
    finally:
        os.close(opened)


@contextmanager
def _replacing(target: str) -> Iterator[Write]:
    with _failures_of(target):
        final, mode = _final(target)
    temporary = final.with_name(names.temporary(final.name, os.getpid()))
    try:
        with _failures_of(target):
            # What has this name was left by a process that had our number and is no more.
            temporary.unlink(missing_ok=True)
            opened = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            yield writer(opened, target)
            with _failures_of(target):
                _settle(opened, mode)
        finally:
            os.close(opened)
        with _failures_of(target):
            temporary.replace(final)
    except BaseException:
        # What could not be created cannot be removed either: the first failure is the one to report.
        with _undisturbed(), suppress(OSError):
            temporary.unlink()
        raise


def _final(target: str) -> tuple[Path, int | None]:
    """Return the file to be replaced, links followed, and its permissions if it exists; refuse what cannot be."""
    final = Path(os.path.realpath(target))
    mode = _mode(final)
    if target.endswith("/") or (mode is not None and stat.S_ISDIR(mode)):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if final.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if mode is not None and not os.access(final, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return final, mode


def _settle(opened: int, mode: int | None) -> None:
    if mode is not None:
        os.fchmod(opened, stat.S_IMODE(mode))
    os.fsync(opened)


def writer(opened: int, target: str) -> Write:
    """Return the function that writes to a descriptor; `target` is what its failures are told of."""

    def write(data: bytes) -> None:
        left = memoryview(data)
        with _failures_of(target):
            while left:
                left = left[os.write(opened, left) :]

    return write


class Stream:
    """Writes to whoever reads meanwhile. An end that is asked for comes between two lines, if somebody still reads."""

    def __init__(self, opened: int, target: str) -> None:
        self._opened, self._target = opened, target
        self._left = memoryview(b"")

    def write(self, data: bytes) -> None:
        """Write whole lines."""
        self._left = memoryview(data)
        with _failures_of(self._target):
            try:
                self._write_rest(None)
            except OSError:
                raise
            except BaseException:
                self._write_rest(LAST_LINE)
                raise

    def _write_rest(self, patience: float | None) -> None:
        while self._left and select.select([], [self._opened], [], patience)[1]:
            # A signal between the writing and the counting would leave unknown how much was written.
            with _held_back(), suppress(BlockingIOError):
                self._left = self._left[os.write(self._opened, self._left[: select.PIPE_BUF]) :]


@contextmanager
def _held_back() -> Iterator[None]:
    """Let the signals that ask for an end wait; not for long: what is written here does not block."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let no second interrupt cut the cleaning up short."""
    stops = STOPS if threading.current_thread() is threading.main_thread() else ()
    handlers = {number: signal.signal(number, signal.SIG_IGN) for number in stops}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
