"""A process that times one thing: `python -m benchmarks.timing.worker THING`, a path a line, an answer a line.

An answer is JSON: the CPU seconds of the call, how much was found, the most memory that the process ever held, and the
seconds of every stage where the thing is timed in stages.
"""

import gc
import json
import os
import resource
import sys
from pathlib import Path
from time import process_time
from typing import TextIO

from benchmarks.timing.stages import Clock, wrap
from benchmarks.timing.things import THINGS, Work

IN_STAGES = "extract, in stages"
STATUS = Path("/proc/self/status")


def peak() -> int:
    """Return the most memory in KiB that this process ever held.

    Linux counts into `ru_maxrss` what the parent held before this program was loaded; its status file does not.
    """
    if STATUS.exists():
        return int(STATUS.read_text().partition("VmHWM:")[2].split()[0])
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most


def serve(work: Work, answers: TextIO, clock: Clock) -> None:
    """Time the work on each path that standard input names."""
    for line in sys.stdin:
        path = Path(line.rstrip("\n"))
        gc.collect()  # what the document before left behind is not for this one to clear away
        start = process_time()
        found = work(path)
        spent = process_time() - start
        answer = {"cpu": spent, "found": found, "peak": peak(), "stages": clock.take()}
        print(json.dumps(answer), file=answers, flush=True)


def main(thing: str) -> None:
    """Import what the thing needs, say that it is ready or what is missing, and serve."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a library prints is no answer
    clock = Clock()
    try:
        work = THINGS["extract" if thing == IN_STAGES else thing]()
    except ImportError as error:
        print(json.dumps({"missing": str(error)}), file=answers, flush=True)
        return
    moved = wrap(clock) if thing == IN_STAGES else []
    print(json.dumps({"moved": moved}), file=answers, flush=True)
    serve(work, answers, clock)


if __name__ == "__main__":
    main(sys.argv[1])
