"""Checks of family F: everything is there, understood, filled in, and the same wherever it is printed twice."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from schema.checks.cells import Cell
from schema.checks.check import check
from schema.checks.names import Said, listed
from schema.checks.table import Table
from schema.checks.verdict import Verdict, abstains, adds_up, condition, fault, holds, matches, quoted
from schema.evaluation import MONEY_COLUMNS, Kind
from schema.reading import Amount, Measure, Problem, Rate, Reading, Score, Text

PROBLEMS: Mapping[Problem, Said] = {
    "ambiguous_separator": Said("its separators can be read in two ways", "分隔符有歧义"),
    "not_a_number": Said("it is no number", "不是数值"),
    "several_numbers": Said("it holds several numbers", "含有多个数值"),
    "unit_unknown": Said("it may be a percentage or a fraction", "无法判断是百分数还是小数"),
    "out_of_range": Said("it is out of range", "超出范围"),
    "not_a_year": Said("it is no year", "不是年份"),
    "damaged_text": Said("the text is damaged", "文字有损坏"),
    "no_single_choice": Said("not exactly one choice is ticked for certain", "无法确定唯一勾选项"),
}

REQUIRED: Mapping[Kind, tuple[tuple[str, ...], ...]] = {
    "department": (("department",), ("fiscal_year",), ("budget.final_budget",), ("budget.actual",)),
    "project": (("project",), ("budget.final_budget", "budget.initial_budget"), ("budget.actual",)),
}
"""The fields without which a form of a kind says nothing; one of each group will do."""

PLACEHOLDER = re.compile(
    r"(?<![A-Za-z0-9])[XxＸｘ]{2,}(?![A-Za-z0-9])|[×✕╳]{2,}|[*＊]{2,}|[★☆]{2,}|[○●]{3,}|[_＿]{3,}"
    r"|待填|(?<![一-鿿])待(?:补充|完善)|待定|(?:此处|请)填写|^\s*[*＊]\s*$"
)
"""Marks that a template leaves where something is to be filled in."""

IN_PLACEHOLDERS = re.compile("[XxＸｘ×✕╳*＊★☆○●_＿待填]")
"""Every such mark has one of these characters, and most texts have none: that is found out sooner."""

YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年")
DEADLINE = re.compile(
    r"((?:19|20)[0-9]{2})[年./-][0-9]{1,2}(?:月|[./-][0-9]{1,2})(?:[0-9]{1,2}日)?底?(?:之?前|以前)|^((?:19|20)[0-9]{2})年[0-9]{1,2}月(?:[0-9]{1,2}日|底|末)?$"
)
"""A target that is a day of some year."""

MONEY_UNIT = re.compile("(?:[百千]?万|[百千亿])?元")

NO_UNIT = Said("none for {names}", "{names}无单位")
OTHER_UNIT = Said("{stated} stated, another in force for {names}", "标明{stated}，但{names}另有单位")


@check(
    "F01",
    severity="error",
    formula="every value is understood in exactly one way",
    title=("every value is understood", "全部数值均可唯一解析"),
    message=("“{raw}” in {name} cannot be read for certain: {problem}", "{name}“{raw}”无法唯一解析：{problem}"),
    needs=("values", "数值"),
)
def every_value_is_understood(table: Table) -> Iterator[Verdict]:
    """Every value that is printed is understood in exactly one way; amounts without a unit are left to F04."""
    for path, reading in table.readings:
        if reading.value is None and reading.problem is not None and not _without_unit(reading):
            cell = table.cell(path)
            yield fault([cell], raw=_quoted(cell), name=cell.name, problem=PROBLEMS[reading.problem])
    if table.readings:
        yield holds()


@check(
    "F02",
    severity="warning",
    formula="required fields of the kind of form are filled in",
    title=("{name} is there", "{name}已填列"),
    message=("required field missing: {name}", "缺少必填项：{name}"),
    needs=("fields known to be required", "已知的必填项"),
)
def required_fields_are_filled_in(table: Table) -> Iterator[Verdict]:
    """A department's form names department, year, budget and spending; a project's, project, budget and spending."""
    for group in REQUIRED.get(table.record.kind, ()):
        cells = [table.cell(path) for path in group]
        filled = any(cell.printed for cell in cells)
        yield holds(*cells) if filled else fault(cells[:1], name=cells[0].name)


@check(
    "F03",
    severity="error",
    formula="[a] ≐ [b] for a field printed twice",
    title=("{field} the same in both places", "{field}两处一致"),
    message=("{field} differs between two places: {a} / {b}", "{field}两处不一致：{a}／{b}"),
    needs=("field twice", "重复出现的栏目"),
)
def what_is_printed_twice_is_the_same(table: Table) -> Iterator[Verdict]:
    """A field printed in two places has one meaning; years are left to F05, and a title may be printed shortened."""
    for index, repeat in enumerate(table.record.repeats):
        if repeat.field in {"fiscal_year", "title", "region"}:
            continue
        first, second = table.cell(repeat.field), table.repeated(index)
        a, b = _quoted(first), _quoted(second)
        if isinstance(first.reading, Amount | Rate | Score):
            yield adds_up([second], first, field=first.name, a=a, b=b)
        else:
            yield matches([first, second], _folded(first) == _folded(second), field=first.name, a=a, b=b)


@check(
    "F04",
    severity="warning",
    formula="one unit per block of amounts",
    title=("unit of the amounts stated", "金额单位已标明"),
    message=("amount unit missing or contradictory: {unit}", "金额单位未标明或矛盾：{unit}"),
    needs=("amounts", "金额"),
)
def amounts_have_one_stated_unit(table: Table) -> Iterator[Verdict]:
    """Every amount has a unit that is stated, and it is the one that the form states for all of them."""
    amounts = [(table.cell(path), reading) for path, reading in table.readings_of(Amount)]
    unknown = [cell for cell, reading in amounts if _without_unit(reading)]
    if unknown:
        names = listed([cell.name for cell in unknown])
        yield fault(unknown, unit=NO_UNIT.filled(names=names))
    caption = table.cell("unit")
    stated = MONEY_UNIT.search(_folded(caption))
    others = [cell for cell, reading in amounts if stated and reading.unit not in {None, stated[0]}]
    if stated and others:
        names = listed([cell.name for cell in others])
        yield fault([caption, *others], unit=OTHER_UNIT.filled(stated=stated[0], names=names))
    if amounts:
        yield holds()


@check(
    "F05",
    severity="warning",
    formula="year in title = header = text",
    title=("one year everywhere", "年度一致"),
    message=("years differ: {y1} / {y2}", "年度不一致：{y1}／{y2}"),
    needs=("year twice", "重复出现的年度"),
)
def years_agree(table: Table) -> Iterator[Verdict]:
    """The fiscal year is one everywhere: title and file name no other, and no target is due in an earlier one."""
    year, title = table.cell("fiscal_year"), table.cell("title")
    for index, repeat in enumerate(table.record.repeats):
        if repeat.field == "fiscal_year":
            again = table.repeated(index)
            yield matches([year, again], _folded(year) == _folded(again), y1=_quoted(year), y2=_quoted(again))
    named = YEAR.findall(_folded(title))
    if named:
        yield matches([year, title], _folded(year) in named, y1=_quoted(year), y2="、".join(named))
    for item in table.items:
        deadline = DEADLINE.search(_folded(item["target"]))
        if deadline is not None:
            cells = [year, item["target"]]
            yield matches(
                cells, (deadline[1] or deadline[2]) >= _folded(year), y1=_quoted(year), y2=_quoted(item["target"])
            )


@check(
    "F06",
    severity="warning",
    formula="no XX, ***, 待填; not all zero",
    title=("no placeholders left", "无占位符"),
    message=("placeholder “{raw}” left in {name}", "{name}存在占位符“{raw}”"),
    needs=("words", "文字"),
)
def nothing_is_left_to_fill_in(table: Table) -> Iterator[Verdict]:
    """No words hold a mark of the template where something was to be filled in, and not all amounts are zero."""
    texts = table.readings_of(Text, Measure)
    for path, reading in texts:
        mark = PLACEHOLDER.search(reading.raw) if IN_PLACEHOLDERS.search(reading.raw) else None
        if mark is not None:
            yield fault([table.cell(path)], raw=quoted(mark[0]), name=table.cell(path).name)
    amounts = [row[column] for row in (table.budget, *table.sources) for column in MONEY_COLUMNS]
    amounts = [amount for amount in amounts if amount.lack is None]
    if amounts:
        yield condition(amounts, _any_money, raw="0", name=listed([amount.name for amount in amounts]))
    if texts:
        yield holds()


def _any_money(*amounts: Cell) -> bool:
    return len(amounts) == 1 or any(amount.value for amount in amounts)


@check(
    "F07",
    severity="warning",
    formula="head, total row and all pages present",
    title=("table complete", "表格完整"),
    message=("table seems cut off: nothing below its indicators", "表格疑似截断：指标之后没有合计行"),
    needs=("table", "表格"),
)
def table_is_complete(table: Table) -> Iterator[Verdict]:
    """A table that gives points goes on below its indicators, with its total row at least."""
    scores = [item[column] for item in table.items for column in ("weight", "score")]
    points = [cell for cell in scores if cell.printed]
    if points and table.closed:
        yield holds(*points)
    elif points and not any(table.cell(total).printed for total in ("total_weight", "total_score")):
        yield fault(points[-1:])
    else:
        yield abstains(Said("the record does not tell whether the table is whole", "记录未说明表格是否完整"))


def _without_unit(reading: Reading[Any]) -> bool:
    return isinstance(reading, Amount) and reading.problem == "unit_unknown"


def _folded(cell: Cell) -> str:
    """Return what a cell says, for comparing: half width, without white space."""
    said = cell.reading.value if cell.reading is not None else None
    return "" if said is None else "".join(unicodedata.normalize("NFKC", str(said)).split())


def _quoted(cell: Cell) -> str:
    return quoted(cell.reading.raw) if cell.reading is not None else "—"
