"""A cluster of Dask: batches go to its workers, each of which reads with processes of its own as this machine would.

What Dask adds is where a batch is read, and that it is read elsewhere when a host is lost. It has no limits per file:
those of the pool inside each worker hold.
"""

import errno
import logging
import os
import signal
import time
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import resource_tracker
from typing import Any

from dask import config
from distributed import Client, KilledWorker, LocalCluster, get_worker

from bulk import one
from bulk.engines import EngineFailed
from bulk.isolation import shared
from bulk.isolation.shared import Order, Unfit
from bulk.remote.places import is_url
from bulk.work import Result, Settings, Task, decoded
from extractors.errors import NOT_READABLE

HERE = "127.0.0.1"

ANSWER, COME = 15.0, 60.0
"""Seconds that a scheduler has to answer, and the first worker to come."""

LOOK_AGAIN = 2.0
"""Seconds after which the number of workers may be another."""

RETRIES = 2
"""How often a batch is tried again of which a worker said that it could not even begin."""

GATHERING = 8
"""Answers that are fetched at a time."""

CLOSING = 10.0
"""Seconds that the end may take."""

LOGGERS = ("distributed", "distributed.client")
"""What they say of lost workers and schedulers, we say in our own words."""

STOPS = (signal.SIGINT, signal.SIGHUP)
"""What a terminal sends to all that was started from it."""

GONE = os.strerror(errno.ENOENT).lower()

LOST = ("its host in the cluster was lost again and again", "集群中的主机多次丢失")


@dataclass
class Batch:
    """Tasks on their way, those of them that are answered, and who waits for all."""

    tasks: Sequence[Task]
    answer: "Future[list[Result]]"
    results: list[Result] = field(default_factory=list)
    step: int | None = None
    """How many of them a worker is handed at once; None for all."""

    @property
    def left(self) -> Sequence[Task]:
        """The tasks without an answer."""
        return self.tasks[len(self.results) :]


class Dask:
    """The threads of a cluster's workers; without a scheduler's address a cluster of this machine, to try it."""

    name = "dask"
    batch = 32

    def __init__(self, settings: Settings, jobs: int, scheduler: str | None, places: Sequence[str] = ()) -> None:
        for name in LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._options, self._order = settings.options, Order.of(settings, places)
        self._cluster = None if scheduler else _local(jobs)
        self._client = _client(self._cluster or scheduler)
        self._looked, self._width, self._closed = -LOOK_AGAIN, 1, False
        self._threads = ThreadPoolExecutor(GATHERING, thread_name_prefix="answers")
        try:
            self._begin()
        except BaseException:
            self.close(now=True)
            raise

    @property
    def width(self) -> int:
        """Files that are read at the same time: workers come and go."""
        if not self._closed and time.monotonic() - self._looked > LOOK_AGAIN:
            try:
                self._width = max(1, sum(self._client.nthreads().values()))
            except OSError as error:
                raise _scheduler_lost() from error
            self._looked = time.monotonic()
        return self._width

    def submit(self, tasks: Sequence[Task]) -> "Future[list[Result]]":
        """Hand a batch to whichever worker is free first."""
        batch = Batch(tasks, Future())
        self._ask(batch)
        return batch.answer

    def close(self, *, now: bool = False) -> None:
        """Leave the cluster as it was found; `now` does not wait for what its workers are at."""
        self._closed = True
        if not now:
            self._client.run(shared.release, self._order, on_error="ignore")
        self._threads.shutdown(wait=not now, cancel_futures=now)
        self._client.close(CLOSING)
        if self._cluster is not None:
            self._cluster.close(CLOSING)

    def _begin(self) -> None:
        """Wait for a worker, and see that all those there are have the same program and see the same files."""
        try:
            self._client.wait_for_workers(1, COME)
        except TimeoutError as error:
            raise EngineFailed(f"no worker has come within {COME:g} s", "start some with dask worker") from error
        for found in self._client.run(self._order.check, on_error="return").values():
            # One that is lost meanwhile is no reason not to begin with the others.
            if isinstance(found, Exception) and not isinstance(found, OSError):
                raise _failure(found) from found

    def _ask(self, batch: Batch) -> None:
        again = bool(batch.results) or batch.step == 1
        tasks = [_absolute(task) for task in batch.left[: batch.step]]
        # What was handed over before goes first: others wait for it.
        future = self._client.submit(_read, self._order, tasks, pure=False, retries=RETRIES, priority=int(again))
        # Dask has one thread for all that is done: it must not wait for an answer that lies on a host just lost.
        future.add_done_callback(lambda done: self._threads.submit(self._answered, batch, done))

    def _answered(self, batch: Batch, done: Any) -> None:  # noqa: ANN401 - a Future, of which distributed tells no type
        """Take what a worker gives. Nobody sees what is raised here: everything must end in the answer."""
        try:
            self._take(batch, done)
            if not batch.left:
                batch.answer.set_result(batch.results)
            elif not self._closed:
                self._ask(batch)
        except BaseException as error:  # noqa: BLE001 - whoever waits for the answer gets it
            batch.answer.set_exception(_failure(error))

    def _take(self, batch: Batch, done: Any) -> None:  # noqa: ANN401 - as above
        try:
            results = [decoded(answer) for answer in done.result()]
        except KilledWorker:
            self._lost(batch)
            return
        unseen = next((task for task, result in zip(batch.left, results, strict=False) if _unseen(task, result)), None)
        if unseen is not None:
            raise Unfit(
                f"a host does not see {unseen.path}; files must lie where all hosts see them under the same path"
            )
        batch.results += results

    def _lost(self, batch: Batch) -> None:
        """Go on with one task at a time where workers were lost again and again; only then can one be to blame."""
        if batch.step == 1:
            batch.results.append(one.lost(batch.left[0], self._options, "crash", LOST, 0.0))
        batch.step = 1


