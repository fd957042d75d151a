"""What a form's own printed notes say about its points: they go before the schemes that are known."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from schema.checks.exact import Exact
from schema.evaluation import SelfEvaluation

NUMBER = r"([0-9]{1,3}(?:\.[0-9]+)?)(?:分|%)"

SECTION = re.compile(rf"(产出|效益|满意度)(?:类|一级)?(?:指标)?(?:分值|权重)?(?:统一)?(?:设置)?(?:为|是|占|:)?{NUMBER}")
"""The points of a first level: 产出指标50分."""

RATE = re.compile(
    r"执行率(?:指标)?(?:得分|分值|权重)?(?:为|是|占|:)?([1-9][0-9]?)分(?![*×])|([1-9][0-9]?)分[*×](?:预算|资金)?执行率"
)
"""The points of the execution rate: 预算资金执行率10分, 20分*执行率."""

INVERSE = r"(?:反向|逆向|负向)指标[^。;；]{0,40}?"
FALLING = re.compile(rf"{INVERSE}(?:权重|分值)[*×]\(?A/B|{INVERSE}(?:年初|年度)?(?:目标|指标)值/(?:实际)?完成值")
"""That points for what should be little are the weight times target by result."""

WITH = r"%?(?:\(含[^()]*\))?[^0-9]{0,12}"
BANDS = re.compile(rf"100%?[-~—至]80{WITH}80%?[-~—至]([56]0){WITH}\1%?[-~—至]0")
"""The bands of a result in words: 100-80、80-50、50-0."""

LEVELS = ("产出", "效益", "满意度")


@dataclass(frozen=True, slots=True)
class Declared:
    """What the notes of a form state; null is what they do not."""

    sections: Mapping[str, Exact] | None = None
    rate_weight: Exact | None = None
    falling: Literal["ratio"] | None = None
    band: Exact | None = None
    """Where the middle one of three bands begins, as a share."""


def declared(record: SelfEvaluation) -> Declared:
    """Return what the printed notes of a form say: those below it, and those in cells that belong to no field."""
    notes = list(_notes(record))
    sections = next((found for note in notes if (found := _sections(note)) is not None), None)
    rates = {match[1] or match[2] for note in notes for match in RATE.finditer(note)}
    bands = {match[1] for note in notes for match in BANDS.finditer(note)}
    return Declared(
        sections=sections,
        rate_weight=Exact.written(rates.pop()) if len(rates) == 1 else None,
        falling="ratio" if any(FALLING.search(note) for note in notes) else None,
        band=Exact(int(bands.pop()), 100) if len(bands) == 1 else None,
    )


def _notes(record: SelfEvaluation) -> Iterator[str]:
    raws = [record.remarks.raw] if record.remarks is not None else []
    raws += [repeat.raw for repeat in record.repeats if repeat.field == "remarks"]
    for raw in (*raws, *(left.raw for left in record.unmapped)):
        if "分" in raw or "/" in raw or "／" in raw or "率" in raw:
            yield "".join(unicodedata.normalize("NFKC", raw).split())


def _sections(note: str) -> Mapping[str, Exact] | None:
    """Return the points of the first levels, if a note gives each of them once."""
    found = [(match[1], Exact.written(match[2])) for match in SECTION.finditer(note)]
    return dict(found) if sorted(name for name, _ in found) == sorted(LEVELS) else None
