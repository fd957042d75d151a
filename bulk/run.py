"""The way of many files: each input to an engine and its lines, in the order of the inputs, to the output.

Engines answer in any order. What comes early waits in the state, on the disk; only a bounded part waits in memory.
"""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from bulk.engines import Answer, Engine
from bulk.examine import Input
from bulk.state import Known, State
from bulk.tally import Effort, Totals
from bulk.work import Result, Task
from extractors import opening

AHEAD = 3
"""Batches that an engine has for each file it can read at a time, so that none of its slots waits for us."""

WAITING = 50_000
"""Inputs that may wait for the one whose lines come before theirs."""

IN_MEMORY = 4 << 20
"""Bytes of lines that may wait in memory; what is beyond that is fetched from the state again."""

BLINK = 0.2
"""Seconds after which somebody who looks is told something new, though nothing has come."""


@dataclass(slots=True)
class Ticket:
    """An input in the row of those whose lines are not written yet."""

    found: Input
    known: Known | None = None
    row: int | None = None
    result: Result | None = None


@dataclass(frozen=True, slots=True)
class Hooks:
    """Who wants to know: of lines to write, of each file's figures, and now and then that time has passed."""

    write: Callable[[bytes], None]
    after_each: Callable[[Input, Result], None]
    meanwhile: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a run is: what the written lines hold, what reading took, how many files are being read, and by what."""

    totals: Totals
    effort: Effort
    workers: int
    engine: str = "local"


Batch = list[tuple[Ticket, Task]]


@dataclass
class Run:
    """One run over inputs. `totals` and `effort` may be looked at while it is at work."""

    engine: Engine
    state: State
    hooks: Hooks
    rehash: bool = False
    totals: Totals = field(default_factory=Totals)
    effort: Effort = field(default_factory=Effort)
    _row: "deque[Ticket]" = field(default_factory=deque)
    _batch: Batch = field(default_factory=list)
    _answers: "SimpleQueue[tuple[Batch, Answer]]" = field(default_factory=SimpleQueue)
    _under_way: int = 0
    _held: int = 0

    def through(self, inputs: Iterable[Input]) -> None:
        """Read the inputs and write their lines."""
        for found in inputs:
            self._take(found)
            self._settle()
        self._submit()
        self._settle(last=True)
        self.effort.removed = self.state.forget_unseen()

    @property
    def standing(self) -> Standing:
        """How far the run is."""
        return Standing(self.totals, self.effort, min(self.engine.width, self._under_way), self.engine.name)

    def _take(self, found: Input) -> None:
        ticket = Ticket(found)
        self._row.append(ticket)
        known = self.state.find(found.name, found.address)
        if known and not self.rehash and _is_as_it_was(found, known):
            self._unchanged(ticket, known)
            return
        ticket.known = known
        sha256 = known.sha256 if known and known.settled else None
        self._batch.append((ticket, Task(found.address, found.name, found.problem, sha256, found.mark, found.root)))
        if len(self._batch) >= self.engine.batch:
            self._submit()

    def _submit(self) -> None:
        if not self._batch:
            return
        batch, self._batch = self._batch, []
        self._under_way += 1
        self.engine.submit([task for _, task in batch]).add_done_callback(lambda done: self._answers.put((batch, done)))

    def _settle(self, *, last: bool = False) -> None:
        """Take the answers that are there; wait for one where the engine has enough to do, or too many files wait."""
        self._write()
        while self._row:
            full = self._under_way >= self.engine.width * AHEAD or len(self._row) >= WAITING
            if full and not self._under_way:
                self._submit()
            try:
                self._answered(*self._answers.get(full or last, BLINK))
            except Empty:
                self.hooks.meanwhile()
                if not (full or last):
                    break
            else:
                self._write()

    def _answered(self, batch: Batch, answer: Answer) -> None:
        self._under_way -= 1
        for (ticket, task), result in zip(batch, answer.result(), strict=True):
            self._found(ticket, task, result)

    def _unchanged(self, ticket: Ticket, known: Known) -> None:
        ticket.row = known.id
        self.effort.unchanged += 1
        self.state.see(known.id)

    def _found(self, ticket: Ticket, task: Task, result: Result) -> None:
        known = ticket.known
        if result.unchanged and known is not None:
            self.state.renew(known.id, result.mark)
            self._unchanged(ticket, known)
            return
        attempts = 1 + (known.attempts if known and result.cause and known.sha256 == result.sha256 else 0)
        ticket.row = self.state.put(task.name, task.path, result, attempts)
        self.state.see(ticket.row)
        self.effort.add(task.name, result.seconds, result.kills, result.cause)
        if self._held + len(result.lines) <= IN_MEMORY:
            self._held += len(result.lines)
            ticket.result = result

    def _write(self) -> None:
        """Write the lines of all inputs before which none is missing."""
        while self._row and (row := self._row[0].row) is not None:
            ticket = self._row.popleft()
            self._held -= len(ticket.result.lines) if ticket.result else 0
            result = ticket.result or self.state.result(row)
            self.hooks.write(result.lines)
            self.totals.add(result.tally)
            self.hooks.after_each(ticket.found, result)


def _is_as_it_was(found: Input, known: Known) -> bool:
    """Return whether the file has the size and times under which its lines were made: then so is its content."""
    if found.problem is not None or known.mark is None or not known.settled:
        return False
    return (found.mark if found.url else opening.mark(found.path)) == known.mark
