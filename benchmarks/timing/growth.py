"""What a report of many pages costs, in time and memory: each length in fresh processes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.timing.rounds import Worker

ONCE = 300
"""Pages from which on a report is read in the first round only: it is long enough to be steady."""


@dataclass(frozen=True)
class Long:
    """A report: its pages, the CPU seconds of reading it, how many lines it gave, the most memory held in KiB."""

    pages: int
    seconds: float
    lines: int
    peak: int

    @property
    def per_page(self) -> float:
        """The CPU seconds of one page."""
        return self.seconds / self.pages


def measure(reports: Sequence[tuple[int, Path]], warm_up: Path, rounds: int) -> list[Long]:
    """Return what reports cost, given with their pages; the process of each has read another document before."""
    answers: dict[int, list[Long]] = {pages: [] for pages, _ in reports}
    for number in range(rounds):
        for pages, path in reports:
            if number and pages >= ONCE:
                continue
            with Worker("extract") as worker:
                worker.call(warm_up)
                answer = worker.call(path)
            answers[pages].append(Long(pages, answer["cpu"], answer["found"], answer["peak"]))
    return [
        Long(pages, median(one.seconds for one in found), found[0].lines, max(one.peak for one in found))
        for pages, found in answers.items()
    ]
