"""Judgements of one check → findings: what failed, what holds only within rounding, what was not checked, and why."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from schema.checks.cells import Cell
from schema.checks.check import Check, Grade, Judged
from schema.checks.names import Said, listed
from schema.checks.verdict.judgement import Reason
from schema.checks.verdict.notes import note
from schema.finding import Diagnosis, Finding

UNUSUALLY = Said("{title}: {told}", "{title}：{told}")
ONLY_ROUNDED = Said("{title}: only within rounding ({detail})", "{title}：仅在舍入或截尾误差范围内成立（{detail}）")
NOT_CHECKED = Said("not checked: {reasons}", "未核对：{reasons}")
PARTLY_CHECKED = Said("not checked in part: {reasons}", "部分未核对：{reasons}")
NOT_PRINTED = Said("the form prints no {needs}", "表中无{needs}")

REASONS: Mapping[Reason, Said] = {
    "words": Said("no number: {cells}", "不是数值：{cells}"),
    "absent": Said("the form prints no {cells}", "表中无{cells}"),
    "blank": Said("left blank: {cells}", "未填：{cells}"),
    "unread": Said("not understood: {cells}", "无法识别：{cells}"),
    "imprecise": Said("too few digits to prove anything: {cells}", "位数太少，不足以判断：{cells}"),
    "zero": Said("zero, so there is no ratio: {cells}", "为0，无法计算比率：{cells}"),
}

Explanation = tuple[Diagnosis | None, tuple[Diagnosis, ...]]
"""The one edit that explains a failure, or several that would."""


def findings(
    check: Check, judged: Sequence[Judged], explained: Mapping[Judged, Explanation], severity: Grade
) -> Iterator[Finding]:
    """Yield the findings of a check, its failures as grave as given; statements that simply hold give none."""
    for one in judged:
        if one.judgement.outcome in {"fail", "round"}:
            yield _disagreement(check, one, severity, explained.get(one, (None, ())))
    yield from _abstention(check, judged)


def _disagreement(check: Check, judged: Judged, severity: Grade, explained: Explanation) -> Finding:
    facts = judged.judgement.facts()
    diagnosis, candidates = explained
    if diagnosis is None and not candidates:
        diagnosis = note(judged)
    failed = judged.judgement.outcome == "fail"
    words = dict(facts.words)
    said = _sentence(check, judged).filled(**words)
    return Finding(
        code=check.code,
        severity=severity if failed else "info",
        fields=_paths(judged.verdict.cells),
        at=_places(judged.verdict.cells),
        message=said.en,
        message_zh=said.zh,
        expected=facts.expected,
        found=facts.found,
        gap=facts.gap,
        diagnosis=diagnosis,
        candidates=candidates,
    )


def _sentence(check: Check, judged: Judged) -> Said:
    """Return what is said of a failure, or of an agreement that needs a word, with {braces} for figures."""
    if judged.judgement.outcome == "fail":
        return check.message
    if judged.judgement.told is not None:
        return UNUSUALLY.filled(title=check.title, told=judged.judgement.told)
    return ONLY_ROUNDED.filled(title=check.title, detail="{detail}")


def _abstention(check: Check, judged: Sequence[Judged]) -> Iterator[Finding]:
    """Yield one finding for all that a check could not judge, if that is worth saying."""
    skipped = [one for one in judged if one.judgement.outcome == "skip"]
    ran = len(skipped) < len(judged)
    said = [one for one in skipped if not ran or _matters(one)]
    if not judged:
        yield _nothing(check)
    if not said:
        return
    reasons = _reasons(said)
    whole = Said("; ".join(reason.en for reason in reasons), "；".join(reason.zh for reason in reasons))
    message = (PARTLY_CHECKED if ran else NOT_CHECKED).filled(reasons=whole)
    cells = [cell for one in said for cell in one.judgement.lacking]
    yield Finding(
        code=check.code,
        severity="not_checked",
        fields=_paths(cells),
        at=_places(cells),
        message=message.en,
        message_zh=message.zh,
    )


@cache
def _nothing(check: Check) -> Finding:
    """Return that a form prints nothing of what a check needs: always in the same words."""
    message = NOT_CHECKED.filled(reasons=NOT_PRINTED.filled(needs=check.needs))
    return Finding(code=check.code, severity="not_checked", message=message.en, message_zh=message.zh)


def _matters(judged: Judged) -> bool:
    """Return whether an abstention is worth saying beside statements that could be judged.

    A row that the form leaves empty, and a cell that it does not have, are not.
    """
    reason = judged.judgement.reason
    figures = any(cell.lack is None for cell in judged.verdict.cells)
    return reason in {"unread", "imprecise"} or (reason == "blank" and figures)


def _reasons(judged: Sequence[Judged]) -> list[Said]:
    grouped: dict[Reason, list[Said]] = {}
    told: dict[Said, None] = {}
    for one in judged:
        judgement = one.judgement
        if judgement.told is not None:
            told[judgement.told] = None
        elif judgement.reason is not None:
            names = (cell.column if judgement.reason == "absent" else cell.name for cell in judgement.lacking)
            grouped.setdefault(judgement.reason, []).extend(names)
    return [*told, *(REASONS[reason].filled(cells=listed(names)) for reason, names in grouped.items())]


def _paths(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell.path for cell in cells))


def _places(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell.reading.at for cell in cells if cell.reading is not None))
