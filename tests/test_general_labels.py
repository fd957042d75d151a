"""What single labels mean by the general rules, and what they do not mean where others stand beside them."""

from pathlib import Path
from typing import Any

import pytest

from extractors.layouts import general
from tests import records
from tests.forms import Form, Slot
from tests.others import others
from tests.rendering import to_html, to_tabs

Rows = tuple[tuple[str, ...], ...]
TITLE = "项目支出绩效自评表"
INDICATORS: Rows = (
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("产出指标", "数量指标", "培训人数", "60人", "60人", "90", "90"),
)


def _records(folder: Path, *rows: tuple[str, ...], title: str = TITLE) -> list[dict[str, Any]]:
    """Return the record of a form as a page and as text; the rows are filled up with blank cells."""
    width = max(len(row) for row in rows)
    slots = tuple(tuple(Slot(text) for text in (*row, *[""] * (width - len(row)))) for row in rows)
    form = Form((title, "(2022年度)　　单位：万元"), slots)
    (folder / "form.html").write_text(to_html(form), "utf-8")
    (folder / "form.txt").write_text(to_tabs(form), "utf-8")
    return [records.line(folder / name)["evaluation"] for name in ("form.html", "form.txt")]


def _raw(row: dict[str, Any] | None) -> dict[str, str]:
    """Return what a row of the record prints."""
    cells = (row or {}).items()
    return {name: cell["raw"] for name, cell in cells if isinstance(cell, dict) and cell["raw"]}


@pytest.mark.parametrize(
    ("label", "source"),
    [
        *((f"中央{word}", "central") for word in ("财政", "财政拨款", "财政资金", "补助", "专项资金")),
        *((f"省级{word}", "provincial") for word in ("财政", "财政拨款", "配套资金")),
        *((f"市级{word}", "municipal") for word in ("财政", "财政拨款", "财政资金", "配套")),
        *((f"县级{word}", "county") for word in ("财政", "财政拨款", "财政资金", "专项资金")),
        *((f"{body}财政", f"{level}") for body, level in (("省", "provincial"), ("市", "municipal"), ("区", "county"))),
        *((f"{word}财政", "other") for word in ("地方", "上级")),
    ],
)
def test_the_level_of_a_source(tmp_path: Path, label: str, source: str) -> None:
    """Money of a level of government is that level's, whatever it is called; of whom it is not said, it is other."""
    rows = (("项目资金", "全年预算数", "全年执行数"), ("年度资金总额", "100", "80"), (f"其中：{label}", "100", "80"))
    for record in _records(tmp_path, *rows, *INDICATORS):
        assert [one["source"] for one in record["budget_sources"]] == [source]


def test_no_label_has_two_sources() -> None:
    """Each label of a source stands in one list only."""
    listed = [label for labels in general().sources.values() for label in labels]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize(
    ("head", "department", "unit", "publisher"),
    [
        (("预算单位", "某中学", "主管部门", "某教育局"), "某教育局", "某中学", None),
        (("主管部门", "某教育局", "预算单位：", "某中学"), "某教育局", "某中学", None),
        (("预算单位", "某中学", "县级主管部门", "某县教育局"), "某县教育局", "某中学", None),
        (("预算单位名称", "某教育局", "主管部门", "某教育局"), "某教育局", None, None),
        (("预算单位", "某教育局"), "某教育局", None, None),
        (("预算单位", "某中学", "主管部门", "某教育局", "实施单位", "某中学"), "某教育局", "某中学", None),
        (("预算单位", "某中学", "主管部门", "某教育局", "实施单位", "某校区"), "某教育局", "某校区", "某中学"),
        (("一级预算单位", "某教育局", "实施单位", "某中学"), "某教育局", "某中学", None),
        (("部门名称", "某教育局", "单位全称", "某中学"), "某教育局", None, "某中学"),
    ],
)
def test_a_budget_unit(
    tmp_path: Path, head: tuple[str, ...], department: str, unit: str | None, publisher: str | None
) -> None:
    """A budget unit is the department, unless another is in charge of it: then it does the work, or only reports."""
    for record in _records(tmp_path, head, *INDICATORS):
        found = [record[name] and record[name]["value"] for name in ("department", "implementing_unit", "publisher")]
        assert found == [department, unit, publisher]
        assert record["local_department"] is None


