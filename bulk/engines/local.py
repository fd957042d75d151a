"""The processes of this machine: a thread a slot, each waiting for its supervisor."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from bulk.isolation.pool import Pool
from bulk.work import Result, Settings, Task


class Local:
    """As many files at a time as there are jobs."""

    name = "local"
    batch = 1

    def __init__(self, settings: Settings, jobs: int) -> None:
        self.width = jobs
        self._pool = Pool(settings, jobs)
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="slot")

    def submit(self, tasks: Sequence[Task]) -> "Future[list[Result]]":
        """Hand a batch to the next free slot."""
        return self._threads.submit(self._pool.run, tasks)

    def close(self, *, now: bool = False) -> None:
        """End the threads and the processes."""
        self._threads.shutdown(wait=not now, cancel_futures=now)
        self._pool.close(now=now)
        self._threads.shutdown()
