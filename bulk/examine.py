"""What stands behind a path: a file that can be read, or the problem that its line of output shows."""

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from bulk import names
from extractors.errors import NOT_READABLE, Problem

PHRASES = {
    errno.ENOENT: ("no such file or folder", "文件或文件夹不存在"),
    errno.EACCES: ("no permission to read it", "没有读取权限"),
    errno.EPERM: ("no permission to read it", "没有读取权限"),
    errno.ELOOP: ("a link that leads back to itself", "符号链接循环"),
    errno.ENAMETOOLONG: ("its path is too long for this system", "路径过长"),
}
SPECIAL = (
    (stat.S_ISFIFO, "a FIFO (named pipe), no file", "命名管道，不是文件"),
    (stat.S_ISSOCK, "a socket, no file", "套接字，不是文件"),
    (stat.S_ISCHR, "a device, no file", "设备，不是文件"),
    (stat.S_ISBLK, "a device, no file", "设备，不是文件"),
)
EFFECTIVE = os.access in os.supports_effective_ids


@dataclass(frozen=True, slots=True)
class Input:
    """One input and the name that its lines show. With a problem it is not read; `exists` is false for a name alone.

    What lies elsewhere has a URL, and the mark that the listing gave it; its path is its name and leads nowhere. `root`
    is the folder below which it was found, and out of which it must not lead when it is opened either.
    """

    path: Path
    name: str
    problem: Problem | None = None
    exists: bool = True
    url: str | None = None
    mark: str | None = None
    root: str | None = None

    @property
    def address(self) -> str:
        """What leads to it."""
        return self.url or str(self.path)


def refused(detail: str, detail_zh: str) -> Problem:
    """Return the problem of an input that is not opened."""
    return Problem(NOT_READABLE, detail, detail_zh)


def denied(error: OSError) -> Problem:
    """Return the problem that the operating system reports, without the path: that differs from run to run."""
    reason = (error.strerror or type(error).__name__).lower()
    return refused(*PHRASES.get(error.errno or 0, (reason, reason)))


def file(path: Path, name: str) -> Input:
    """Return the input at a path that was named, links followed."""
    mode = _mode(path)
    return Input(path, name, mode if isinstance(mode, Problem) else _unfit(path, mode))


def link(path: Path, name: str, root: str) -> Input:
    """Return the input at a link found below a root (a real path): followed to files in the root, and only there."""
    mode = _mode(path)
    if isinstance(mode, Problem):
        return Input(path, name, mode)
    if stat.S_ISDIR(mode):
        return Input(path, name, refused("a link to a folder; not followed", "指向文件夹的链接，未跟随"))
    if not os.path.realpath(path).startswith(f"{root.rstrip('/')}/"):
        outside = refused("a link that leads out of the folder given; not followed", "链接指向所给文件夹之外，未跟随")
        return Input(path, name, outside)
    return Input(path, name, _unfit(path, mode))


def is_folder(path: Path) -> bool:
    """Return whether a path leads to a folder."""
    mode = _mode(path)
    return isinstance(mode, int) and stat.S_ISDIR(mode)


def stands(path: Path) -> bool:
    """Return whether a name stands for anything, a link that leads nowhere included."""
    return os.path.lexists(path)


def missing(argument: str, detail: str, detail_zh: str) -> Input:
    """Return the input for an argument behind which nothing stands."""
    path = Path(argument)
    return Input(path, names.printable(path.name or argument), refused(detail, detail_zh), exists=False)


def _mode(path: Path) -> int | Problem:
    """Return the kind and permissions of what a path leads to, or why that cannot be told."""
    try:
        return path.stat().st_mode
    except FileNotFoundError as error:
        return refused("a link that points nowhere", "链接目标不存在") if path.is_symlink() else denied(error)
    except OSError as error:
        return denied(error)


def _unfit(path: Path, mode: int) -> Problem | None:
    for matches, detail, detail_zh in SPECIAL:
        if matches(mode):
            return refused(detail, detail_zh)
    readable = os.access(path, os.R_OK, effective_ids=EFFECTIVE)
    return None if readable else refused(*PHRASES[errno.EACCES])
