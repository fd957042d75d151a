"""Who reads the files: the processes of this machine, or a cluster. An engine is one module here."""

from collections.abc import Callable, Sequence
from typing import Protocol

from bulk.work import Result, Task
from bulk.write import OutputFailed


class EngineFailed(OutputFailed):
    """An engine cannot begin or go on; no output was changed, and what was read is kept in the state."""

    def __init__(self, reason: str, advice: str) -> None:
        self.reason, self.advice, self.reader_left = reason, advice, False
        Exception.__init__(self, f"{reason}; {advice}")


class Answer(Protocol):
    """What will be there: the results of a batch, in its order."""

    def result(self) -> Sequence[Result]:
        """Return the results, or raise what kept them from coming."""

    def add_done_callback(self, fn: Callable[["Answer"], object], /) -> object:
        """Call a function when they are there, from whatever thread."""


class Engine(Protocol):
    """The readers of batches."""

    name: str
    """What it is called on the command line."""

    batch: int
    """Tasks that are handed over together."""

    @property
    def width(self) -> int:
        """Files that are read at the same time."""

    def submit(self, tasks: Sequence[Task]) -> Answer:
        """Hand a batch over."""

    def close(self, *, now: bool = False) -> None:
        """End everything that was started; `now` gives up what is under way."""
