"""How fast the program is, and where its time goes: `python -m benchmarks.speed`, in one run of some minutes.

Each library reads the same documents in a process of its own, all of them in turn, round after round; what is counted
is CPU time. `--page docs/performance.md --chart docs/performance.svg` writes what the documentation shows; `--check`
ends with code 1 when a promised figure is missed. A library that is not installed is left out, and that is said:
`uv sync --group benchmark` installs all of them.
"""

import argparse
import os
import platform
import sys
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.accuracy import versions
from benchmarks.report import to_markdown
from benchmarks.timing import chart
from benchmarks.timing.figures import PARTS, Figures, measure
from benchmarks.timing.tables import tables
from benchmarks.timing.targets import targets

MARK = "<!-- What follows is written by `python -m benchmarks.speed --page docs/performance.md`. -->\n"
ROUNDS = 5
LIBRARIES = ("pypdfium2", "pymupdf", "camelot-py", "opencv-python-headless")
"""Libraries that are measured, beside those that the program is made of."""


def main(words: list[str]) -> int:
    """Measure, write what the command line asks for, and return the exit code."""
    arguments = _arguments(words)
    figures = measure(arguments.rounds, _say, arguments.only or PARTS)
    _show(figures)
    if arguments.page is not None:
        write(arguments.page, figures)
    if arguments.chart is not None:
        arguments.chart.write_text(chart.draw(figures), "utf-8")
    missed = [target.sentence for target in targets(figures) if not target.held]
    for sentence in missed:
        _say(f"missed: {sentence}")
    return 1 if arguments.check and missed else 0


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N", help=f"how often; {ROUNDS} unless given")
    parser.add_argument("--only", action="append", choices=PARTS, help="measure only this; may be given again")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write the figures below the mark of a page")
    parser.add_argument("--chart", type=Path, metavar="FILE", help="draw the ratios as SVG")
    parser.add_argument("--check", action="store_true", help="end with code 1 when a target is missed")
    return parser.parse_args(words)


def write(page: Path, figures: Figures) -> None:
    """Write the figures into a page, in place of what stands below its mark."""
    prose, mark, _ = page.read_text("utf-8").partition(MARK)
    parts = [f"Measured on {datetime.now(UTC).date().isoformat()}, {figures.rounds} rounds, {machine()}.\n"]
    parts += [f"Versions: {', '.join(f'{name} {version}' for name, version in made_with().items())}.\n"]
    left_out = [line for comparison in figures.comparisons for line in comparison.times.left_out]
    parts += [f"- {line}\n" for line in left_out]
    parts += [f"## {title}\n\n{to_markdown(rows)}" for title, rows in tables(figures).items()]
    page.write_text(prose + mark + "\n" + "\n".join(parts), "utf-8")


def made_with() -> dict[str, str]:
    """Return the versions of everything that makes or reads the documents."""
    measured = {}
    for name in LIBRARIES:
        try:
            measured[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            measured[name] = "missing"
    return {**versions(), **measured}


def machine() -> str:
    """Return what kind of machine this is."""
    kinds = Path("/proc/cpuinfo")
    lines = kinds.read_text("utf-8").splitlines() if kinds.exists() else []
    kind = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
    return f"{os.cpu_count()} cores of {kind}, {platform.system()} {platform.machine()}"


def _show(figures: Figures) -> None:
    console = Console(width=None if sys.stdout.isatty() else 200)
    for title, (names, rows) in tables(figures).items():
        shown = Table(*names, title=title, title_justify="left", header_style="bold")
        for row in rows:
            shown.add_row(*(text.replace("**", "") for text in row))
        console.print(shown)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
