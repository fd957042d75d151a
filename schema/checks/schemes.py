"""Ways of giving points that forms are known to follow, as data: where a form names none, all are tried."""

from collections.abc import Mapping
from dataclasses import dataclass

from schema.checks.exact import ONE, ZERO, Exact
from schema.checks.names import Said

RATE_WEIGHTS = (Exact(10), Exact(20))
"""Points for the execution rate, where the form does not print them."""

FULL = Exact(100)
"""What all weights come to."""

SECTIONS: Mapping[str, Exact] = {"产出": Exact(50), "效益": Exact(30), "满意度": Exact(10)}
"""The usual weights of the first level, beside 10 for the execution rate."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Points for the execution rate in steps: the share of the weight from each rate upwards."""

    name: Said
    shares: tuple[tuple[Exact, Exact], ...]

    def share(self, rate: Exact) -> Exact:
        """Return the share of the weight that a rate earns."""
        return next((share for bound, share in self.shares if rate >= bound), ZERO)


STEPS = (
    Steps(
        Said("in steps (10 points for 100%, 7 from 80%, 5 from 60%)", "分档计分（100%得10分，80%以上7分，60%以上5分）"),
        ((ONE, ONE), (Exact(4, 5), Exact(7, 10)), (Exact(3, 5), Exact(1, 2))),
    ),
)

FAR_ABOVE = Exact(13, 10)
"""A result so many times its target asks for a reason."""

ABOVE = Exact(6, 5)
"""From here on some schemes take points off for a target that was set too low."""

FAR_OFF = Exact(3, 10)
"""A deviation by more than this share asks for a reason."""

BANDS: tuple[tuple[str, tuple[tuple[Exact, Exact], ...]], ...] = (
    ("未达成|未完成|未实现|效果较差", ((ZERO, Exact(6, 10)),)),
    (
        "部分(?:达成|完成|实现)|基本(?:达成|完成|实现)",
        ((Exact(6, 10), Exact(8, 10)), (Exact(5, 10), Exact(8, 10))),
    ),
    ("(?:全部|全面|完全|已)?(?:达成|完成|实现)", ((Exact(8, 10), ONE),)),
)
"""What a qualitative result says at its beginning, and the bands of its points, as shares of the weight."""

SIGNED_WORDS = "(?:预期)?(?:年度)?(?:绩效)?(?:指标|目标)?"


@dataclass(frozen=True, slots=True)
class Grades:
    """From which total on a form is given each grade, the best first, as percent of all points."""

    name: Said
    bounds: tuple[int, ...]


GRADES = (
    Grades(Said("90 / 80 / 60", "90／80／60"), (90, 80, 60)),
    Grades(Said("80 / 70 / 60", "80／70／60"), (80, 70, 60)),
)
"""The usual thresholds first."""

GRADE_WORDS: Mapping[str, int] = {
    **dict.fromkeys(("优", "优秀", "A"), 0),
    **dict.fromkeys(("良", "良好", "B"), 1),
    **dict.fromkeys(("中", "中等", "一般", "合格", "C"), 2),
    **dict.fromkeys(("差", "较差", "不合格", "D"), 3),
}
"""The grades by their words, the best is 0."""
