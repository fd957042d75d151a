"""The way of many files: each input to its lines and its figures, the lines handed on in the order of the inputs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pipeline
from bulk import tally
from bulk.examine import Input
from bulk.tally import Tally, Totals
from schema.extraction import Extraction

__all__ = ["Outcome", "Totals", "look", "outcome", "read_one", "run"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one input gave: its lines of JSON, each with its line break, and its figures."""

    lines: bytes
    tally: Tally


def outcome(found: Input, options: pipeline.Options) -> Outcome:
    """Read one input into lines. What it gives depends on nothing else, whoever calls and wherever."""
    extractions = read_one(found, options)
    return Outcome(b"".join(f"{line.line()}\n".encode() for line in extractions), tally.of(extractions))


def read_one(found: Input, options: pipeline.Options) -> tuple[Extraction, ...]:
    """Return what one input gives: at least one line, whatever the input is."""
    if found.problem is not None:
        return (pipeline.unreadable(found.name, found.problem, options),)
    return pipeline.extract(found.path, found.name, options)


def run(
    inputs: Iterable[Input],
    options: pipeline.Options,
    write: Callable[[bytes], None],
    after_each: Callable[[Totals], None],
) -> Totals:
    """Read the inputs one by one, hand on their lines, and return the figures of all."""
    totals = Totals()
    for found in inputs:
        result = outcome(found, options)
        write(result.lines)
        totals.add(result.tally)
        after_each(totals)
    return totals


def look(inputs: Iterable[Input], options: pipeline.Options, show: Callable[[tuple[Extraction, ...]], None]) -> Totals:
    """Read the inputs one by one for somebody who looks at what they give, and return the figures of all."""
    totals = Totals()
    for found in inputs:
        extractions = read_one(found, options)
        show(extractions)
        totals.add(tally.of(extractions))
    return totals
