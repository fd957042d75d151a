"""Figures → tables for a terminal and for a page of documentation."""

from collections.abc import Callable

from benchmarks.report import Row
from benchmarks.timing.documents import Group
from benchmarks.timing.figures import Comparison, Figures
from benchmarks.timing.stages import REST, STAGES
from benchmarks.timing.targets import targets

Rows = tuple[Row, list[Row]]


def compared(comparison: Comparison) -> Rows:
    """Return for each thing and group the milliseconds of a page or document, and the ratio with its range."""
    groups = comparison.groups
    unit = "page" if comparison.format == "PDF" else "document"
    names = tuple(name for group in groups for name in (f"{group.name}, ms a {unit}", "ratio"))
    rows = [
        (thing, *(text for group in groups for text in _cells(comparison, thing, group)))
        for thing in comparison.times.things
    ]
    return ("", *names), rows


def _cells(comparison: Comparison, thing: str, group: Group) -> tuple[str, str]:
    """Return the time and the ratio; beside it the least and the greatest ratio of a single document."""
    milliseconds = 1000 * comparison.times.cost(thing, group.paths) / group.pages
    ratio = _short(comparison.ratio(thing, group.name))
    if thing == comparison.base or len(group.paths) == 1:
        return f"{milliseconds:.1f}", ratio
    each = [comparison.times.ratio(thing, comparison.base, [path]) for path in group.paths]
    return f"{milliseconds:.1f}", f"{ratio} ({_short(min(each))}–{_short(max(each))})"


def _short(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio >= 1 else f"{ratio:.3f}"


def in_stages(figures: Figures) -> Rows:
    """Return for each stage the milliseconds of a document of each group, and the part of the whole."""
    groups = [(comparison, group) for comparison in figures.comparisons for group in comparison.groups]
    stages = [stage for stage in (*STAGES, REST) if any(_spent(stage, *one) for one in groups)]
    wholes = [sum(_spent(stage, *one) for stage in stages) for one in groups]
    rows = [
        (stage, *(_part(_spent(stage, *one), whole) for one, whole in zip(groups, wholes, strict=True)))
        for stage in stages
    ]
    if not groups:
        return (), []
    names = (f"{comparison.format}, {group.name}" for comparison, group in groups)
    return ("ms a document", *names), [*rows, ("the whole", *(f"{whole:.1f}" for whole in wholes))]


def _spent(stage: str, comparison: Comparison, group: Group) -> float:
    return 1000 * comparison.times.stage(stage, group.paths) / len(group.paths)


def _part(milliseconds: float, whole: float) -> str:
    return f"{milliseconds:.1f} ({milliseconds / whole:.0%})" if milliseconds else ""


def started(figures: Figures) -> Rows:
    """Return the CPU time of each command."""
    return ("command", "CPU s"), [(name, f"{seconds:.2f}") for name, seconds in figures.starts.items()]


def by_pages(figures: Figures) -> Rows:
    """Return time and memory of reports by their pages."""
    return ("pages", "CPU s", "ms a page", "tables", "most memory, MiB"), [
        (
            f"{report.pages}",
            f"{report.seconds:.2f}",
            f"{1000 * report.per_page:.1f}",
            f"{report.lines}",
            f"{report.peak / 1024:.0f}",
        )
        for report in figures.reports
    ]


def by_files(figures: Figures) -> Rows:
    """Return the time of a whole run by its files."""
    return ("files", "CPU s"), [(f"{number}", f"{seconds:.2f}") for number, seconds in figures.files.items()]


def promised(figures: Figures) -> Rows:
    """Return every target, what was measured, and whether it is held."""
    return ("target", "at most", "measured", "held"), [
        (
            target.name,
            f"{target.most:g}{target.unit}",
            f"{target.measured:.2f}{target.unit}",
            "yes" if target.held else "**no**",
        )
        for target in targets(figures)
    ]


PARTS: dict[str, Callable[[Figures], Rows]] = {
    "Where the time of a file goes": in_stages,
    "The command": started,
    "By pages": by_pages,
    "By files": by_files,
}


def tables(figures: Figures) -> dict[str, Rows]:
    """Return every table of what was measured, with its title, in the order of a page."""
    formats = {f"{one.format} ({one.base} = 1.00)": compared(one) for one in figures.comparisons}
    every = {"Targets": promised(figures), **formats, **{title: part(figures) for title, part in PARTS.items()}}
    return {title: (names, rows) for title, (names, rows) in every.items() if rows}
