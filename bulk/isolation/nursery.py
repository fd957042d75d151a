"""The process that imports everything once and forks a supervisor for each slot: `nursery 5,8 6,9`, a pair a slot."""

import gc
import os
import pickle
import sys
from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

from bulk import one
from bulk.isolation import frames, supervisor

if TYPE_CHECKING:
    from bulk.work import Settings


def main() -> None:
    """Fork the supervisors and wait for their end."""
    message = frames.read(0)
    if message is None:
        return
    settings: Settings = pickle.loads(message)  # noqa: S301 - our own parent wrote it
    pairs = [_pair(words) for words in sys.argv[1:]]
    gc.disable()
    one.warm()
    # Never looked at again by any collection, the pages stay shared by all that are forked.
    gc.collect()
    gc.freeze()
    for own in pairs:
        if not os.fork():
            _close([pair for pair in pairs if pair != own])
            supervisor.serve(*own, settings)
    _close(pairs)
    for _ in pairs:
        os.wait()


def _pair(words: str) -> tuple[int, int]:
    tasks, _, results = words.partition(",")
    return int(tasks), int(results)


def _close(pairs: Iterable[tuple[int, int]]) -> None:
    for descriptor in chain.from_iterable(pairs):
        os.close(descriptor)


if __name__ == "__main__":
    main()
