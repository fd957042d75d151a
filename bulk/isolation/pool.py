"""The parent's side: slots to hand tasks to, and the end of all that was started."""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from queue import SimpleQueue
from threading import Lock
from typing import Self

from bulk.isolation import frames, supervisor
from bulk.remote import fetch
from bulk.remote.places import is_url
from bulk.work import Result, Settings, Task, decoded

PATIENCE = 5.0
"""Seconds that the processes have to end by themselves."""


TRIES = 3
"""How often a task is handed to a supervisor, should they be killed one after the other."""


class SlotLost(Exception):  # noqa: N818 - it names what happened
    """A supervisor is gone, which no file should bring about."""


class Closed(Exception):  # noqa: N818 - as above
    """The pool was closed while a task was under way."""


class Slot:
    """The pipes to one supervisor."""

    def __init__(self) -> None:
        (self.tasks, self._tasks), (self._results, self.results) = os.pipe(), os.pipe()

    @property
    def pair(self) -> str:
        """The descriptors of the supervisor, as the nursery is told them."""
        return f"{self.tasks},{self.results}"

    def started(self) -> None:
        """Leave the supervisor's descriptors to it."""
        os.close(self.tasks)
        os.close(self.results)

    def ask(self, message: bytes) -> Result:
        """Return what a task gives; raise `SlotLost` where there is no answer any more."""
        try:
            frames.write(self._tasks, message)
            answer = frames.read(self._results)
        except OSError as error:
            raise SlotLost from error
        if answer is None:
            raise SlotLost
        size = supervisor.KILLS.size
        return decoded(answer[size:], *supervisor.KILLS.unpack(answer[:size]))

    def close(self) -> None:
        """Tell the supervisor that there is nothing more to do."""
        os.close(self._tasks)
        os.close(self._results)


class Nursery:
    """A process and the slots that it serves."""

    def __init__(self, settings: Settings, slots: int) -> None:
        self.slots = [Slot() for _ in range(slots)]
        inherited = [descriptor for slot in self.slots for descriptor in (slot.tasks, slot.results)]
        # -P: the folder that somebody works in is no place to import from.
        command = [sys.executable, "-P", "-m", "bulk.isolation.nursery", *(slot.pair for slot in self.slots)]
        self._process = subprocess.Popen(  # noqa: S603 - our own words
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=2,  # named, so that it is handed on even where it was closed and only its place is held
            pass_fds=inherited,
            start_new_session=True,
        )
        for slot in self.slots:
            slot.started()
        self._tell(pickle.dumps(settings))

    def _tell(self, settings: bytes) -> None:
        pipe = self._process.stdin
        if pipe is None:
            return
        with suppress(BrokenPipeError), pipe:  # where it ended at once its slots are found lost, and that is told
            frames.write(pipe.fileno(), settings)

    def kill(self) -> None:
        """End the processes, whatever they are at."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        """End the processes that have nothing more to do."""
        for slot in self.slots:
            slot.close()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()


class Fork:
    """A supervisor made of this process itself: for one that has everything imported and no other thread."""

    def __init__(self, settings: Settings) -> None:
        slot = Slot()
        self.slots = [slot]
        self._pid = os.fork()
        if not self._pid:
            slot.close()
            os.setsid()
            supervisor.serve(slot.tasks, slot.results, settings)
        slot.started()

    def kill(self) -> None:
        """End the process, whatever it is at."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)

    def close(self) -> None:
        """End the process that has nothing more to do."""
        self.slots[0].close()
        os.waitpid(self._pid, 0)


class Pool:
    """The slots of one process that wants files read; any of its threads may ask."""

    def __init__(self, settings: Settings, slots: int, *, forked: bool = False) -> None:
        self._settings, self._closed, self._lock = settings, False, Lock()
        first: Nursery | Fork = Fork(settings) if forked else Nursery(settings, slots)
        self._nurseries: list[Nursery | Fork] = [first]
        self._free: SimpleQueue[Slot] = SimpleQueue()
        for slot in first.slots:
            self._free.put(slot)

    def run(self, tasks: Sequence[Task]) -> list[Result]:
        """Return what each task gives, one after the other; raise `Closed` if the pool is closed meanwhile."""
        slot, results = self._free.get(), []
        try:
            for task in tasks:
                slot, result = self._read(slot, task)
                results.append(result)
        finally:
            self._free.put(slot)
        return results

    def __enter__(self) -> Self:
        """Return the pool, to be closed at the end of a block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """End all processes, at once where something went wrong."""
        self.close(now=kind is not None)

    def close(self, *, now: bool = False) -> None:
        """End all processes; `now` gives up what they are at, and no thread waits for an answer any longer."""
        with self._lock:
            self._closed = True
            nurseries = tuple(self._nurseries)
        for nursery in nurseries:
            (nursery.kill if now else nursery.close)()

    def _read(self, slot: Slot, task: Task) -> tuple[Slot, Result]:
        """Return what a task gives, wherever its file is, and the slot to go on with."""
        if task.problem is not None or not is_url(task.path):
            return self._ask(slot, task)
        with fetch.at_hand(task, self._settings) as (near, mark):
            slot, result = self._ask(slot, near)
        return slot, replace(result, mark=mark)

    def _ask(self, slot: Slot, task: Task) -> tuple[Slot, Result]:
        """Return what a task gives, and the slot to go on with. A supervisor is not lost by what is in a file."""
        message = pickle.dumps(task)
        for _ in range(TRIES):
            try:
                return slot, slot.ask(message)
            except SlotLost:
                slot = self._another()
        from bulk import one  # noqa: PLC0415 - the readers, which this process needs for nothing else

        detail = "the process that watches over it was lost", "监督进程丢失"
        return slot, one.lost(task, self._settings.options, "crash", detail, 0.0)

    def _another(self) -> Slot:
        """Return a slot in place of one that is lost."""
        with self._lock:
            if self._closed:
                raise Closed
            nursery = Nursery(self._settings, 1)
            self._nurseries.append(nursery)
        return nursery.slots[0]
