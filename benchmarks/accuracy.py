"""How right the program is on published tables, in every format: `python -m benchmarks.accuracy`.

Each table is made into a document of each format, read as any file is, and compared with what a correct reading gives
(the conventions stand in `comparison.py`). Leaving things out guards against tuning: `--without-layout` takes the file
of the table's own layout away, `--general-rules` those of all; `--perturb` changes labels, columns and merged cells.
"""

import argparse
import json
import platform
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import get_args

from rich.console import Console

from benchmarks import report
from benchmarks.documents import FORMATS, OTHERWISE, WRITTEN, documents
from benchmarks.measurement import Layouts, Result, measure
from benchmarks.perturbation import perturbed
from tests.published import Published, Set, published

MARK = "<!-- What follows is written by `python -m benchmarks.accuracy --page docs/accuracy.md`. -->\n"
SEEDS = range(1, 6)
SETS: dict[str, Set] = {
    "Further tables, by the general rules alone": "further",
    "Tables held out, by the general rules alone": "held_out",
}
LIBRARIES = ("pdfplumber", "python-docx", "beautifulsoup4", "lxml", "pydantic")


@dataclass(frozen=True)
class Plan:
    """What is to be measured."""

    formats: tuple[str, ...]
    tables: tuple[Published, ...]
    layouts: Layouts = "all"


def run(plan: Plan) -> list[Result]:
    """Return a result for each format and table."""
    results = []
    for format_ in plan.formats:
        made = documents(format_, {table.id: table.form for table in plan.tables})
        results += [measure(table, format_, made[table.id], plan.layouts) for table in plan.tables]
    return results


def versions() -> dict[str, str]:
    """Return the versions of everything that makes or reads the documents."""
    made_by = {name: _version(name) for name in ("soffice", "chromium")}
    return {"python": platform.python_version(), **made_by, **{name: metadata.version(name) for name in LIBRARIES}}


def _version(program: str) -> str:
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout.split()  # noqa: S603 - our own names
    except FileNotFoundError:
        return "missing"
    return next((word for word in said if word[:1].isdigit()), "unknown")


def _arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument(
        "--format", action="append", choices=(*FORMATS, *OTHERWISE), help="only this format; may be given again"
    )
    parser.add_argument("--table", action="append", help="only tables whose id begins so; may be given again")
    left_out = parser.add_mutually_exclusive_group()
    left_out.add_argument("--without-layout", action="store_true", help="without the file of the table's own layout")
    left_out.add_argument("--general-rules", action="store_true", help="without the file of any layout")
    parser.add_argument("--set", choices=get_args(Set), default="published", help="which tables")
    parser.add_argument("--perturb", type=int, metavar="SEED", help="with labels, columns and merged cells changed")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="write JSON")
    shape.add_argument(
        "--page", type=Path, metavar="FILE", help="measure everything; write it below the mark of a page"
    )
    return parser.parse_args(words)


def _plan(arguments: argparse.Namespace) -> Plan:
    wanted = tuple(arguments.table or [""])
    tables = tuple(table for table in published(arguments.set) if table.id.startswith(wanted))
    if arguments.perturb is not None:
        tables = tuple(perturbed(table, arguments.perturb) for table in tables)
    present: Layouts = "none" if arguments.general_rules else "others" if arguments.without_layout else "all"
    return Plan(tuple(arguments.format or FORMATS), tables, present)


def write(page: Path) -> None:
    """Measure everything and write it into a page, in place of what stands below its mark."""
    prose, mark, _ = page.read_text("utf-8").partition(MARK)
    made = ", ".join(f"{name} {version}" for name, version in versions().items())
    parts = [f"Measured on {datetime.now(UTC).date().isoformat()} with {made}.\n"]
    whole = run(Plan(FORMATS, published()))
    parts += [f"## {title}\n\n{report.to_markdown(part(whole))}" for title, part in report.ON_A_PAGE.items()]
    parts.append(
        f"## Set otherwise\n\n{report.to_markdown(report.by_format(run(Plan(tuple(OTHERWISE), published()))))}"
    )
    left_out: dict[str, Layouts] = {
        "Without the layout of the table's own": "others",
        "By the general rules alone": "none",
    }
    for title, layouts in left_out.items():
        found = run(Plan(FORMATS, published(), layouts))
        parts.append(f"## {title}\n\n{report.to_markdown(report.by_format(found))}")
    parts += [f"## {title}\n\n{report.to_markdown(report.by_format(_of(set_)))}" for title, set_ in SETS.items()]
    for seed in SEEDS:
        found = run(Plan(tuple(WRITTEN), tuple(perturbed(table, seed) for table in published())))
        parts.append(f"## Perturbed, seed {seed}\n\n{report.to_markdown(report.by_format(found))}")
    page.write_text(prose + mark + "\n" + "\n".join(parts), "utf-8")


def _of(set_: Set) -> list[Result]:
    """Return the results of a set of tables, by the general rules alone."""
    return run(Plan(tuple(WRITTEN), published(set_), "none"))


def main(words: list[str]) -> None:
    """Measure what the command line asks for and write it to standard output."""
    arguments = _arguments(words)
    if arguments.page is not None:
        write(arguments.page)
        return
    plan = _plan(arguments)
    results = run(plan)
    about = {"date": datetime.now(UTC).date().isoformat(), "versions": versions(), "layouts": plan.layouts}
    about |= {"perturbed": arguments.perturb}
    if arguments.json:
        json.dump({**about, "results": report.to_json(results)}, sys.stdout, ensure_ascii=False, indent=1)
    else:
        console = Console(width=None if sys.stdout.isatty() else 200)
        console.print(json.dumps(about))
        report.to_terminal(results, console)


if __name__ == "__main__":
    main(sys.argv[1:])
