"""What is shown on standard error while a run is at work: a live line on a terminal, now and then a line elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

from bulk.run import Standing
from commands.text import tell

Show = Callable[[Standing], None]

EVERY = 3.0
"""Seconds between two lines where there is no terminal; a run that is shorter prints none."""

TENTHS_MATTER = 9.95
"""Seconds from which on a duration is written without tenths."""


class Expected:
    """The number of inputs, counted beside the run so that the first file is read at once."""

    def __init__(self, count: Callable[[], int | None]) -> None:
        self.total: int | None = None
        self._count = count
        Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        self.total = self._count()


@contextmanager
def progress(count: Callable[[], int | None], *, quiet: bool) -> Iterator[Show]:
    """Give the function that is told of the figures after each file."""
    if quiet or sys.stderr is None:
        yield _nothing
    elif not sys.stderr.isatty():
        yield Plain(Expected(count)).show
    elif not sys.stdout.isatty():
        with _live(Expected(count)) as show:
            yield show
    else:
        # The lines of data themselves scroll by: a live line among them would be in the way.
        yield _nothing


def _nothing(_: Standing) -> None:
    """Show nothing."""


class Plain:
    """A line of text every few seconds."""

    def __init__(self, expected: Expected, every: float = EVERY) -> None:
        self._expected, self._every = expected, every
        self._started = self._last = time.monotonic()

    def show(self, standing: Standing) -> None:
        """Print a line when the last one is long enough ago."""
        now = time.monotonic()
        if now - self._last >= self._every:
            self._last = now
            tell(f"extract: {status(standing, self._expected.total, now - self._started)}")


@contextmanager
def _live(expected: Expected) -> Iterator[Show]:
    from rich import progress as bar  # noqa: PLC0415 - slow to import, and only a terminal needs it

    from commands.text import console  # noqa: PLC0415 - as above

    columns = (bar.SpinnerColumn(), bar.BarColumn(), bar.TextColumn("{task.description}", markup=False))
    started = time.monotonic()
    with bar.Progress(*columns, console=console(sys.stderr), transient=True) as shown:
        task = shown.add_task("", total=None)

        def show(standing: Standing) -> None:
            text = status(standing, expected.total, time.monotonic() - started)
            shown.update(task, description=text, completed=standing.effort.done, total=expected.total)

        yield show


def status(standing: Standing, expected: int | None, seconds: float) -> str:
    """Say how far the run is: files of how many, the rate, the time left, who is at work, and what was found so far."""
    done, effort, totals = standing.effort.done, standing.effort, standing.totals
    rate = done / seconds if seconds else 0.0
    parts = [f"{done:,} of {expected:,} files" if expected else f"{done:,} files", f"{rate:,.1f}/s"]
    if expected and rate:
        parts.append(f"{duration(max(expected - done, 0) / rate)} left")
    parts.append(f"{standing.workers:,} workers" + ("" if standing.engine == "local" else f" of {standing.engine}"))
    if effort.kills:
        parts.append(f"{effort.kills:,} lost, {effort.kills - effort.losses.total():,} files tried again")
    errors, warnings = totals.of_severity("error"), totals.of_severity("warning")
    return ", ".join([*parts, f"{errors:,} errors and {warnings:,} warnings so far"])


def duration(seconds: float) -> str:
    """Write a duration: `0.4 s`, `12 s`, `3:05 min`, `2:00 h`."""
    if seconds < TENTHS_MATTER:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    hours, minutes_left = divmod(minutes, 60)
    return f"{hours}:{minutes_left:02} h" if hours else f"{minutes}:{rest:02} min"
