"""Things × documents → CPU times, each thing in a process of its own, all of them in turn, round after round."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import Any, Self

from benchmarks.timing.stages import REST
from benchmarks.timing.worker import IN_STAGES

ROOT = Path(__file__).resolve().parents[2]


class Missing(Exception):  # noqa: N818 - no error: the thing is left out
    """A library that is not installed."""


class Worker:
    """A process that times one thing."""

    def __init__(self, thing: str) -> None:
        """Start the process; raise `Missing` when its library is not there."""
        self._thing = thing
        self._said = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115 - see `close`
        self._process = subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "-m", "benchmarks.timing.worker", thing],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
        )
        ready = self._answer()
        if "missing" in ready:
            self.close()
            raise Missing(f"{thing} is left out: {ready['missing']}")
        self.moved: list[str] = ready["moved"]

    def __enter__(self) -> Self:
        """Return the worker."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the process."""
        self.close()

    def call(self, path: Path) -> dict[str, Any]:
        """Return the answer for one document."""
        if self._process.stdin is None:
            raise AssertionError("a worker listens to its parent")
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        return self._answer()

    def close(self) -> None:
        """End the process and wait for it."""
        self._process.communicate()
        self._said.close()

    def _answer(self) -> dict[str, Any]:
        if self._process.stdout is None:
            raise AssertionError("a worker speaks to its parent")
        line = self._process.stdout.readline()
        if not line:
            self._said.seek(0)
            raise RuntimeError(f"{self._thing} ended: {self._said.read()[-2000:]}")
        answer: dict[str, Any] = json.loads(line)
        return answer


@dataclass
class Times:
    """The CPU seconds of things on documents, one for each round; and how much each thing found."""

    seconds: dict[tuple[str, Path], list[float]] = field(default_factory=dict)
    found: dict[tuple[str, Path], int] = field(default_factory=dict)
    stages: dict[Path, list[dict[str, float]]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    @property
    def things(self) -> list[str]:
        """What was timed, in its order."""
        return list(dict.fromkeys(thing for thing, _ in self.seconds))

    @property
    def documents(self) -> list[Path]:
        """On what, in its order."""
        return list(dict.fromkeys(path for _, path in self.seconds))

    def cost(self, thing: str, paths: Iterable[Path]) -> float:
        """Return the seconds that a thing takes for some documents: the sum of the medians of each."""
        return sum(median(self.seconds[thing, path]) for path in paths)

    def ratio(self, thing: str, base: str, paths: Sequence[Path]) -> float:
        """Return how long a thing takes for some documents, of the time of another."""
        return self.cost(thing, paths) / self.cost(base, paths)

    def stage(self, stage: str, paths: Iterable[Path]) -> float:
        """Return the seconds that a stage takes for some documents, the same way."""
        return sum(median(spent.get(stage, 0.0) for spent in self.stages[path]) for path in paths)

    def add(self, thing: str, path: Path, answer: dict[str, Any]) -> None:
        """Take what a worker answered."""
        if thing == IN_STAGES:
            rest = answer["cpu"] - sum(answer["stages"].values())
            self.stages.setdefault(path, []).append({**answer["stages"], REST: rest})
        else:
            self.seconds.setdefault((thing, path), []).append(answer["cpu"])
        self.found[thing, path] = answer["found"]


def measure(things: Iterable[str], paths: Sequence[Path], rounds: int) -> Times:
    """Return the times of things on documents; each thing warms up on the first and the last of them.

    For each document all things take their turn at once, so that a slow moment of the machine is one for all.
    """
    times = Times()
    with ExitStack() as stack:
        workers: dict[str, Worker] = {}
        for thing in things:
            try:
                workers[thing] = stack.enter_context(Worker(thing))
            except Missing as missing:
                times.left_out.append(str(missing))
        for worker in workers.values():
            times.left_out += [f"stage {stage!r} is not timed: its function has moved" for stage in worker.moved]
            for path in (paths[0], paths[-1]):
                worker.call(path)
        for _ in range(rounds):
            for path in paths:
                for thing, worker in workers.items():
                    times.add(thing, path, worker.call(path))
    return times
