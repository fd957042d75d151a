"""Consistent forms with everything that a form may print: money, parts, rates, indicators with weights, and totals."""

from collections.abc import Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from random import Random

from schema.evaluation import Indicator, SelfEvaluation
from tests.checks import records, simulation

NAMES = ("培训人次", "设备台数", "验收合格率", "完成及时率", "成本节约率", "带动就业", "生态改善面积", "群众满意度")
LEVELS = ("产出指标", "效益指标", "满意度指标")
SCHEMES = ((50, 30, 10), (60, 20, 10), (40, 30, 20))


def consistent(random: Random) -> dict[str, str]:
    """Return the printed figures of a form by their paths; all of them agree."""
    form = {path: text for path, text in simulation.consistent(random).items() if text}
    exact = Decimal(form["budget.actual"]) / Decimal(form["budget.final_budget"])
    decimals, rounding = random.choice((0, 1, 2)), random.choice((ROUND_HALF_UP, ROUND_HALF_UP, ROUND_DOWN))
    places = Decimal(1).scaleb(-decimals)
    score = (exact * 10).quantize(places, rounding=rounding)
    form |= {"budget.weight": "10", "budget.score": f"{score:f}"}
    total = score
    for index, (level, weight, share) in enumerate(_indicators(random)):
        points = (share * weight).quantize(places, rounding=rounding)
        total += points
        form |= _indicator(index, level, weight, share, f"{points.normalize():f}")
    return form | {"total_weight": "100", "total_score": f"{total:f}"}


def _indicators(random: Random) -> list[tuple[str, int, Decimal]]:
    rows = []
    for level, points in zip(LEVELS, random.choice(SCHEMES), strict=True):
        left = points
        while left:
            weight = left if left <= 10 else random.choice((5, 10, 10, 15, left))
            weight = min(weight, left)
            left -= weight
            share = Decimal(random.randint(70, 99) if random.random() < 0.2 else 100) / 100
            rows.append((f"{level}({points}分)", weight, share))
    return rows


def _indicator(index: int, level: str, weight: int, share: Decimal, score: str) -> dict[str, str]:
    path, target = f"indicators.{index}", 100 * (index + 2)
    return {
        f"{path}.level1": level,
        f"{path}.name": f"{NAMES[index % len(NAMES)]}{index}",
        f"{path}.target": f"≥{target}",
        f"{path}.actual": f"{target * share:.0f}",
        f"{path}.weight": str(weight),
        f"{path}.score": score,
        f"{path}.deviation_reason": "" if share == 1 else "受疫情影响",
    }


def record(form: Mapping[str, str]) -> SelfEvaluation:
    """Return the record of a form."""
    money = {path: text for path, text in form.items() if path.startswith("budget")}
    base = simulation.record(money)
    rows: dict[str, dict[str, str]] = {}
    for path, text in form.items():
        if path.startswith("indicators."):
            row, _, column = path.rpartition(".")
            rows.setdefault(row, {})[column] = text
    indicators = tuple(_read(row) for row in rows.values())
    totals = {path: records.points(form[path]) for path in ("total_weight", "total_score")}
    return base.model_copy(update={"indicators": indicators, **totals})


def _read(row: Mapping[str, str]) -> Indicator:
    return records.indicator(
        row["name"],
        row["target"],
        row["actual"],
        row.get("weight"),
        row.get("score"),
        reason=row["deviation_reason"],
        level1=row["level1"],
    )
