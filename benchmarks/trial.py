"""One file in a process of its own, under limits of memory and time: its lines, or how the process ended.

The process is a copy of this one (`fork`), so that nothing is imported anew, and a trial takes milliseconds.
"""

import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, NoReturn

import pipeline
from extractors import readers

MEMORY = 1_500 << 20
"""Bytes of address space: what is still needed beyond a gibibyte of memory is mapped and hardly used."""

SECONDS, WAITING = 60, 600
"""Of the processor; and on the clock, for what waits for ever. A machine with much to do is no fault of a file."""

LINES, FAULT = 0, 70
"""How a process ends: with its lines, or with an exception that came through."""

Read = Callable[[Path, str], list[str]]


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a file: its lines, how long it took, in seconds of the processor, and its memory, in MiB.

    `ended` is empty, or says how the process ended: by which signal, or with which exception.
    """

    ended: str
    seconds: float
    memory: int
    lines: list[dict[str, Any]] = field(default_factory=list)
    raw: bytes = b""

    @property
    def codes(self) -> list[str]:
        """The codes of the findings about the file, each once."""
        found = (finding["code"] for line in self.lines for finding in line["findings"])
        return sorted({code for code in found if code.startswith("N")})


def lines_of(path: Path, name: str) -> list[str]:
    """Return the lines of a file as they are written."""
    return [line.line() for line in pipeline.extract(path, name)]


def tried(path: Path, name: str | None = None, *, read: Read = lines_of, memory: int = MEMORY) -> Trial:
    """Read a file in a process of its own and return what came of it."""
    readers.readers()  # imported once, here
    with TemporaryFile() as out:
        sys.stdout.flush()
        process = os.fork()
        if not process:
            _in_child(path, name or path.name, read, memory, out.fileno())
        _, status, used = os.wait4(process, 0)
        out.seek(0)
        raw = out.read()
    ended = _ended(status, raw)
    lines = [] if ended else [json.loads(line) for line in raw.splitlines()]
    return Trial(ended, used.ru_utime + used.ru_stime, used.ru_maxrss >> 10, lines, raw)


def _ended(status: int, raw: bytes) -> str:
    if os.WIFSIGNALED(status):
        return signal.Signals(os.WTERMSIG(status)).name
    return raw.decode("utf-8", "replace") if os.WEXITSTATUS(status) != LINES else ""


def _in_child(path: Path, name: str, read: Read, memory: int, out: int) -> NoReturn:
    """Read the file under the limits and leave, whatever happens: this process is a copy, and has no other business."""
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(WAITING)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        sys.addaudithook(_refuse)
        raw = "\n".join(read(path, name)).encode()
        code = LINES
    except BaseException as error:  # noqa: BLE001 - it is what the trial is about
        raw, code = f"{type(error).__name__}: {error}".encode("utf-8", "replace"), FAULT
    os.pwrite(out, raw, 0)
    os._exit(code)


def _refuse(event: str, _: tuple[object, ...]) -> None:
    """Refuse what reading a file never needs: another program, or a connection to anywhere."""
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "urllib.")):
        raise AssertionError(f"reading a file asked for {event}")


__all__ = ["Trial", "lines_of", "tried"]
