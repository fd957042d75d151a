"""Documents of many tables made up at random: in every font, size, alignment and border, whole or cut by pages."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle

from extractors.document import Grid
from tests.readers.pdf_tables import FONTS, Made, differences, form, html_page, html_table, made_up, one, unbroken

BORDERS = (
    "1px solid black",
    "1px dashed black",
    "1px dotted black",
    "3px double black",
    "3px solid #225",
    "0.5px solid #888",
    "2px dashed #060",
)
BACKGROUNDS = ("", "", "#ddd", "#fbe5d6")
ALIGNMENTS = ("left", "center", "right")
SIZES = (7, 9, 10.5, 12)
PADDINGS = ("3pt", "4pt", "5.4pt")
INNER_PADDING = "6pt"
HEADINGS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃列张寒来暑往秋收冬藏"
OUTER = "内有一表"


@dataclass(frozen=True)
class Shown:
    """A table with how it is shown; `inside` tells that it stands in a cell of the one before it."""

    cells: Sequence[Made]
    font: str
    border: str
    inside: bool = False


@dataclass(frozen=True)
class Sample:
    """A page of HTML, and the tables on it in their order."""

    page: str
    tables: Sequence[Shown]


def sample(seed: int, tables: int, *, page: str, nested: bool) -> Sample:
    """Return so many tables in each font; if `nested`, the last one of each font has a table in its last cell."""
    chance = random.Random(seed)  # noqa: S311 - the same tables in every run, nothing to protect
    styles = _styles(chance)
    shown: list[Shown] = []
    parts: list[str] = []
    for font in FONTS:
        for number in range(tables):
            has_inner = nested and number == tables - 1
            border, style = next(styles)
            style += f"; font-family: '{font}'; padding: {INNER_PADDING if has_inner else chance.choice(PADDINGS)}"
            cells = made_up(chance, chance.randrange(3, 8), chance.randrange(2, 7))
            if has_inner:
                cells[-1] = replace(cells[-1], text=OUTER)
            shown.append(Shown(cells, font, border))
            table = styled(cells, style)
            if has_inner:
                shown.append(Shown(_inner(chance), font, border, inside=True))
                table = table.replace(OUTER, OUTER + styled(shown[-1].cells, style))
            parts.append(f"<p>{HEADINGS[len(parts)]}：</p>{table}")
    return Sample(html_page(parts, FONTS[2], page=page), shown)


def _styles(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield borders in turn, each with the style of cells that have it."""
    for border, background in zip(cycle(BORDERS), cycle(BACKGROUNDS), strict=False):
        style = f"border: {border}; font-size: {chance.choice(SIZES)}pt; text-align: {chance.choice(ALIGNMENTS)}"
        yield border, style + (f"; background: {background}" if background else "")


def _inner(chance: random.Random) -> list[Made]:
    return form([[one("年初预算数"), one(f"{chance.randrange(10**4)}.5")], [one("调整数"), one("—")]], columns=2)


def styled(cells: Sequence[Made], style: str) -> str:
    """Return a table as HTML whose cells have a style."""
    return html_table(cells).replace("<td ", f'<td style="{style}" ')


def wrong(shown: Shown, grid: Grid) -> list[str]:
    """Return the cells that were not read as they were made."""
    return differences(shown.cells, grid)


def is_in_doubt(shown: Shown, grid: Grid) -> bool:
    """Return whether a table was read as it was made, but for rows that go on or begin where a page breaks.

    LibreOffice closes every cell at a page break, so that nothing on the page tells a row that is cut from two rows,
    and the rest of a merged cell from a blank one. Every text must be there all the same, and only there.
    """
    if grid.pages is None or grid.pages[0] == grid.pages[1]:
        return False
    made = {(c.row, c.column, c.row_span, c.column_span, unbroken(c.text)) for c in shown.cells}
    read = {(c.row, c.column, c.row_span, c.column_span, unbroken(c.text)) for c in grid.cells}
    missing, surplus = sorted(made - read), sorted(read - made)
    return made != read and sorted("".join(each[-1] for each in missing)) == sorted(
        "".join(each[-1] for each in surplus)
    )