def _read(order: Order, tasks: Sequence[Task]) -> list[bytes]:
    """Read tasks in the process of a worker."""
    return shared.read(order, tasks, get_worker().state.nthreads)


def _absolute(task: Task) -> Task:
    """Return a task for a process that works in another folder."""
    return task if is_url(task.path) else replace(task, path=os.path.abspath(task.path))  # noqa: PTH100 - links stay


def _unseen(task: Task, result: Result) -> bool:
    """Return whether a worker found nothing where there is a file: its host lacks the disk, for all files."""
    none = result.tally.no_record
    gone = task.problem is None and none is not None and none.code == NOT_READABLE.code and GONE in none.message
    return gone and not is_url(task.path) and os.path.lexists(task.path)


def _local(jobs: int) -> LocalCluster:
    # One worker with a thread a slot: what may come to grief is in the processes of its pool anyway.
    sizes = {"n_workers": 1, "threads_per_worker": jobs, "memory_limit": 0}
    # What is started meanwhile never sees a Ctrl-C: it is for us, who then end the cluster.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    # It lets them through again as it starts: before all else, then.
    resource_tracker.ensure_running()
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        # Looking a hundred times a second at what the threads do takes more time than the rest of Dask.
        with config.set({"distributed.worker.profile.enabled": False}):
            return LocalCluster(**sizes, host=HERE, dashboard_address=f"{HERE}:0", silence_logs=logging.CRITICAL)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _client(where: LocalCluster | str | None) -> Client:
    try:
        return Client(where, timeout=ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        raise EngineFailed(f"no scheduler answers at {where}", "start one with dask scheduler") from error


def _failure(error: BaseException) -> BaseException:
    """Return what kept a cluster from reading, in words where there are some."""
    if isinstance(error, Unfit):
        return EngineFailed(f"cannot use the cluster: {error}", "make the hosts alike, then run again")
    if isinstance(error, ImportError):
        lacking = f"cannot use the cluster: a worker lacks a part of the program ({error})"
        return EngineFailed(lacking, "install it with the extra [cluster] on all hosts, then run again")
    if isinstance(error, CancelledError):
        return _scheduler_lost()
    return error


def _scheduler_lost() -> EngineFailed:
    return EngineFailed("the scheduler of the cluster was lost", "start it, and run again: what was read is kept")
