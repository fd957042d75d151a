"""An output elsewhere: written whole in the current folder, then put in its place."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bulk import names
from bulk.remote import places
from bulk.write import OutputFailed, Write, writer


@contextmanager
def output(target: str) -> Iterator[Write]:
    """Give the function to write with; where its block fails, what stands at the target stays."""
    place = places.at(target)
    if target.endswith("/"):
        raise OutputFailed(target, IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)))
    temporary = Path(names.temporary(places.last(target), os.getpid()))
    _reach(place)
    try:
        temporary.unlink(missing_ok=True)
        opened = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise OutputFailed(str(Path.cwd()), error) from error
    try:
        try:
            yield writer(opened, str(temporary.absolute()))
        finally:
            os.close(opened)
        _put(place, temporary)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _reach(place: places.Place) -> None:
    """Fail at once, not after hours, where the storage cannot be reached. Who may write there, only it knows."""
    try:
        place.info()
    except (FileNotFoundError, PermissionError):
        return
    except Exception as error:
        raise OutputFailed(place.url, _of_system(error)) from error


def _put(place: places.Place, file: Path) -> None:
    try:
        place.files.put_file(str(file), place.path)
    except Exception as error:
        raise OutputFailed(place.url, _of_system(error)) from error


def _of_system(error: Exception) -> OSError:
    """Return a failure of a storage as one of this system, which has words for it."""
    if isinstance(error, FileNotFoundError):
        return OSError(errno.ENOENT, os.strerror(errno.ENOENT))
    if isinstance(error, PermissionError):
        return OSError(errno.EACCES, os.strerror(errno.EACCES))
    return OSError(0, places.problem(error).detail)
