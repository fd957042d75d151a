"""A scheme of points that the form's own notes state goes before those that are known, and is named."""

import pytest

from schema import checks
from schema.checks.declared import declared
from schema.checks.exact import Exact
from schema.evaluation import SelfEvaluation, Unmapped
from schema.finding import Finding
from tests.checks.records import indicator, points, record, row, text

SECTIONS = "注：1.一级指标分值统一设置为：产出指标50分、效益指标30分、满意度指标10分、预算资金执行率10分。"
HUBEI = (
    "备注：2.定量指标计分：正向指标（即目标值为≥X）得分=权重*B/A，反向指标（即目标值为≤X）得分=权重*A/B，得分不得突破权重总额。"
    "3.定性指标分达成预期指标、部分达成预期指标并具有一定效果、未达成三档，分别按照指标分值的100-80%（含80%）、80-50%（含50%）、50-0%合理确定分值。"
)


def of(code: str, made: SelfEvaluation) -> list[Finding]:
    """Return the findings of a check."""
    return [finding for finding in checks.run(made) if finding.code == code]


def with_note(note: str, made: SelfEvaluation) -> SelfEvaluation:
    """Return a record with a printed note that belongs to no field."""
    return made.model_copy(update={"unmapped": (Unmapped(raw=note, at="t1 r99 c1"),)})


def sectioned(*weights: str) -> SelfEvaluation:
    """Return a table whose three first levels have such weights."""
    levels = zip(("产出指标", "效益指标", "满意度指标"), weights, strict=True)
    items = tuple(indicator(f"指标{level}", weight=weight, score=weight, level1=level) for level, weight in levels)
    return record(budget=row(weight="10", score="10"), indicators=items, total_score=points("100"))


def test_notes_are_read() -> None:
    """Sections, the points of the execution rate, the way of inverse indicators and the bands are read from notes."""
    assert declared(with_note(SECTIONS, record())).sections == {
        "产出": Exact(50),
        "效益": Exact(30),
        "满意度": Exact(10),
    }
    assert declared(with_note(SECTIONS, record())).rate_weight == Exact(10)
    assert declared(with_note("执行率得分=20分*执行率", record())).rate_weight == Exact(20)
    found = declared(record(remarks=text(HUBEI)))
    assert (found.falling, found.band) == ("ratio", Exact(50, 100))


@pytest.mark.parametrize("note", ["预算执行率100%得满分", "执行率低于90%须说明原因", "产出指标50分", "完成A/B", "无"])
def test_other_words_declare_nothing(note: str) -> None:
    """A threshold, one section of several, or letters alone are no scheme."""
    assert declared(with_note(note, record())) == declared(record())


def test_weights_against_the_note() -> None:
    """Sections other than the note's are told with the note; those of the note hold, however unusual."""
    (finding,) = of("W01", with_note(SECTIONS, sectioned("60", "20", "10")))
    assert finding.severity == "info"
    assert "the form's own note" in finding.message
    assert "表注规定为产出 50 / 效益 30 / 满意度 10" in finding.message_zh
    own = SECTIONS.replace("产出指标50分、效益指标30分", "产出指标60分、效益指标20分")
    assert of("W01", with_note(own, sectioned("60", "20", "10"))) == []
    assert "usual" in of("W01", sectioned("60", "20", "10"))[0].message


def test_the_points_of_the_rate_by_the_note() -> None:
    """Where the row prints no weight, 20 points by the note are no other scheme, and 10 are wrong."""
    spent = row(final_budget="100.00", actual="90.00", score="18")
    assert [finding.severity for finding in of("S01", record(budget=spent))] == ["info"]
    assert of("S01", with_note("执行率得分=20分*执行率", record(budget=spent))) == []
    nine = record(budget=row(final_budget="100.00", actual="90.00", score="9"))
    assert of("S01", nine) == []
    assert [finding.severity for finding in of("S01", with_note("执行率得分=20分*执行率", nine))] == ["error"]


def test_inverse_indicators_by_the_note() -> None:
    """With a note, less-is-better earns target by result alone; the finding says that the note wants it."""
    linear = record(indicators=(indicator("某指标", "≤10", "12", "10", "8.00"),))
    assert of("S04", linear) == []
    (finding,) = of("S04", with_note(HUBEI, linear))
    assert finding.severity == "warning"
    assert "by the form's own note" in finding.message
    assert "按表注" in finding.message_zh
    ratio = record(indicators=(indicator("某指标", "≤10", "12", "10", "8.33"),))
    assert of("S04", with_note(HUBEI, ratio)) == []


def test_bands_by_the_note() -> None:
    """A result in words that was reached in part has from half its points by the note, from six tenths without one."""
    partly = record(indicators=(indicator("某指标", "显著", "部分达成预期指标", "10", "5.5"),))
    assert of("S05", with_note(HUBEI, partly)) == []
    sixty = HUBEI.replace("50", "60")
    assert [finding.severity for finding in of("S05", with_note(sixty, partly))] == ["warning"]