@pytest.mark.parametrize("label", ["预算编码", "部门预算编码", "单位编码"])
def test_the_code_of_a_department(tmp_path: Path, label: str) -> None:
    """The code of a body stands in a field of its own."""
    for record in _records(tmp_path, ("部门名称", "某司法局", label, "206001"), *INDICATORS):
        assert record["department_code"]["value"] == "206001"


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("年度预算批复", "initial_budget"),
        ("追加（减）", "adjustment"),
        ("追加追减", "adjustment"),
        ("调增（减）金额", "adjustment"),
        ("预算安排", "final_budget"),
        ("调整后部门预算", "final_budget"),
        ("2022年预算数", "final_budget"),
        ("2022年初预算数", "initial_budget"),
        ("2022年度预算（万元）", "final_budget"),
        ("已支出", "actual"),
        ("部门决算支出", "actual"),
        ("2022年执行数", "actual"),
        ("2022年执行", "actual"),
        ("预算调整比例", "adjustment_rate"),
    ],
)
def test_columns_of_money(tmp_path: Path, label: str, field: str) -> None:
    """What columns of money are called, over a total and beside a figure; the year of the form changes nothing."""
    known = {"initial_budget": "年初预算数", "final_budget": "全年预算数", "actual": "全年执行数"}
    others_ = tuple(name for one, name in known.items() if one != field)
    figures = ("10%" if field.endswith("rate") else "33", *("100", "100", "100")[: len(others_)])
    by_column = (("项目资金", label, *others_), ("年度资金总额", *figures))
    for record in _records(tmp_path, *by_column, *INDICATORS):
        assert _raw(record["budget"])[field] == figures[0]
    for record in _records(tmp_path, (label, figures[0]), *INDICATORS):
        assert _raw(record["budget"]) == {field: figures[0]}


def test_another_year_is_another_column(tmp_path: Path) -> None:
    """What was spent in another year than the form's is left over."""
    head = ("项目资金", "2021年执行数", "全年预算数", "2022年执行数")
    for record in _records(tmp_path, head, ("年度资金总额", "180", "250", "245"), *INDICATORS):
        assert _raw(record["budget"]) == {"final_budget": "250", "actual": "245"}
        assert {cell["raw"] for cell in record["unmapped"]} >= {"180"}


@pytest.mark.parametrize("label", ["完成率", "使用率"])
def test_a_rate_of_anything(tmp_path: Path, label: str) -> None:
    """Beside a budget and what was spent of it a rate is that of the execution; beside indicators it is none."""
    rows = (("项目资金", "预算数", "支出数", label), ("年度资金总额", "100", "80", "80%"))
    for record in _records(tmp_path, *rows, *INDICATORS):
        assert _raw(record["budget"])["execution_rate"] == "80%"
    for record in _records(tmp_path, (*INDICATORS[0], label), (*INDICATORS[1], "80%")):
        assert _raw(record["budget"]) == {}
        assert {cell["raw"] for cell in record["unmapped"]} == {label, "80%"}


@pytest.mark.parametrize(
    ("instead", "label", "field"),
    [
        ("三级指标", "三级指标及分值", "name"),
        ("实际完成值", "实现情况", "actual"),
        ("实际完成值", "目标完成", "actual"),
        ("实际完成值", "达成值", "actual"),
        ("实际完成值", "完成", "actual"),
        ("年度指标值", "目标", "target"),
        ("分值", "权重分", "weight"),
        ("得分", "实得分", "score"),
        ("", "扣分原因", "deviation_reason"),
        ("", "差异说明", "deviation_reason"),
    ],
)
def test_columns_of_indicators(tmp_path: Path, instead: str, label: str, field: str) -> None:
    """What columns of indicators are called."""
    head = tuple(label if text == instead else text for text in (*INDICATORS[0], *[""] * (not instead)))
    row = (*INDICATORS[1], *["说明文字"] * (not instead))
    for record in _records(tmp_path, head, row):
        assert record["indicators"][0][field]["raw"] == row[head.index(label)]


