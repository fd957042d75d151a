"""The process of one slot: it hands each task to its worker, and knows what became of the worker."""

import os
import pickle
import select
import signal
import struct
import time
from dataclasses import dataclass
from typing import NoReturn

from bulk import one
from bulk.isolation import frames, worker
from bulk.isolation.bounds import Bounds
from bulk.work import Settings, Task

KILLS = struct.Struct(">B")
"""What stands before an answer: how many workers were lost over it."""

AT_ONCE = 1 << 18

Detail = tuple[str, str]


class Gone(Exception):  # noqa: N818 - it names what happened
    """The parent is gone, and with it everybody who waits for an answer."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Why a worker gave no answer."""

    cause: str
    detail: Detail


@dataclass
class Worker:
    """A worker as its supervisor has it."""

    pid: int
    tasks: int
    results: int
    served: int = 0

    def end(self) -> int:
        """End it with everything that it may have started, and return its status."""
        os.close(self.tasks)
        os.close(self.results)
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            os.kill(self.pid, signal.SIGKILL)
        return os.waitpid(self.pid, 0)[1]


def serve(tasks: int, results: int, settings: Settings) -> NoReturn:
    """Answer every task of a slot until its parent has no more or is gone, and end the process."""
    code, supervisor = 1, Supervisor(tasks, settings)
    try:
        while (message := frames.read(tasks)) is not None:
            frames.write(results, supervisor.answer(message))
        code = 0
    except (Gone, BrokenPipeError):
        code = 0
    finally:
        # Whatever it was: the parent sees the pipe close, and starts the slot anew if it still wants it.
        supervisor.close()
        os._exit(code)


class Supervisor:
    """One worker at a time, replaced when it is lost or has served long enough."""

    def __init__(self, tasks: int, settings: Settings) -> None:
        self._parent, self._settings = tasks, settings
        self._worker: Worker | None = None

    def answer(self, message: bytes) -> bytes:
        """Return what a task gives, as an encoded result: that of the worker, or one that says how it was lost."""
        kills, started = 0, time.monotonic()
        while True:
            current = self._worker = self._worker or self._fork()
            fresh = current.served == 0
            found = self._ask(current, message)
            if isinstance(found, bytes):
                self._served(current)
                return KILLS.pack(kills) + found
            kills += 1
            self._worker = None
            if _is_its_own(found, kills, fresh=fresh):
                return KILLS.pack(kills) + self._lost(message, found, time.monotonic() - started)

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.end()

    def _served(self, current: Worker) -> None:
        current.served += 1
        if current.served >= self._settings.bounds.files:
            current.end()
            self._worker = None

    def _lost(self, message: bytes, loss: Loss, seconds: float) -> bytes:
        task: Task = pickle.loads(message)  # noqa: S301 - our own parent wrote it
        return one.lost(task, self._settings.options, loss.cause, loss.detail, seconds).encoded()

    def _fork(self) -> Worker:
        (tasks, to_worker), (from_worker, results) = os.pipe(), os.pipe()
        own = os.getpid()
        pid = os.fork()
        if not pid:
            worker.serve(tasks, results, self._settings, own)
        os.close(tasks)
        os.close(results)
        return Worker(pid, to_worker, from_worker)

    def _ask(self, current: Worker, message: bytes) -> bytes | Loss:
        """Return the answer of a worker, or how it was lost; then it is no more."""
        deadline = time.monotonic() + self._settings.bounds.seconds
        try:
            frames.write(current.tasks, message)
            found = self._incoming(current, deadline)
        except BrokenPipeError:
            found = None
        if isinstance(found, bytes):
            return found
        ended = current.end()
        return found or _loss(ended, self._settings.bounds)

    def _incoming(self, current: Worker, deadline: float) -> bytes | Loss | None:
        """Return the answer as it comes; None where the worker came to an end."""
        watched, incoming = select.poll(), frames.Incoming()
        watched.register(current.results, select.POLLIN)
        watched.register(self._parent, 0)
        bounds = self._settings.bounds
        while (left := deadline - time.monotonic()) > 0:
            ready = dict(watched.poll(left * 1000))
            if ready.get(self._parent, 0) & (select.POLLHUP | select.POLLERR):
                raise Gone
            if current.results not in ready:
                continue
            piece = os.read(current.results, AT_ONCE)
            if not piece:
                return None
            incoming.add(piece)
            if incoming.size > bounds.output:
                return Loss(
                    "output", (f"its lines take more than {bounds.output:,} bytes", f"输出超过 {bounds.output:,} 字节")
                )
            if (message := incoming.message) is not None:
                return message
        return Loss("time", (f"{bounds.seconds:g} s", f" {bounds.seconds:g} 秒"))


def _is_its_own(loss: Loss, kills: int, *, fresh: bool) -> bool:
    """Return whether a loss is the file's own fault, not that of earlier files or of whoever kills processes."""
    if loss.cause == "crash":
        return kills > 1
    return fresh or loss.cause != "memory"


def _loss(status: int, bounds: Bounds) -> Loss:
    """Return why a worker came to an end by itself."""
    if os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        hint = ("; the system may have run out of memory", "；系统内存可能不足") if name == "SIGKILL" else ("", "")
        return Loss("crash", (f"{name}{hint[0]}", f"{name}{hint[1]}"))
    code = os.waitstatus_to_exitcode(status)
    if code == worker.NO_MEMORY:
        return Loss("memory", (f"{bounds.memory >> 20:,} MiB", f" {bounds.memory >> 20:,} MiB"))
    return Loss("crash", (f"exit code {code}", f"退出码 {code}"))
