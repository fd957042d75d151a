"""Where the time of one file goes: the steps of the program, timed from outside by wrapping the functions they are."""

import importlib
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from time import process_time
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

STAGES = {
    "read: identify": "extractors.readers:identify",
    "read: other formats, opening": "extractors.readers:read",
    "read: is the PDF whole": "extractors.readers.pdf.soundness:pages",
    "read: pages loaded": "extractors.readers.pdf.pdfium.pages:Pages.read",
    "read: lines and pictures": "extractors.readers.pdf.pdfium.pages:drawings",
    "read: characters": "extractors.readers.pdf.pdfium.pages:characters",
    "read: grids of a page": "extractors.readers.pdf.choice:sheet_of",
    "read: joined over pages": "extractors.readers.pdf.reading:joined",
    "read: result": "extractors.readers.pdf.reading:grids_and_lines",
    "recognise": "extractors.tables:search",
    "fields": "extractors.fields:read",
    "assemble": "extractors.assemble:assemble",
    "checks": "schema.checks:run",
    "write": "schema.extraction:Extraction.line",
}
"""Each stage and the function that does it; inside another one it is not counted for that one as well."""

REST = "the rest"
"""What no stage accounts for: opening the file, its hash, the boxes, the models of the line."""


class Clock:
    """The CPU time of every stage since it was last asked."""

    def __init__(self) -> None:
        """Begin with nothing spent."""
        self.spent: dict[str, float] = defaultdict(float)
        self._inner: list[float] = []

    def take(self) -> dict[str, float]:
        """Return the seconds of each stage, and begin anew."""
        spent, self.spent = self.spent, defaultdict(float)
        return dict(spent)

    def timed(self, stage: str, function: Callable[P, R]) -> Callable[P, R]:
        """Return a function whose time goes to a stage, less that of the stages inside it."""

        @wraps(function)
        def measured(*args: P.args, **kwargs: P.kwargs) -> R:
            self._inner.append(0.0)
            start = process_time()
            try:
                return function(*args, **kwargs)
            finally:
                whole = process_time() - start
                self.spent[stage] += whole - self._inner.pop()
                if self._inner:
                    self._inner[-1] += whole

        return measured


def wrap(clock: Clock) -> list[str]:
    """Let a clock time every stage, and return those whose function is no longer where it was."""
    return [stage for stage, place in STAGES.items() if not _wrapped(clock, stage, place)]


def _wrapped(clock: Clock, stage: str, place: str) -> bool:
    module, _, path = place.partition(":")
    *owners, name = path.split(".")
    try:
        owner: object = importlib.import_module(module)
        for part in owners:
            owner = getattr(owner, part)
        setattr(owner, name, clock.timed(stage, getattr(owner, name)))
    except (ImportError, AttributeError):
        return False
    return True
