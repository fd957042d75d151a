"""Ten thousand files in one run, one in a hundred hostile: `python -m benchmarks.bulk [files] [--page docs/bulk.md]`.

Makes the archive once in a temporary folder, runs over a tenth of it and over all of it, and says what that took.
"""

import argparse
import platform
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pipeline
from benchmarks.archive import documents, measurement
from benchmarks.archive.measurement import Measured
from bulk import one
from bulk.work import Task

FILES = 10_000
MARK = "<!-- What follows is written by `python -m benchmarks.bulk --page docs/bulk.md`. -->\n"
SAMPLE = 400
"""Files that are read without isolation, for comparison."""


def main() -> None:
    """Measure, print, and write the page if one is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="?", type=int, default=FILES)
    parser.add_argument("--page", type=Path)
    parser.add_argument("--in", dest="place", type=Path, help="where the archive lies, or is made")
    asked = parser.parse_args()
    place = asked.place or Path(tempfile.mkdtemp(prefix="archive-"))
    text = "\n".join(report(place, asked.files)) + "\n"
    print(text)  # noqa: T201 - the report is its output
    if asked.page:
        kept = asked.page.read_text("utf-8").partition(MARK)[0]
        asked.page.write_text(f"{kept}{MARK}\n{text}", "utf-8")


def report(place: Path, files: int) -> Iterator[str]:
    """Yield the lines of the report."""
    tenth, whole = files // 10, files
    small, large = place / f"{tenth}", place / f"{whole}"
    documents.make(small, tenth)
    hostile = documents.make(large, whole)
    yield f"Measured on {datetime.now(UTC):%Y-%m-%d} with python {platform.python_version()} on {platform.machine()}."
    yield ""
    yield "| files | workers | seconds | files/s | CPU s | CPU ms a file | parent MiB | lines | workers lost |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    runs = [(small, 1), (small, 2), (large, 1), (large, 2), (large, 8)]
    done = []
    for folder, jobs in runs:
        done.append(measurement.run(folder, place / f"{folder.name}-{jobs}.jsonl", jobs, "--fresh"))
        yield _row(done[-1])
    again = measurement.run(large, place / f"{whole}-2.jsonl", 2)
    yield f"{_row(again)} (again, nothing changed)"
    yield ""
    out = place / f"{whole}-2.jsonl"
    lost = measurement.unaccounted(large, out, hostile)
    yield f"- files not accounted for: {len(lost)} of {whole} {' '.join(lost[:5])}".rstrip()
    yield f"- bytes the same for 1, 2 and 8 workers, and again: {len({run.digest for run in [*done[2:], again]}) == 1}"
    yield f"- throughput of 2 workers by that of 1: {done[2].seconds / done[3].seconds:.2f}"
    yield f"- isolation: {_isolation(small):.2f} ms of CPU a file more than in one process"
    yield ""
    yield "| hostile kind | gave |"
    yield "| --- | --- |"
    for kind, codes in sorted(measurement.causes(out, hostile).items()):
        yield f"| {kind} | {', '.join(f'{code} × {count}' for code, count in sorted(codes.items()))} |"


def _row(run: Measured) -> str:
    each = run.cpu / run.files * 1000
    cells = (run.files, run.jobs, f"{run.seconds:.1f}", f"{run.files / run.seconds:.1f}", f"{run.cpu:.1f}")
    return f"| {' | '.join(map(str, cells))} | {each:.1f} | {run.parent:.0f} | {run.lines} | {run.lost} |"


def _isolation(folder: Path) -> float:
    """Return what a file costs more in a process of its own: the same sound files, three times each way by turns."""
    sound = [path for path in sorted(folder.glob("*/*")) if "-" not in path.name][:SAMPLE]
    with tempfile.TemporaryDirectory() as made:
        chosen = Path(made) / "in"
        chosen.mkdir()
        for path in sound:
            (chosen / path.name).write_bytes(path.read_bytes())
        empty = Path(made) / "none"
        empty.mkdir()
        (empty / "a.txt").touch()
        pairs = [(_isolated(chosen, made) - _isolated(empty, made), _alone(chosen)) for _ in range(3)]
    return (min(apart for apart, _ in pairs) - min(alone for _, alone in pairs)) / len(sound) * 1000


def _isolated(folder: Path, place: str) -> float:
    return measurement.run(folder, Path(place) / "data.jsonl", 1, "--fresh").cpu


def _alone(folder: Path) -> float:
    tasks = [Task(str(path), path.name) for path in sorted(folder.iterdir())]
    one.warm()
    began = time.process_time()
    for task in tasks:
        one.result(task, pipeline.Options()).encoded()
    return time.process_time() - began


if __name__ == "__main__":
    main()
