"""Results → tables for a terminal or a page of documentation, and JSON for a machine."""

import re
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.measurement import Heard, Result

Row = tuple[str, ...]
Part = Callable[[list[Result]], tuple[Row, list[Row]]]
FIELDS = (
    "tables",
    "fields",
    "right",
    "missing",
    "wrong",
    "silently wrong",
    "right %",
    "cells accounted",
    "cells in one piece",
)


def totals(results: Iterable[Result]) -> Row:
    """Return the figures of some results, in the order of `FIELDS`."""
    results = tuple(results)
    right, missing, wrong = (
        sum(result.count(verdict) for result in results) for verdict in ("right", "missing", "wrong")
    )
    fields = right + missing + wrong
    accounted = sum(result.cells.accounted for result in results), sum(result.cells.found for result in results)
    whole = sum(result.cells.whole for result in results), sum(result.cells.printed for result in results)
    share = f"{100 * right / fields:.2f}" if fields else "-"
    silent = sum(result.silent for result in results)
    counts = (len(results), fields, right, missing, wrong, silent)
    return (*map(str, counts), share, *(f"{part}/{all_}" for part, all_ in (accounted, whole)))


def by_format(results: list[Result]) -> tuple[Row, list[Row]]:
    """Return the figures per format, and of all."""
    formats = dict.fromkeys(result.format for result in results)
    rows = [(name, *totals(result for result in results if result.format == name)) for name in formats]
    return ("format", *FIELDS), [*rows, ("all", *totals(results))]


def by_layout(results: list[Result]) -> tuple[Row, list[Row]]:
    """Return right of asked per layout and format, with an exclamation mark for each silently wrong field."""
    formats = tuple(dict.fromkeys(result.format for result in results))
    layouts = sorted({result.layout for result in results})
    return ("layout", "read as", *formats), [
        (
            layout,
            ", ".join(sorted({result.form or "not found" for result in _of(results, layout)})),
            *(_share([result for result in _of(results, layout) if result.format == name]) for name in formats),
        )
        for layout in layouts
    ]


def _of(results: list[Result], layout: str) -> list[Result]:
    return [result for result in results if result.layout == layout]


def _share(results: list[Result]) -> str:
    asked = sum(len(result.outcomes) for result in results)
    return f"{sum(result.count('right') for result in results)}/{asked}" + "!" * sum(
        result.silent for result in results
    )


def by_fault(results: list[Result]) -> tuple[Row, list[Row]]:
    """Return each fault with what the rules ask for, and in how many documents the findings say that."""
    faults: dict[tuple[str, int], list[Heard]] = {}
    for result in results:
        for number, heard in enumerate(result.faults):
            faults.setdefault((result.table, number), []).append(heard)
    rows: list[Row] = []
    for (table, _), all_heard in faults.items():
        fault = all_heard[0].fault
        asked = " ".join((*fault.checks, fault.severity, *([fault.diagnosis] if fault.diagnosis else [])))
        said = f"{sum(heard.as_ruled for heard in all_heard)}/{len(all_heard)}"
        rows.append((table[:4], fault.kind, asked, said, fault.note))
    return ("table", "fault", "the rules ask for", "said", "what it is"), rows


def unforeseen(results: list[Result]) -> tuple[Row, list[Row]]:
    """Return the errors that are reported of a table in which nobody saw them, with the formats in which they are."""
    found: dict[Row, list[str]] = {}
    for result in results:
        seen = {code for heard in result.faults if heard.fault.severity == "error" for code in heard.fault.checks}
        for code in sorted({*result.errors} - seen):
            found.setdefault((result.table[:4], code), []).append(result.format)
    return ("table", "error", "in"), [(*row, ", ".join(formats)) for row, formats in sorted(found.items())]


def not_right(results: list[Result]) -> tuple[Row, list[Row]]:
    """Return each field that is not right, with the formats in which it is not."""
    found: dict[Row, list[str]] = {}
    for result in results:
        for outcome in result.outcomes:
            if outcome.verdict != "right":
                what = f"silently {outcome.verdict}" if outcome.silent else outcome.verdict
                row = (result.table[:4], outcome.field, what, outcome.expected or "nothing", outcome.given or "nothing")
                found.setdefault(row, []).append(result.format)
    return ("table", "field", "is", "expected", "given", "in"), [
        (*row, ", ".join(formats)) for row, formats in found.items()
    ]


def summed_up(results: list[Result]) -> tuple[Row, list[Row]]:
    """Return the same with the records of a list as one: how often each field of a table is not right, and where."""
    found: dict[Row, tuple[int, dict[str, None]]] = {}
    for result in results:
        for outcome in (outcome for outcome in result.outcomes if outcome.verdict != "right"):
            what = f"silently {outcome.verdict}" if outcome.silent else outcome.verdict
            row = (result.table[:4], re.sub(r"\.\d+(?=\.|$)", "", outcome.field).split(":")[0], what)
            times, formats = found.get(row, (0, {}))
            found[row] = times + 1, formats | {result.format: None}
    rows = [(*row, str(times), ", ".join(formats)) for row, (times, formats) in sorted(found.items())]
    return ("table", "field", "is", "times", "in"), rows


PARTS: dict[str, Part] = {
    "By format": by_format,
    "By layout: right of asked": by_layout,
    "Faults of the tables": by_fault,
    "Errors that nobody saw": unforeseen,
    "Fields that are not right": not_right,
}

ON_A_PAGE: dict[str, Part] = {**PARTS, "Fields that are not right": summed_up}
"""What a page of documentation shows, shorter at the end."""


def to_terminal(results: list[Result], console: Console) -> None:
    """Print every part as a table."""
    for title, part in PARTS.items():
        names, rows = part(results)
        shown = Table(title=title, title_justify="left", header_style="bold")
        for name in names:
            shown.add_column(name, overflow="fold")
        for row in rows:
            shown.add_row(*row)
        console.print(shown)


def to_markdown(part: tuple[Row, list[Row]]) -> str:
    """Return the rows of a part as a Markdown table."""
    names, rows = part
    cells = [[text.replace("|", "\\|").replace("\n", " ") for text in line] for line in (names, *rows)]
    cells.insert(1, ["---"] * len(names))
    return "\n".join(f"| {' | '.join(line)} |" for line in cells) + "\n"


def to_json(results: list[Result]) -> list[dict[str, Any]]:
    """Return every result with its figures and the fields that are not right."""
    return [
        {
            **{name: getattr(result, name) for name in ("table", "layout", "format", "form", "errors", "silent")},
            **{verdict: result.count(verdict) for verdict in ("right", "missing", "wrong")},
            "cells": asdict(result.cells),
            "faults": [asdict(heard) for heard in result.faults],
            "not_right": [asdict(outcome) for outcome in result.outcomes if outcome.verdict != "right"],
        }
        for result in results
    ]
