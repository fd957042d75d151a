"""Checks of family S about totals: the execution score, the sum of the scores, their limits, the grade."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from schema.checks.cells import Cell
from schema.checks.check import check
from schema.checks.exact import ONE, ZERO, Exact, power_of_ten
from schema.checks.exact import total as total_of
from schema.checks.names import Said, named
from schema.checks.results import EXPLANATIONS, folded, place
from schema.checks.schemes import FULL, GRADE_WORDS, GRADES, STEPS
from schema.checks.table import Table
from schema.checks.verdict import (
    Earned,
    Verdict,
    abstains,
    adds_up,
    condition,
    earned,
    either,
    fault,
    holds,
    noted,
    quoted,
    tally,
    unread,
)
from schema.checks.verdict.intervals import Interval, rounded
from schema.checks.verdict.points import exactly, ratio, share, times
from schema.checks.verdict.printed import plain, shown
from schema.checks.verdict.tallies import CUT_OFF
from schema.checks.weights import ways_of_adding

INDICATORS = re.compile("指标")
"""What the section of the indicators is called."""

WHOLE_POINTS = Said("rounded to a whole point, a house rule", "按整数计分（四舍五入）")

NOT_PRINTED = Said("the form does not print the points of the execution rate", "未列示预算执行率得分")

UNREAD = Said(
    "figures beside the money were not understood: points may be among them", "资金行有未识别的数字，其中可能有得分"
)

POINTS = re.compile(r"(?:100|[0-9]{1,2}(?:\.[0-9]+)?)(?:[/／][0-9]{1,3})?分?")
"""What may be points, or points out of those to be had."""

STATED = re.compile(r"(?:总得分|总分|总评分|自评得分|自评分|综合得分)[^0-9，。；,;]{0,6}([0-9]{1,3}(?:\.[0-9]+)?)分")
"""A total score in a sentence."""


@check(
    "S01",
    severity="error",
    formula="[s] ≐ min(1, X / B) · w",
    title=("execution score follows from the rate", "执行率得分与执行率相符"),
    message=("execution score should be {detail}", "执行率得分应为{detail}"),
    needs=("execution score", "执行率得分"),
)
def execution_score_follows_from_the_rate(table: Table) -> Iterator[Verdict]:
    """The execution score is the weight times the rate, by the amounts or as printed, capped, or in steps."""
    row = table.budget
    if row["score"].printed:
        cells = [row["score"], row["weight"], row["execution_rate"], row["actual"], table.base(row)]
        yield earned(cells, partial(_of_rate, table), WHOLE_POINTS)


def _of_rate(table: Table, cells: Sequence[Cell]) -> Iterator[Earned]:
    _, weight, rate, actual, base = cells
    for points in (weight.value,) if weight.lack is None else table.rate_weights:
        told = None if points == weight.value or points == table.rate_weights[0] else _of_weight(points)
        amounts, printed = ratio(actual, base), _printed_rate(rate)
        for at, found in enumerate((amounts, printed)):
            if found is not None:
                twice = at == 1 and amounts is not None and amounts.meets(printed or found) != "apart"
                yield Earned(times(share(found), points), told, "D16" if twice else None)
        for way in STEPS:
            exact = rate.value if printed is not None else actual.value / base.value if amounts is not None else None
            if exact is not None and way.share(exact) < 1:
                yield Earned(exactly(way.share(exact) * points), way.name)


def _of_weight(points: Exact) -> Said:
    return Said(f"out of {points} points", f"按满分{points}分计")


def _printed_rate(rate: Cell) -> Interval | None:
    return rounded(rate.value, rate.column_step) if rate.lack is None else None


@check(
    "S02",
    severity="error",
    formula="[总分] ≐ Σ [s]",
    title=("{total} = sum of its scores", "{total}＝各项得分之和"),
    message=("{total} ≠ sum of its scores: {detail}", "{total}≠各项得分之和：{detail}"),
    needs=("total score", "总分"),
)
def scores_add_up(table: Table) -> Iterator[Verdict]:
    """The total score is the sum of the scores of the indicators and of the execution, or of the sections."""
    whole, record = table.cell("total_score"), table.record
    ends = table.closed
    slack = partial(_docked, table)
    sections = [table.cell(f"sections.{at}.score") for at in range(len(record.sections))]
    if sections:
        yield tally(sections, whole, slack=slack, whole_table=ends, total=whole.name)
        for at, section in enumerate(record.sections):
            cells = [item["score"] for item in table.items]
            if INDICATORS.search(section.label) and cells:
                yield tally(cells, sections[at], slack=slack, whole_table=ends, total=sections[at].name)
    elif not whole.printed:
        scored = [item["score"] for item in table.items if item["score"].printed]
        if scored:
            yield abstains(CUT_OFF, *scored)
    elif table.items and _hides_the_rate(table):
        yield abstains(NOT_PRINTED, whole)
    elif table.items and _may_be_unread(table):
        yield unread(UNREAD, whole)
    elif table.items:
        ways = (
            tally(p, whole, slack=slack, whole_table=ends, total=whole.name) for p in ways_of_adding(table, "score")
        )
        yield either(*ways)


def _hides_the_rate(table: Table) -> bool:
    """Whether the total may hold points of the execution rate that the form prints nowhere.

    The weights of the indicators leave them room, and what the total has beyond the scores is what the rate earns.
    """
    row, whole = table.budget, table.cell("total_score")
    cells = [cell for item in table.items for cell in (item["weight"], item["score"])]
    if row["score"].lack != "absent" or whole.lack is not None or any(cell.lack is not None for cell in cells):
        return False
    points = FULL - total_of(item["weight"].value for item in table.items)
    beyond = whole.value - total_of(item["score"].value for item in table.items)
    own = _printed_rate(row["execution_rate"]) or ratio(row["actual"], table.base(row))
    if points not in table.rate_weights or not 0 < beyond <= points:
        return False
    return own is None or times(share(own), points).meets(rounded(beyond, ONE)) != "apart"


def _may_be_unread(table: Table) -> bool:
    """Whether the points of the execution rate may be among what no field took.

    The total has more than the scores give, and a figure that may be points stands unread in the row of the money.
    """
    whole, scores = table.cell("total_score"), [item["score"] for item in table.items]
    beyond = whole.value - total_of(score.value for score in scores if score.lack is None)
    if table.budget["score"].lack != "absent" or whole.lack is not None or beyond <= 0:
        return False
    rows = {found[:-1] for path, reading in table.readings if path.startswith("budget.") and (found := place(reading))}
    figures = [one for one in table.record.unmapped if POINTS.fullmatch("".join(one.raw.split()))]
    return any((place(one) or ())[:-1] in rows for one in figures)


def _docked(table: Table, cells: Sequence[Cell]) -> Exact:
    """Return one unit of the last place, if some score may hide digits; full points hide none, as weights are exact."""
    *scores, _ = cells
    rounded_ones = [cell for cell in scores if not _full(table, cell)]
    return min(cell.column_step for cell in cells) if rounded_ones else ZERO


def _full(table: Table, score: Cell) -> bool:
    weight = table.cells.get(score.path.removesuffix("score") + "weight")
    return weight is not None and weight.lack is None and weight.value == score.value


@check(
    "S03",
    severity="error",
    formula="0 ≤ s ≤ w",
    title=("{of}: score within its weight", "{of}得分在分值之内"),
    message=("score {value} of {of} outside 0…{other}", "{of}得分{value}超出分值{other}"),
    needs=("scores beside their weights", "分值与得分"),
)
def scores_keep_within_their_weights(table: Table) -> Iterator[Verdict]:
    """No score is negative or above its weight."""
    rows = [(table.budget.name, table.budget["score"], table.budget["weight"])]
    rows += [(item.name, item["score"], item["weight"]) for item in table.items]
    rows += [(named("total_score"), table.cell("total_score"), table.cell("total_weight"))]
    for name, score, weight in rows:
        if score.printed or weight.printed:
            yield condition([score, weight], _within, of=name)


def _within(score: Cell, weight: Cell) -> bool:
    return 0 <= score.value <= weight.value


@check(
    "S06",
    severity="warning",
    formula="grade = g(total)",
    title=("grade follows from the total score", "等级与总分相符"),
    message=("grade “{grade}” does not match the total {score}", "等级“{grade}”与总分{score}不符"),
    needs=("grade", "自评等级"),
)
def grade_follows_from_the_total(table: Table) -> Iterator[Verdict]:
    """The grade is the one of the total score, by thresholds of 90, 80 and 60 or of 80, 70 and 60."""
    grade, score = table.cell("grade"), table.cell("total_score")
    if not grade.printed:
        return
    word = folded(table.by_path["grade"]).removesuffix("等级").removesuffix("级")
    if word not in GRADE_WORDS:
        yield abstains(Said("the grade is none of 优, 良, 中, 差", "等级不是优、良、中、差"), grade)
    elif score.lack is not None:
        yield condition([score, grade], bool)
    else:
        whole = table.cell("total_weight")
        percent = score.value / whole.value * FULL if whole.lack is None and whole.value else score.value
        fitting = [way for way in GRADES if sum(percent < bound for bound in way.bounds) == GRADE_WORDS[word]]
        if not fitting:
            yield fault([grade, score], grade=quoted(word), score=shown(score))
        elif fitting[0] is not GRADES[0]:
            yield noted(Said(f"by the thresholds {fitting[0].name.en}", f"按{fitting[0].name.zh}划分"), grade, score)
        else:
            yield holds(grade, score)


@check(
    "S08",
    severity="warning",
    formula="[总分] ≐ [总分 in the text]",
    title=("total score the same in form and text", "表与正文得分一致"),
    message=("score differs between form and text: {a} / {b}", "表与正文得分不一致：{a}／{b}"),
    needs=("total score twice", "重复出现的总分"),
)
def total_score_is_the_same_in_the_text(table: Table) -> Iterator[Verdict]:
    """The total score is the one that the texts of the form and its other places state."""
    total = table.cell("total_score")
    for index, repeat in enumerate(table.record.repeats):
        if repeat.field == "total_score":
            again = table.repeated(index)
            yield adds_up([again], total, a=shown(total), b=shown(again))
    for name in EXPLANATIONS:
        for stated in STATED.findall(folded(table.by_path.get(name))):
            text = table.cell(name)
            number, last_digit = Exact.written(stated), power_of_ten(-len(stated.partition(".")[2]))
            same = abs(number - total.value) < max(total.step, last_digit)
            if total.lack is None:
                yield holds(total, text) if same else fault([total, text], a=shown(total), b=plain(number, 2))
