"""Ratios → a chart as SVG: bars from 1.00, faster to the left, slower to the right, each doubling equally long."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from math import log

from benchmarks.timing.documents import FORMS
from benchmarks.timing.figures import Comparison, Figures
from benchmarks.timing.targets import BIG_PAGE, READING

WIDTH, LABELS, MARGIN = 820, 200, 64
ROW, BAR, HEAD, GAP = 24, 14, 36, 26
TOP, FOOT = 62, 30
LEAST, GREATEST = 0.02, 8.0
SMALL = 0.1
"""A smaller ratio is shown with three decimals."""

TICKS = (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
FOOTNOTE = (
    "Medians of one interleaved run; logarithmic. extract also recognises, checks and writes, reading alone does not."
)
EXTRACT = ("extract", READING)

SHOWN = {"PDF": (FORMS, "Forms as PDF"), "Word": ("90 rows", "Word, 90 rows"), "HTML": (BIG_PAGE, "Web page of 120 kB")}
"""Which documents of a format stand in the chart, and what they are called there."""

STYLE = """
text { font: 13px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #24292f }
.title { font-size: 16px; font-weight: 600 } .head { font-weight: 600 }
.quiet { fill: #57606a; font-size: 12px } .ours { font-weight: 600 }
.paper { fill: #ffffff } text { paint-order: stroke; stroke: #ffffff; stroke-width: 4px }
.grid { stroke: #d0d7de } .one { stroke: #57606a; stroke-width: 1.5 }
rect.bar { fill: #8c959f } rect.ours { fill: #0969da } rect.base { fill: #57606a }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; stroke: #0d1117 } .paper { fill: #0d1117 } .quiet { fill: #9198a1 }
.grid { stroke: #3d444d } .one { stroke: #9198a1 }
rect.bar { fill: #656c76 } rect.ours { fill: #4493f8 } rect.base { fill: #9198a1 }
}
"""


@dataclass(frozen=True)
class Panel:
    """Bars that have one 1.00: its heading, and each thing with its ratio."""

    heading: str
    base: str
    ratios: dict[str, float]

    @property
    def height(self) -> int:
        """How high it is drawn."""
        return HEAD + ROW * len(self.ratios)


def draw(figures: Figures) -> str:
    """Return the chart."""
    panels = [_panel(comparison) for comparison in figures.comparisons if _group(comparison) is not None]
    height = TOP + sum(panel.height + GAP for panel in panels) + FOOT
    parts = [f'<rect class="paper" width="{WIDTH}" height="{height}"/>', *_frame()]
    top = TOP
    for panel in panels:
        parts += _drawn(panel, top)
        top += panel.height + GAP
    parts.append(_text(MARGIN // 4, height - 10, FOOTNOTE, "quiet"))
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    body = "\n".join(parts)
    title = "<title>CPU time relative to a common library, per format</title>"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}>\n{title}\n<style>{STYLE}</style>\n{body}\n</svg>\n'
    )


def _panel(comparison: Comparison) -> Panel:
    group, name = SHOWN[comparison.format]
    ratios = {thing: comparison.ratio(thing, group) for thing in comparison.times.things}
    ordered = dict(sorted(ratios.items(), key=lambda one: one[1]))
    return Panel(f"{name}: {comparison.base} = 1.00", comparison.base, ordered)


def _group(comparison: Comparison) -> str | None:
    wanted = SHOWN[comparison.format][0]
    return next((group.name for group in comparison.groups if group.name == wanted), None)


def _frame() -> Iterator[str]:
    yield _text(MARGIN // 4, 26, "CPU time to read the same documents", "title")
    yield _text(_x(1) - 10, 50, "← faster", "quiet", "end")
    yield _text(_x(1) + 10, 50, "slower →", "quiet")


def _drawn(panel: Panel, top: int) -> Iterator[str]:
    low = top + panel.height
    yield _text(MARGIN // 4, top + 14, panel.heading, "head")
    for tick in TICKS:
        kind = "one" if tick == 1 else "grid"
        yield f'<line class="{kind}" x1="{_x(tick):.1f}" x2="{_x(tick):.1f}" y1="{top + 24}" y2="{low}"/>'
        yield _text(_x(tick), low + 14, f"{tick:g}", "quiet", "middle")
    for number, (thing, ratio) in enumerate(panel.ratios.items()):
        yield from _bar(panel, thing, ratio, top + HEAD + ROW * number)


def _bar(panel: Panel, thing: str, ratio: float, top: int) -> Iterator[str]:
    kind = "ours" if thing in EXTRACT else "base" if thing == panel.base else "bar"
    left, right = sorted((_x(1), _x(ratio)))
    middle = top + BAR / 2 + 4.5
    yield _text(LABELS - 8, middle, thing, kind, "end")
    yield f'<rect class="{kind}" x="{left:.1f}" y="{top}" width="{max(right - left, 2):.1f}" height="{BAR}"/>'
    place, anchor = (right + 6, "start") if ratio >= 1 else (left - 6, "end")
    yield _text(place, middle, f"{ratio:.2f}" if ratio >= SMALL else f"{ratio:.3f}", kind, anchor)


def _x(ratio: float) -> float:
    """Return where a ratio stands across; what is beyond the ends stands at the end."""
    part = log(min(max(ratio, LEAST), GREATEST) / LEAST) / log(GREATEST / LEAST)
    return LABELS + MARGIN + part * (WIDTH - LABELS - 2 * MARGIN)


def _text(x: float, y: float, words: str, kind: str, anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
