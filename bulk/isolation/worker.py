"""The process that reads files: it takes a task, answers with what the file gave, and may be lost at any time."""

import ctypes
import gc
import os
import pickle
import resource
import signal
import sys
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from bulk import one
from bulk.isolation import frames
from bulk.work import Settings, Task

NO_MEMORY = 75
"""The exit code of a worker that was refused memory: what it has half built is not to be relied on."""

FAILED = 76
PR_SET_PDEATHSIG = 1
PAGE = os.sysconf("SC_PAGE_SIZE")
LINUX = sys.platform == "linux"
"""Elsewhere a worker ends when its pipe does, and memory is not bounded: the system offers no more."""


def serve(tasks: int, results: int, settings: Settings, supervisor: int) -> NoReturn:
    """Answer every task until there are no more, and end the process."""
    code = FAILED
    try:
        _alone({tasks, results}, supervisor)
        _bound(settings.bounds.memory)
        gc.freeze()  # nothing that was there before the first file is looked at again
        gc.enable()
        while (message := frames.read(tasks)) is not None:
            task: Task = pickle.loads(message)  # noqa: S301 - our own parent wrote it
            frames.write(results, one.result(task, settings.options).encoded())
        code = 0
    except MemoryError:
        code = NO_MEMORY
    finally:
        # Whatever it was: no handler, no clean-up and no traceback of what the supervisor is for.
        os._exit(code)


def _alone(kept: set[int], supervisor: int) -> None:
    """Leave everything behind that belongs to others, and end when the supervisor does."""
    os.setpgid(0, 0)
    if LINUX:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != supervisor:
        os._exit(FAILED)
    nowhere = os.open(os.devnull, os.O_RDWR)
    # A library that prints would write into whatever has the number of a standard stream.
    for stream in range(3):
        os.dup2(nowhere, stream)
    for low, high in pairwise([2, *sorted(kept), resource.getrlimit(resource.RLIMIT_NOFILE)[0]]):
        os.closerange(low + 1, high)


def _bound(memory: int) -> None:
    """Let the system see to what no reader should do: take too much memory, write a file, leave a core behind."""
    if LINUX:
        taken = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * PAGE
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory, taken + memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
