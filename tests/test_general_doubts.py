"""Where labels of a form compete for one meaning, the general rules take the right one, or none."""

from pathlib import Path
from typing import Any

import pytest

from tests import records
from tests.forms import Form, Slot
from tests.rendering import to_html, to_tabs

Rows = tuple[tuple[str, ...], ...]
INDICATORS: Rows = (
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("产出指标", "数量指标", "培训人数", "60人", "60人", "90", "90"),
)


def _records(folder: Path, *rows: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the record of a form as a page and as text; the rows are filled up with blank cells."""
    width = max(len(row) for row in rows)
    slots = tuple(tuple(Slot(text) for text in (*row, *[""] * (width - len(row)))) for row in rows)
    form = Form(("项目支出绩效自评表", "(2022年度)　　单位：万元"), slots)
    (folder / "form.html").write_text(to_html(form), "utf-8")
    (folder / "form.txt").write_text(to_tabs(form), "utf-8")
    return [records.line(folder / name) for name in ("form.html", "form.txt")]


def _raw(row: dict[str, Any] | None) -> dict[str, str]:
    """Return what a row of the record prints."""
    cells = (row or {}).items()
    return {name: cell["raw"] for name, cell in cells if isinstance(cell, dict) and cell["raw"]}


def _unmapped(line: dict[str, Any]) -> set[str]:
    return {cell["raw"] for cell in line["evaluation"]["unmapped"]}


def test_the_sum_of_a_budget_and_what_was_carried_over(tmp_path: Path) -> None:
    """Beside 预算合计 this year's budget is a part of it; a dash in a column that nobody knows is no label of a row."""
    head = ("资金来源", "上年结转", "本年预算", "预算合计", "到位数", "支出数", "支出进度")
    rows = (
        ("省级", "20.50", "300.00", "320.50", "320.50", "300.00", "93.60%"),
        ("县级", "——", "150.00", "150.00", "100.00", "90.00", "60.00%"),
        ("合计", "20.50", "450.00", "470.50", "420.50", "390.00", "82.89%"),
    )
    for line in _records(tmp_path, head, *rows, *INDICATORS):
        evaluation = line["evaluation"]
        assert _raw(evaluation["budget"]).items() >= {"final_budget": "470.50", "actual": "390.00"}.items()
        assert [source["source"] for source in evaluation["budget_sources"]] == ["provincial", "county"]
        assert (evaluation["total_weight"], evaluation["total_score"]) == (None, None)
        assert _unmapped(line) >= {"450.00", "20.50"}


def test_the_whole_years_budget_beside_a_sum(tmp_path: Path) -> None:
    """A budget of the whole year is the final one, whatever is added up beside it."""
    rows = (("项目资金", "预算合计", "全年预算数", "全年执行数"), ("年度资金总额", "90", "100", "80"))
    for line in _records(tmp_path, *rows, *INDICATORS):
        assert _raw(line["evaluation"]["budget"]) == {"final_budget": "100", "actual": "80"}


def test_many_figures_without_headers_are_no_total(tmp_path: Path) -> None:
    """Of more than two figures beside a total, under no header, none is taken for weight or score."""
    for line in _records(tmp_path, ("合计", "12.50", "100", "97", "96"), *INDICATORS):
        assert (line["evaluation"]["total_weight"], line["evaluation"]["total_score"]) == (None, None)
        assert _unmapped(line) >= {"12.50", "100", "97", "96"}


def test_a_budget_before_and_after_its_adjustment(tmp_path: Path) -> None:
    """What stands in brackets may be all that tells two headers apart."""
    rows = (("项目资金", "预算数(调整前)", "预算数(调整后)", "执行数"), ("年度资金总额", "100", "80", "60"))
    for line in _records(tmp_path, *rows, *INDICATORS):
        read = {"initial_budget": "100", "final_budget": "80", "actual": "60"}
        assert _raw(line["evaluation"]["budget"]) == read


@pytest.mark.parametrize("header", ["得分(复评)", "得分(财政复核)", "执行数(上年)"])
def test_brackets_that_mean_something_else(tmp_path: Path, header: str) -> None:
    """A score given by others, or a figure of the year before, is left over."""
    rows = (("项目资金", "全年预算数", "全年执行数", "执行率", header), ("年度资金总额", "100", "80", "80%", "7"))
    for line in _records(tmp_path, *rows, *INDICATORS):
        assert "7" not in _raw(line["evaluation"]["budget"]).values()
        assert "7" in _unmapped(line)


@pytest.mark.parametrize(("letters", "rate"), [("ABC", "75%"), ("   ", None)])
def test_two_rates_by_their_formula(tmp_path: Path, letters: str, rate: str | None) -> None:
    """Of two rates that state a formula the one against the final budget is meant; without letters neither is."""
    names = zip(("年初预算数", "全年预算数", "全年执行数"), letters, strict=True)
    amounts = tuple(f"{name}({letter})" if letter.strip() else name for name, letter in names)
    head = ("项目资金", *amounts, "执行率(C/A)", "执行率(C/B)")
    for line in _records(tmp_path, head, ("年度资金总额", "100", "80", "60", "60%", "75%"), *INDICATORS):
        assert _raw(line["evaluation"]["budget"]).get("execution_rate") == rate
        assert "60%" in _unmapped(line)


def test_a_header_is_no_value_of_the_header_before(tmp_path: Path) -> None:
    """A row of headers that nobody knows is not read as labels with their values."""
    rows = (("项目资金", "计划投资", "到位资金", "完成投资"), ("年度资金总额", "100", "90", "80"))
    for line in _records(tmp_path, *rows, *INDICATORS):
        assert _raw(line["evaluation"]["budget"]) == {}
        assert _unmapped(line) >= {"100", "90", "80", "完成投资"}


def test_percent_in_a_header_without_brackets(tmp_path: Path) -> None:
    """执行率% states the scale of the numbers below it."""
    rows = (("项目资金", "全年预算数", "全年执行数", "执行率%"), ("年度资金总额", "1000", "5", "0.5"))
    for line in _records(tmp_path, *rows, *INDICATORS):
        assert line["evaluation"]["budget"]["execution_rate"]["value"] == "0.005"


def test_points_behind_the_name(tmp_path: Path) -> None:
    """Points behind the name of an indicator are its weight, unless a column has them."""
    rows = (
        ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"),
        ("产出指标", "数量指标", "培训人数（20分）", "60人", "60人", "18"),
    )
    for line in _records(tmp_path, *rows):
        (indicator,) = line["evaluation"]["indicators"]
        assert (indicator["weight"]["value"], indicator["score"]["value"]) == ("20", "18")
    for line in _records(tmp_path, (*rows[0], "分值"), (*rows[1], "30")):
        assert line["evaluation"]["indicators"][0]["weight"]["value"] == "30"


def test_a_goal_above_its_result(tmp_path: Path) -> None:
    """A goal and its result may stand in rows of their own; the score of the rate may stand below the indicators."""
    rows = (
        ("项目资金", "全年预算数", "全年执行数", "执行率"),
        *(("年度资金总额", "100", "80", "80%"), ("项目绩效目标", "培训60人"), ("目标完成情况", "培训了60人")),
        *INDICATORS,
        *(("预算执行率得分(10分)", "", "", "", "", "", "8"), ("自评总分", "", "", "", "", "", "98")),
    )
    for line in _records(tmp_path, *rows):
        (goal,) = line["evaluation"]["goals"]
        assert _raw(goal) == {"expected": "培训60人", "achieved": "培训了60人"}
        assert _raw(line["evaluation"]["budget"])["score"] == "8"
        assert not [finding for finding in line["findings"] if finding["severity"] == "error"]


def test_rows_of_years_and_of_projects_are_no_sources(tmp_path: Path) -> None:
    """A year or a project before a row of figures is no source of money: its figures are left over."""
    head, total = ("项目资金", "全年预算数", "全年执行数", "执行率"), ("年度资金总额", "100", "80", "80%")
    years = (head, ("2021年", "90", "90", "100%"), ("2022年", "99", "88", "88.89%"))
    header = ("子项目名称", "预算数", "执行数", "执行率", "完成情况")
    projects = (head, total, header, ("骨干培训", "99", "88", "88.89%", "完成"))
    for rows in (years, projects):
        for line in _records(tmp_path, *rows, *INDICATORS):
            assert (line["evaluation"]["budget_sources"], line["evaluation"]["repeats"]) == ([], [])
            assert _unmapped(line) >= {"99", "88", "88.89%"}


CHANGED = {"final_budget": "80", "actual": "60"}


@pytest.mark.parametrize(
    ("headers", "read"),
    [
        (("预算数（年初）", "预算数（调整后）", "执行数"), {"initial_budget": "100", **CHANGED}),
        (("预算数", "全年预算数", "执行数"), {"initial_budget": "100", **CHANGED}),
        (("调整预算数", "调整后预算数", "执行数"), {"adjustment": "100", **CHANGED}),
        (("全年预算数（2021年）", "全年预算数（2022年）", "执行数"), CHANGED),
        (("其中：当年全年预算数", "全年预算数", "执行数"), CHANGED),
        (("全年预算数（中央资金）", "全年预算数（合计）", "执行数"), CHANGED),
        (("调整后预算数", "全年预算数", "执行数"), {}),
    ],
)
def test_two_headers_that_mean_the_budget(tmp_path: Path, headers: tuple[str, ...], read: dict[str, str]) -> None:
    """Brackets, a word more or the later year tell which of them is meant; where nothing does, none is."""
    for line in _records(tmp_path, ("项目资金", *headers), ("年度资金总额", "100", "80", "60"), *INDICATORS):
        assert _raw(line["evaluation"]["budget"]) == read


@pytest.mark.parametrize("header", ["实际完成值（2021年）", "实际完成值（上半年）"])
def test_results_of_another_time(tmp_path: Path, header: str) -> None:
    """The result of the year is that of the whole year, and of the last one."""
    head = ("一级指标", "二级指标", "三级指标", "年度指标值", header, "实际完成值（2022年）", "分值", "得分")
    for line in _records(tmp_path, head, ("产出指标", "数量指标", "培训人数", "60人", "15人", "60人", "90", "90")):
        assert line["evaluation"]["indicators"][0]["actual"]["raw"] == "60人"
        assert "15人" in _unmapped(line)


def test_a_person_beside_a_department(tmp_path: Path) -> None:
    """Who answers for a department is neither its name nor published."""
    for line in _records(tmp_path, ("项目名称", "培训"), ("主管部门（联系人）", "王小明"), *INDICATORS):
        assert line["evaluation"]["department"] is None
        assert "王小明" not in str(line)


def test_a_total_of_a_name_of_its_own(tmp_path: Path) -> None:
    """合计 below the indicators is no total of the money."""
    rows = (
        ("项目资金", "全年预算数", "全年执行数"),
        ("维修资金合计", "100", "80"),
        ("设备", "60", "50"),
        ("人工", "40", "30"),
    )
    for line in _records(tmp_path, *rows, *INDICATORS, ("合计", "", "", "", "", "90", "90")):
        assert _raw(line["evaluation"]["budget"]) == {"final_budget": "100", "actual": "80"}
        assert [source["label"] for source in line["evaluation"]["budget_sources"]] == ["设备", "人工"]


def test_a_block_with_a_total_of_its_own(tmp_path: Path) -> None:
    """Money that a heading of its own sets apart is none of the budget, though it stands below the same headers."""
    rows = (
        ("经费", "", "年初预算数", "全年预算数", "执行数"),
        ("部门支出", "合计", "900", "950", "940"),
        ("", "基本支出", "600", "650", "640"),
        ("“三公”经费", "合计", "30", "30", "28"),
        ("", "公务接待费", "30", "30", "28"),
    )
    for line in _records(tmp_path, *rows, *INDICATORS):
        assert _raw(line["evaluation"]["budget"]) == {"initial_budget": "900", "final_budget": "950", "actual": "940"}
        assert line["evaluation"]["budget_sources"] == []
        assert not [finding for finding in line["findings"] if finding["code"] == "F03" and finding["fields"]]


@pytest.mark.parametrize("name", ["姓名", "项目名称"])
def test_a_list_behind_the_form(tmp_path: Path, name: str) -> None:
    """What follows the totals under headers of its own says nothing of the form."""
    rows = (
        ("项目名称", "培训"),
        *INDICATORS,
        ("总分", "", "", "", "", "90", "90"),
        ("序号", name, "年初预算数", "全年预算数", "分值", "得分"),
        ("1", "甲", "12.00", "15.00", "100", "95"),
        ("合计", "", "12.00", "15.00", "100", "95"),
    )
    for line in _records(tmp_path, *rows):
        evaluation = line["evaluation"]
        assert (evaluation["project"]["raw"], evaluation["total_weight"]["raw"]) == ("培训", "90")
        assert not [finding for finding in line["findings"] if finding["severity"] == "error"]


def test_headers_that_come_again_below_totals_at_the_head(tmp_path: Path) -> None:
    """A score at the head of a form does not close it: what follows repeated headers are indicators too."""
    rows = (
        ("项目名称", "培训", "自评总分", "90"),
        *INDICATORS,
        INDICATORS[0],
        ("效益指标", "社会效益", "人数", "5人", "5人", "9", "9"),
    )
    for line in _records(tmp_path, *rows):
        assert [one["name"]["raw"] for one in line["evaluation"]["indicators"]] == ["培训人数", "人数"]
        assert line["evaluation"]["total_score"]["raw"] == "90"
