"""Aligned text whose labels stand in the middle of their rows, whose cells are wrapped, or that is no form at all."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.documents import SMALL_BARE, documents
from benchmarks.measurement import measure
from tests import records
from tests.forms import Form, Slot
from tests.producers import needs_producers
from tests.published import published
from tests.rendering import to_aligned, to_aligned_in_the_middle

RIGHT = 980
"""So many fields of the 25 tables are right where merged cells have their texts in the middle of their rows."""

NOT_NAMED = {
    ("r031-hn-guantang-zhengti-2023", "breakdown.按收入性质分"),
    ("r031-hn-guantang-zhengti-2023", "breakdown.按支出性质分"),
}
"""Fields that are then missing without a finding: totals inside labels that stand between two rows."""


def line(tmp_path: Path, text: str) -> dict[str, Any]:
    """Return the line of a text."""
    path = tmp_path / "table-2022.txt"
    path.write_text(text, "utf-8")
    return records.line(path)


def test_published_tables_with_labels_in_the_middle(tmp_path: Path) -> None:
    """Nothing of them is wrong, and what is missing stands in `unmapped`."""
    found = []
    for table in published():
        path = tmp_path / f"{table.id}.txt"
        path.write_text(to_aligned_in_the_middle(table.form), "utf-8")
        found.append(measure(table, "aligned", path))
    assert not any(result.count("wrong") for result in found)
    assert sum(result.count("right") for result in found) >= RIGHT
    silent = {(result.table, one.field) for result in found for one in result.outcomes if one.silent}
    assert silent == NOT_NAMED


def form(first: int, names: tuple[str, ...], second: tuple[str, ...]) -> Form:
    """Return a form whose first label is for `first` of the indicators, and the next for the others."""
    labels = {0: Slot("产出指标", first), first: Slot("效益指标", len(names) - first)}
    rows = [
        ((labels[number],) if number in labels else ())
        + tuple(Slot(text) for text in (level2, name, "1", "1", "10", "10"))
        for number, (name, level2) in enumerate(zip(names, second, strict=True))
    ]
    header = tuple(
        Slot(text) for text in ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
    )
    return Form(("项目支出绩效自评表", "(2022年度)"), (header, *rows))


NAMES = ("巡护公里", "合格比例", "完成时间", "受益人数", "知晓比例", "保持时间")
SECOND = ("数量", "质量", "时效", "社会效益", "生态效益", "可持续影响")


@pytest.mark.parametrize("write", [to_aligned, to_aligned_in_the_middle])
def test_labels_in_the_first_or_in_the_middle_row(tmp_path: Path, write: Any) -> None:
    """Each indicator has its own levels, wherever the label of a group stands."""
    read = line(tmp_path, write(form(3, NAMES, SECOND)))["evaluation"]
    assert [one["level1"]["raw"] for one in read["indicators"]] == ["产出指标"] * 3 + ["效益指标"] * 3
    assert [one["level2"]["raw"] for one in read["indicators"]] == list(SECOND)


def test_labels_that_can_be_read_in_two_ways_stay(tmp_path: Path) -> None:
    """Labels in rows 1, 3 and 5 of five may be for 2, 2, 1 rows or for 1, 3, 1: they are left over."""
    text = to_aligned(form(2, NAMES[:5], ("甲", "乙", "丙", "丁", "戊"))).splitlines()
    text[-1] = text[-1].replace("        ", "满意指标", 1)
    read = line(tmp_path, "\n".join(text))["evaluation"]
    assert [one["level1"] for one in read["indicators"]] == [None] * 5
    assert {cell["raw"] for cell in read["unmapped"]} >= {"产出指标", "效益指标", "满意指标"}


WRAPPED = """项目支出绩效自评表
(2022年度)

一级指    二级指标    三级指标        年度指标值    实际完成值    分值    得分
标
                      发放补贴覆盖
产出指标  数量指标                    100           100           60      60
                      比例
效益指标  社会效益    足额保障比例    100           100           30      30
总分                                                              90      90
"""


def test_lines_of_wrapped_texts_are_no_rows(tmp_path: Path) -> None:
    """Where rows cannot be told from the lines of a text, there is no record, and a finding says why."""
    read = line(tmp_path, WRAPPED)
    assert read["evaluation"] is None
    assert {finding["code"] for finding in read["findings"]} == {"N01", "N11"}


OTHERS = {
    "contents": (
        ("第一部分 部门概况", "3"),
        ("第二部分 绩效自评情况", "7"),
        ("附件 绩效自评表", "12"),
        ("第三部分 名词解释", "15"),
    ),
    "staff": (
        ("单位", "编制数", "在职人数"),
        ("机关本级", "46", "50"),
        ("执法大队", "12", "11"),
        ("服务中心", "8", "8"),
    ),
    "accounts": (
        *(("科目名称", "合计", "基本支出", "项目支出"), ("一般公共服务支出", "1200.50", "800.50", "400.00")),
        *(("社会保障和就业支出", "96.20", "96.20", "0.00"), ("住房保障支出", "60.00", "60.00", "0.00")),
    ),
}
"""Other tables of a report, the title of a self-evaluation table among their texts."""


def other(name: str) -> Form:
    """Return one of them."""
    return Form(("2022年度部门决算公开",), tuple(tuple(Slot(text) for text in row) for row in OTHERS[name]))


@pytest.mark.parametrize("name", OTHERS)
def test_other_tables_give_no_record(tmp_path: Path, name: str) -> None:
    """Contents, lists of staff and final accounts in aligned text are no self-evaluation tables."""
    assert line(tmp_path, to_aligned(other(name)))["evaluation"] is None


@needs_producers
@pytest.mark.parametrize("producer", ["chromium", "libreoffice"])
def test_other_tables_without_lines_give_no_record(producer: str) -> None:
    """Nor are they where a PDF prints them without lines."""
    made = documents(producer, {name: other(name) for name in OTHERS}, SMALL_BARE)
    assert [records.line(made[name])["evaluation"] for name in OTHERS] == [None] * len(OTHERS)
