"""What lies behind an agreement within rounding, or a failure that needs no search: a diagnosis all the same."""

from collections.abc import Mapping
from decimal import Decimal

from schema.checks.cells import Cell
from schema.checks.check import Judged
from schema.checks.exact import ONE, ZERO, Exact
from schema.checks.names import Said
from schema.checks.verdict import printed
from schema.checks.verdict.suggestions import rounded_up
from schema.finding import Diagnosis

NOTES: Mapping[str, Said] = {
    "D03": Said("unit of an amount mistaken in {field}: {suggested}", "{field}中金额单位疑似混用，应为 {suggested}"),
    "D07": Said(
        "a sign read as a digit in {field}: “{printed}” for {suggested}", "{field}“{printed}”疑为“{suggested}”误识"
    ),
    "D14": Said("only rounded: the digits of {field} and the other figures allow for it", "{field}仅为四舍五入差异"),
    "D15": Said("cut instead of rounded: {field} or a figure beside it", "{field}或相关数字疑似截尾未四舍五入"),
    "D16": Said(
        "rounded twice: {field} follows from the printed rate, not from the amounts", "{field}按已舍入的执行率二次舍入"
    ),
    "D17": Said("tail of a binary fraction in {field}", "{field}含浮点误差"),
    "D19": Said(
        "no cap: {field} is weight × result ÷ target; capped it is {suggested}",
        "{field}“{printed}”按“分值×完成值÷目标值”计且未封顶，封顶应为 {suggested}",
    ),
}


def note(judged: Judged) -> Diagnosis | None:
    """Return the diagnosis that a judgement brings with it, if any."""
    judgement, cells = judged.judgement, judged.verdict.cells
    if judgement.because is None:
        return None
    tailed = [cell for cell in cells if printed.has_tail(cell)] if judgement.because in {"D14", "D15"} else []
    code = "D17" if tailed else judgement.because
    cell = tailed[0] if tailed else cells[-1] if judged.verdict.adds and cells[-1].lack is None else cells[0]
    raw = cell.reading.raw if cell.reading is not None else ""
    suggested = judgement.suggested or printed.as_printed(cell)
    said = NOTES[code].filled(field=cell.name, printed=printed.quoted(raw), suggested=suggested)
    return Diagnosis(
        code=code,
        field=cell.path,
        printed=raw,
        suggested=suggested,
        repairs=(judged.check.code,),
        chance=_chance(cell, judgement.window, judgement.size),
        message=said.en,
        message_zh=said.zh,
    )


def _chance(cell: Cell, window: Exact | None, size: Exact | None) -> Decimal:
    size = size or abs(cell.value)
    return rounded_up(min(window / size, ONE) if window is not None and size else ZERO)
