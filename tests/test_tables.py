"""Which cells of a document belong to a form, and to which field: other tables, merged figures, parts, units."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests import records
from tests.forms import Form, Slot, sample
from tests.rendering import to_html

ACCOUNTS = (
    "<p>收入支出决算总表</p><table><tr><td>项目</td><td>年初预算数</td><td>决算数</td></tr>"
    "<tr><td>一般公共预算</td><td>100.00</td><td>99.00</td></tr></table>"
)


def _lines(folder: Path, form: Form, around: tuple[str, str] = ("", "")) -> list[dict[str, Any]]:
    path = folder / "form.html"
    path.write_text(to_html(form, around=around), "utf-8")
    return records.lines(path)


def _record(folder: Path, form: Form, around: tuple[str, str] = ("", "")) -> dict[str, Any]:
    (line,) = _lines(folder, form, around)
    evaluation: dict[str, Any] = line["evaluation"]
    return evaluation


def test_other_tables_of_a_report_stay_out(tmp_path: Path) -> None:
    """Final accounts before or behind a form give it no figure, even one that the form does not print."""
    form = sample()
    alone = _record(tmp_path, form)
    assert records.without(_record(tmp_path, form, ("", ACCOUNTS)), {"at"}) == records.without(alone, {"at"})
    assert records.without(_record(tmp_path, form, (ACCOUNTS, "")), {"at"}) == records.without(alone, {"at"})


def test_a_form_goes_on_in_the_next_table(tmp_path: Path) -> None:
    """A form that a page break or an export cut into two tables is one form."""
    form = sample()
    path = tmp_path / "form.html"
    whole = to_html(form)
    path.write_text(whole.replace("<tr><td>主要任务", "</table><p>- 2 -</p><table><tr><td>主要任务"), "utf-8")
    record = records.line(path)["evaluation"]
    assert len(record["tasks"]) == 4
    assert record["problems"]["value"].startswith("活动次数")


def test_forms_in_one_table_are_apart(tmp_path: Path) -> None:
    """Two forms in one grid, a title between them, give two lines, each with its own title, year and unit."""
    form = sample()
    heads = [
        tuple((Slot(text, columns=6),) for text in lines)
        for lines in (form.above, (form.above[0], "(2022年度)", "单位：元"))
    ]
    rows = (*heads[0], *form.rows, *heads[1], *form.with_text("1505.02", "99.00").rows)
    first, second = _lines(tmp_path, Form(("附件",), rows))
    assert [line["evaluation"]["fiscal_year"]["value"] for line in (first, second)] == [2021, 2022]
    assert second["evaluation"]["budget"]["final_budget"]["value"] == "99.00"
    assert second["evaluation"]["unmapped"] == []


def test_a_title_of_two_lines_is_one_title(tmp_path: Path) -> None:
    """A title that runs over two lines is read whole, its region with it."""
    form = sample()
    broken = ("黄埔区广州开发区部门整体支出", "绩效自评表", *form.above[1:])
    record = _record(tmp_path, replace(form, above=broken))
    assert record["title"]["value"] == form.above[0]
    assert record["region"]["value"] == "黄埔区广州开发区"


def test_a_merged_figure_counts_once(tmp_path: Path) -> None:
    """Money merged over two tasks belongs to the first: it is not added up twice."""
    form = sample()
    index = next(i for i, row in enumerate(form.rows) if row[-1].text == "66.45")
    merged = (*form.rows[index][:-1], Slot("66.45", rows=2))
    rows = (*form.rows[:index], merged, form.rows[index + 1][:-1], *form.rows[index + 2 :])
    tasks = _record(tmp_path, replace(form, rows=rows))["tasks"]
    assert [task["funds"] and task["funds"]["raw"] for task in tasks] == ["66.45", None, "27.52", "3.3"]


def test_a_part_belongs_to_the_figure_above_it(tmp_path: Path) -> None:
    """其中 below the adjustment is a part of the adjustment; a second 其中 below 财政拨款 is a part of that."""
    form = sample()
    changed = (*form.rows[3][:1], Slot("1400.00"), Slot("其中：追加预算"), Slot("20.00", columns=2))
    sources = _record(tmp_path, replace(form, rows=(*form.rows[:3], changed, *form.rows[4:])))["budget_sources"]
    assert [(source["actual"] and source["actual"]["raw"], source["adjustment"] and source["adjustment"]["raw"])
            for source in sources] == [("1400.00", None), (None, "20.00")]  # fmt: skip


def test_the_unit_of_the_money_block_ends_with_it(tmp_path: Path) -> None:
    """A heading's unit holds for its block; the tasks are in the caption's. Two captions that differ state none."""
    form = sample()
    record = _record(tmp_path, form.with_text("部门资金情况", "部门资金情况（元）"))
    assert record["budget"]["final_budget"]["value"] == "1505.02"
    assert record["tasks"][0]["funds"]["value"] == "664500.00"
    (line,) = _lines(tmp_path, replace(form, above=(*form.above, "单位：元")))
    assert line["evaluation"]["budget"]["final_budget"]["value"] is None
    assert "F04" in {finding["code"] for finding in line["findings"]}


@pytest.mark.parametrize(
    ("name", "value"), [("（单位：元）", "100.00"), ("", "1000000.00"), ("（单位：万元）", "1000000.00")]
)
def test_the_unit_of_a_section_holds_for_its_table(tmp_path: Path, name: str, value: str) -> None:
    """The name of a section states the unit of its amounts, whatever the caption says; the next has its own."""
    parts = (
        "<h1>项目支出绩效自评表</h1><p>单位：万元</p><p>一、项目基本情况</p>",
        _table(("项目名称", "校舍维修", "主管部门", "某县教育局")),
        f"<p>二、资金情况{name}</p>",
        _table(("", "全年预算数", "全年执行数"), ("年度资金总额", "100.00", "90.00")),
        "<p>三、绩效指标</p>",
        _table(("一级指标", "三级指标", "年度指标值", "实际完成值"), ("产出指标", "面积", "20亩", "20亩")),
        "<p>四、重点任务</p>",
        _table(("主要任务", "任务内容", "涉及资金"), ("维修", "维修校舍", "90.00")),
    )
    (tmp_path / "form.html").write_text("".join(parts), "utf-8")
    record = records.line(tmp_path / "form.html")["evaluation"]
    assert record["project"]["value"] == "校舍维修"
    assert record["budget"]["final_budget"]["value"] == value
    assert record["indicators"][0]["target"]["raw"] == "20亩"
    assert record["tasks"][0]["funds"]["value"] == "900000.00"
    assert record["unmapped"] == []


def test_the_money_in_a_section_behind_the_indicators(tmp_path: Path) -> None:
    """The sections of a form stand in any order, and each is read."""
    parts = (
        "<h1>项目支出绩效自评表</h1><p>（一）基本信息</p>",
        _table(("项目名称", "校舍维修", "主管部门", "某县教育局")),
        "<p>（二）绩效指标完成情况</p>",
        _table(("一级指标", "三级指标", "年度指标值", "实际完成值"), ("产出指标", "面积", "20亩", "20亩")),
        "<p>（三）资金情况　单位：万元</p>",
        _table(("", "全年预算数", "全年执行数"), ("年度资金总额", "100.00", "90.00"), ("财政拨款", "60.00", "50.00")),
        "<p>（四）存在问题及改进措施</p>",
        _table(
            ("存在问题", "无"),
        ),
    )
    (tmp_path / "form.html").write_text("".join(parts), "utf-8")
    record = records.line(tmp_path / "form.html")["evaluation"]
    assert record["budget"]["actual"]["value"] == "900000.00"
    assert record["budget_sources"][0]["actual"]["value"] == "500000.00"
    assert (len(record["indicators"]), record["problems"]["raw"], record["unmapped"]) == (1, "无", [])


def _table(*rows: tuple[str, ...]) -> str:
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows) + "</table>"
