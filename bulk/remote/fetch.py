"""A file elsewhere, brought here for as long as it is read, into a temporary file, on Linux one without a name.

Whoever asks for the reading fetches: the workers that read have no business with a network.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import IO

from bulk.examine import refused
from bulk.remote import places
from bulk.work import Settings, Task
from extractors.errors import Unreadable

AT_ONCE = 4 << 20
TRIES = 3
LINUX = sys.platform == "linux"
"""Only there can another process of ours open a file that has no name."""


@contextmanager
def at_hand(task: Task, settings: Settings) -> Iterator[tuple[Task, str | None]]:
    """Give a task whose file is here, and the mark of the one elsewhere; what cannot be fetched is its problem."""
    with _temporary() as file:
        try:
            mark = _fetch(task, settings, file)
        except Unreadable as error:
            near, mark = replace(task, problem=error.problem), None
        else:
            near = replace(task, path=f"/proc/{os.getpid()}/fd/{file.fileno()}" if LINUX else file.name)
        yield near, mark


def _temporary() -> IO[bytes]:
    # Of a file without a name nothing is left, whatever ends this process.
    return tempfile.TemporaryFile() if LINUX else tempfile.NamedTemporaryFile()


def _fetch(task: Task, settings: Settings, file: IO[bytes]) -> str | None:
    """Fill the file, and return the mark of what is in it. Raise `Unreadable`."""
    place, deadline = places.at(task.path), time.monotonic() + settings.bounds.seconds
    try:
        before = task.mark or places.known_by(place.info())
        for _ in range(TRIES):
            _copy(place, settings, file, deadline)
            info = place.info()
            after = places.known_by(info)
            if before == after:
                return places.settled(info)
            before = after
    except Unreadable:
        raise
    except Exception as error:
        problem = places.problem(error)
        raise Unreadable(problem.reason, problem.detail, problem.detail_zh) from error
    changing = refused("it changes while it is read; run again when it is complete", "读取过程中文件仍在变化")
    raise Unreadable(changing.reason, changing.detail, changing.detail_zh)


def _copy(place: places.Place, settings: Settings, file: IO[bytes], deadline: float) -> None:
    limits, size = settings.options.limits, 0
    file.seek(0)
    file.truncate()
    with place.files.open(place.path, "rb", block_size=AT_ONCE) as source:
        while piece := source.read(AT_ONCE):
            size += len(piece)
            if size > limits.size:
                raise limits.beyond("size")
            if time.monotonic() > deadline:
                raise TimeoutError
            file.write(piece)
    file.flush()
