"""Reports: forms and other tables one after the other in one document, with prose around them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import cycle, pairwise

from tests.forms import Form, Slot, placed
from tests.rendering import STYLE, to_html

PROSE = (
    "本部门贯彻落实党中央、国务院决策部署，按照年初确定的工作任务，统筹推进各项重点工作，全年预算执行情况总体良好。",
    "根据预算绩效管理要求，本部门组织对2022年度项目支出开展绩效自评，填报《项目支出绩效自评表》，从评价情况看，绩效目标基本完成。",
    "2022年度收入总计1,248.40万元，其中一般公共预算财政拨款1,238.40万元；支出总计1,248.40万元，年末结转和结余10.00万元。",
    "三公经费支出决算为10.21万元，完成预算的85.08%，决算数小于预算数的主要原因是厉行节约，压减公务接待费支出。",
)
"""What such reports say, over and over."""


@dataclass(frozen=True)
class Prose:
    """So many paragraphs between two tables."""

    paragraphs: int


@dataclass(frozen=True)
class Break:
    """The end of a page."""


Part = Form | Prose | Break


def to_report(parts: Sequence[Part], style: str = STYLE) -> str:
    """Return the page of a report."""
    said = cycle(PROSE)
    body = []
    for part in parts:
        if isinstance(part, Prose):
            body += [f"<p>{next(said)}</p>" for _ in range(part.paragraphs)]
        elif isinstance(part, Break):
            body.append('<p style="page-break-before: always"></p>')
        else:
            body.append(_markup(part, style))
    head = f'<meta charset="utf-8"><title>report</title><style>{style}</style>'
    return f'<!DOCTYPE html>\n<html lang="zh"><head>{head}</head>\n<body>{"".join(body)}</body></html>\n'


def _markup(form: Form, style: str) -> str:
    """Return the lines and the table of a form, as it stands in a page of its own; it may have no lines above."""
    page = to_html(replace(form, above=form.above or ("",)), style)
    inner = page.partition("<body>")[2].partition("</body>")[0]
    return inner if form.above else inner.replace("<h1></h1>", "")


def width_of(form: Form) -> int:
    """Return how many columns the table of a form has."""
    return max(cell.end for cell in placed(form))


def stacked(upper: Form, lower: Form, *, titled: bool) -> Form:
    """Return two tables as one, the lines of the second as rows of their own between them or left out.

    The narrower one is drawn out: its last column covers what the other has more.
    """
    width = max(width_of(upper), width_of(lower))
    between = tuple((Slot(text, columns=width),) for text in lower.above) if titled else ()
    rows = (*_drawn_out(upper, width), *between, *_drawn_out(lower, width))
    return Form(upper.above, rows, lower.below)


def _drawn_out(form: Form, width: int) -> tuple[tuple[Slot, ...], ...]:
    own = width_of(form)
    ends = {(cell.row, cell.column): cell.end == own for cell in placed(form)}
    places = iter(placed(form))
    return tuple(
        tuple(
            replace(slot, columns=slot.columns + width - own) if ends[(at := next(places)).row, at.column] else slot
            for slot in row
        )
        for row in form.rows
    )


def divided(form: Form, starts: Sequence[int]) -> list[Form]:
    """Return a form as several tables, divided before some rows, with the cells that reach over such a row."""
    bounds = [0, *starts, len(form.rows)]
    pieces = []
    for first, end in pairwise(bounds):
        rows: list[list[tuple[int, Slot]]] = [[] for _ in range(end - first)]
        for cell in placed(form):
            top, bottom = max(cell.row, first), min(cell.row + cell.slot.rows, end)
            if top < bottom:
                text = cell.slot.text if cell.row >= first else ""
                rows[top - first].append((cell.column, replace(cell.slot, text=text, rows=bottom - top)))
        ordered = tuple(tuple(slot for _, slot in sorted(row, key=lambda pair: pair[0])) for row in rows)
        pieces.append(Form((), ordered))
    pieces[0] = replace(pieces[0], above=form.above)
    pieces[-1] = replace(pieces[-1], below=form.below)
    return pieces