@pytest.mark.parametrize(
    ("units", "read"),
    [
        (("万亩", "%"), ["万亩", "%"]),
        (("元/亩", ""), ["元/亩", None]),
        (("已完成", "%"), [None, None]),
        (("12", "%"), [None, None]),
    ],
)
def test_units_in_a_second_column(tmp_path: Path, units: tuple[str, str], read: list[str | None]) -> None:
    """What stands behind the figures below a header of two columns is their unit, if it is nothing else."""
    head = (Slot("三级指标"), Slot("指标值", columns=2), Slot("完成值"), Slot("分值"), Slot("得分"))
    texts = (("面积", "≥1.2", units[0], "1.2", "20", "20"), ("合格率", "100", units[1], "100", "20", "20"))
    rows = (
        head,
        *(tuple(Slot(text) for text in row) for row in texts),
        (Slot("总分", columns=4), Slot("40"), Slot("40")),
    )
    form = Form((TITLE, "(2022年度)"), rows)
    (tmp_path / "form.html").write_text(to_html(form), "utf-8")
    (tmp_path / "form.txt").write_text(to_tabs(form), "utf-8")
    for name in ("form.html", "form.txt"):
        record = records.line(tmp_path / name)["evaluation"]
        assert [(one["unit"] or {}).get("value") for one in record["indicators"]] == read
        assert {cell["raw"] for cell in record["unmapped"]} == (set() if any(read) else set(units))


def test_a_common_word_names_indicators_beside_plans_and_results(tmp_path: Path) -> None:
    """指标, 目标 and 完成 head columns of one row together with points, and of a table of targets they do not."""
    rows: Rows = (("序号", "指标", "目标", "完成", "分值", "得分"), ("1", "培训人数", "60人", "完成", "90", "90"))
    for record in _records(tmp_path, *rows):
        (indicator,) = record["indicators"]
        assert (indicator["name"]["raw"], indicator["actual"]["raw"]) == ("培训人数", "完成")
    slots = tuple(tuple(Slot(text) for text in row) for row in (("指标", "目标值", "分值"), ("完成", "60人", "90")))
    (tmp_path / "form.html").write_text(to_html(Form((TITLE,), slots)), "utf-8")
    assert records.line(tmp_path / "form.html")["evaluation"] is None


@pytest.mark.parametrize("word", ["指标", "完成"])
def test_common_words_make_no_form(tmp_path: Path, word: str) -> None:
    """No other table of a report becomes a self-evaluation by a column more that has such a name."""
    for other in others():
        rows = tuple((Slot(word), *row) for row in other.form.rows)
        (tmp_path / "form.html").write_text(to_html(Form(other.form.above, rows)), "utf-8")
        assert all(line["evaluation"] is None for line in records.lines(tmp_path / "form.html"))


@pytest.mark.parametrize("head", ["“三公”经费（万元）", "三公经费"])
def test_a_sheet_of_basic_data_evaluates_nothing(tmp_path: Path, head: str) -> None:
    """Costs by year and staff beside a form of a whole department are kept cell by cell, and are none of its money."""
    rows = (
        ("单位名称", "某司法局"),
        (head, "2021年决算数", "2022年预算数", "2022年决算数", "控制率"),
        ("合计", "33.10", "35.00", "31.28", "89.37%"),
        ("1、公务接待费", "4.90", "6.00", "4.36", "72.67%"),
        ("财政供养人员（人）", "编制数", "实有数", "控制率"),
        ("", "60", "58", "96.67%"),
    )
    for record in _records(tmp_path, *rows, title="2022年度部门整体支出绩效自评基础数据表"):
        assert (record["form"], _raw(record["budget"])) == ("hn-basedata", {})
        figures = {"33.10", "35.00", "31.28", "89.37%", "4.90", "6.00", "4.36", "72.67%", "60", "58", "96.67%"}
        assert {cell["raw"] for cell in record["unmapped"]} >= figures
    (tmp_path / "list.html").write_text(
        to_html(Form(("三公经费支出表",), tuple(tuple(Slot(text) for text in row) for row in rows[1:4]))), "utf-8"
    )
    assert records.line(tmp_path / "list.html")["evaluation"] is None
