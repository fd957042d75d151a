"""What the general rules make of shapes that no layout describes, and what they leave alone."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractors import values
from tests import records
from tests.forms import Form, Slot
from tests.rendering import to_html, to_tabs

Rows = tuple[tuple[str, ...], ...]
TITLE, YEAR = "项目支出绩效自评表", "(2022年度)　　单位：万元"


def _form(*rows: tuple[str, ...]) -> Form:
    return Form((TITLE, YEAR), tuple(tuple(Slot(text) for text in row) for row in rows))


def _records(folder: Path, form: Form) -> list[dict[str, Any]]:
    """Return the record of a form as a page, which has merged cells, and as text, which has none: they are the same."""
    (folder / "form.html").write_text(to_html(form), "utf-8")
    (folder / "form.txt").write_text(to_tabs(form), "utf-8")
    return [records.line(folder / name) for name in ("form.html", "form.txt")]


HEAD = ("", "年初预算数", "全年预算数", "全年执行数", "执行率")


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (("80.00 100.00", "", "50.00", "50%"), ("80.00", "100.00", "50.00")),
        (("80.00", "100.00 50.00", "", "50%"), ("80.00", "100.00", "50.00")),
        (("80.00", "", "100.00 50.00", "50%"), ("80.00", "100.00", "50.00")),
        (("80.00", "100.00 50.00", "", "70%"), ("80.00", "100.00 50.00", "")),
        (("80.00", "100.00 50.00", "", ""), ("80.00", "100.00 50.00", "")),
    ],
)
def test_two_amounts_in_one_cell(tmp_path: Path, cells: tuple[str, ...], read: tuple[str, ...]) -> None:
    """Two amounts in one cell are parted where the printed rate proves it; else they stay, and a finding says so."""
    for line in _records(tmp_path, _form(HEAD, ("年度资金总额", *cells))):
        budget = line["evaluation"]["budget"]
        assert tuple(budget[name]["raw"] for name in ("initial_budget", "final_budget", "actual")) == read
        named = [field for finding in line["findings"] if finding["code"] == "F01" for field in finding["fields"]]
        assert bool(named) == any(" " in text for text in read)


def test_two_amounts_that_the_parts_prove(tmp_path: Path) -> None:
    """Without a rate the sums of the parts prove a split of the total."""
    form = _form(
        HEAD[:-1],
        ("年度资金总额", "80.00 100.00", "", "50.00"),
        ("财政拨款", "60.00", "70.00", "30.00"),
        ("其他资金", "20.00", "30.00", "20.00"),
    )
    for line in _records(tmp_path, form):
        budget = line["evaluation"]["budget"]
        assert (budget["initial_budget"]["value"], budget["final_budget"]["value"]) == ("800000.00", "1000000.00")


def test_no_row_of_words_is_money(tmp_path: Path) -> None:
    """A row with another text than an amount in a column of amounts is no source of money."""
    form = _form(HEAD, ("年度资金总额", "80.00", "100.00", "50.00", "50%"), ("某指标", "", "≥90%", "95", "10"))
    for line in _records(tmp_path, form):
        assert line["evaluation"]["budget_sources"] == []
        assert {cell["raw"] for cell in line["evaluation"]["unmapped"]} >= {"某指标", "≥90%", "95", "10"}


INDICATORS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")


@pytest.mark.parametrize(
    ("headers", "cells", "read"),
    [
        (("得分/满分",), ("8.5/10",), ("8.5", "10")),
        (("得分",), ("8.5／10",), ("8.5", "10")),
        (("分值", "得分"), ("10", "8.5/10"), ("8.5", "10")),
        (("分值", "得分"), ("20", "8.5/10"), (None, "20")),
        (("得分/满分",), ("8.5",), ("8.5", None)),
        (("得分",), ("/",), (None, None)),
    ],
)
def test_points_of_the_money_out_of_those_to_be_had(
    tmp_path: Path, headers: tuple[str, ...], cells: tuple[str, ...], read: tuple[str | None, str | None]
) -> None:
    """In the row of the total, too, a score may stand before its weight, where no column has another one."""
    form = _form((*HEAD, *headers), ("年度资金总额", "640.00", "640.00", "544.00", "85%", *cells))
    for line in _records(tmp_path, form):
        budget = line["evaluation"]["budget"]
        assert tuple(budget[name] and budget[name]["value"] for name in ("score", "weight")) == read


@pytest.mark.parametrize("text", ["小计", "合  计小计", "分项小计"])
def test_a_subtotal_is_no_indicator(tmp_path: Path, text: str) -> None:
    """A row that adds up a part of the indicators is none of them, nor the level of those below it."""
    form = _form(
        INDICATORS,
        ("产出指标", "数量指标", "数量", "10个", "10个", "50", "50"),
        ("", "小计", "", "", "", "50", "50"),
        ("", "质量指标", "质量", "95%", "96%", "50", "50"),
        ("总分", "", "", "", "", "100", "100"),
    )
    for line in _records(tmp_path, form.with_text("小计", "小计" if "  " in text else text)):
        indicators = line["evaluation"]["indicators"]
        assert [one["name"]["raw"] for one in indicators] == ["数量", "质量"]
        assert indicators[1]["level2"]["raw"] == "质量指标"


@pytest.mark.parametrize(
    ("header", "text", "score", "weight"),
    [("得分/满分", "8/10", "8", "10"), ("得分", "8.5／10", "8.5", "10"), ("得分", "8分", "8", None)],
)
def test_a_score_with_full_marks(tmp_path: Path, header: str, text: str, score: str, weight: str | None) -> None:
    """A score stands before the points to be had, where no other column has these."""
    form = _form((*INDICATORS[:5], header), ("产出指标", "数量指标", "数量", "10个", "8个", text))
    for line in _records(tmp_path, form):
        indicator = line["evaluation"]["indicators"][0]
        assert indicator["score"]["value"] == score
        assert (indicator["weight"] and indicator["weight"]["value"]) == weight


def test_full_marks_that_differ_stay(tmp_path: Path) -> None:
    """Beside a weight that is another number, `8/10` is not taken apart, and a finding says that it is no score."""
    form = _form(INDICATORS, ("产出指标", "数量指标", "数量", "10个", "8个", "12", "8/10"))
    for line in _records(tmp_path, form):
        assert line["evaluation"]["indicators"][0]["score"]["value"] is None
        assert "F01" in {finding["code"] for finding in line["findings"]}


def _money(width: int) -> Rows:
    """Return a money block in a table of a width."""
    rows = (HEAD, ("年度资金总额", "80.00", "100.00", "50.00", "50%"))
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


LOST = (
    ("效益指标", "社会效益指标", "受益人数", "≥500人", "520人", "20", "20", ""),
    ("满意度指标", "服务对象满意度指标", "满意度", "≥90%", "95%", "10", "9", ""),
    ("总分", "", "", "", "", "30", "29", ""),
)


def test_indicators_without_their_header(tmp_path: Path) -> None:
    """Rows whose header is lost are read by the words of the second level and the columns of the totals."""
    for line in _records(tmp_path, _form(*_money(8), *LOST)):
        first, second = line["evaluation"]["indicators"]
        assert (first["name"]["raw"], first["target"]["raw"], first["actual"]["raw"]) == ("受益人数", "≥500人", "520人")
        assert (second["weight"]["value"], second["score"]["value"]) == ("10", "9")


def test_indicators_in_doubt_stay(tmp_path: Path) -> None:
    """With a column more between name and points nothing says which is which: the texts are left over."""
    rows = tuple((*row[:3], "说明", *row[3:]) for row in LOST)
    for line in _records(tmp_path, _form(*_money(9), *rows)):
        assert line["evaluation"]["indicators"] == []
        assert "520人" in {cell["raw"] for cell in line["evaluation"]["unmapped"]}


def test_two_forms_side_by_side(tmp_path: Path) -> None:
    """Two forms beside each other in one table, each with its title, give two lines."""
    half = ((TITLE, *[""] * 4), ("项目名称", "甲项目", "", "", ""), *_money(5))
    form = Form(("信息公开",), tuple(tuple(Slot(text) for text in (*row, *row)) for row in half))
    path = tmp_path / "form.html"
    path.write_text(to_html(form).replace("甲项目", "乙项目", 1), "utf-8")
    first, second = (line["evaluation"] for line in records.lines(path))
    assert [one["project"]["value"] for one in (first, second)] == ["乙项目", "甲项目"]
    assert all(one["budget"]["actual"]["raw"] == "50.00" for one in (first, second))


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        *(("优☑ 良□ 中□ 差□", "优"), ("□优 ☑良 □中", "良"), ("优□良√", "良"), ("○优 ●良 ○中 ○差", "良")),
        *(
            ("优秀（√） 良好（ ） 合格（ ）", "优秀"),
            ("优[√] 良[ ]", "优"),
            ("（）优【√】良", "良"),
            ("优（□）良（☑）", "良"),
        ),
        *(("1.优 ( ) 2.良 (√)", "良"), ("A、优秀（√） B、良好（）", "优秀"), ("等级：□优 ☑良", "良"), ("A□ B☑", "B")),
        *(("优(≥90)☑ 良(80-90)□", "优"), ("□优（90分以上）■良（80分以上）", "良")),
        *(
            ("优√", "优"),
            ("良好（√）", "良好"),
            ("优√ 良 中 差", "优"),
            ("优、√良、中、差", "良"),
            ("优 良 中 差 √", "差"),
        ),
        *(("优☑ 良☑", None), ("优□ 良□", None), ("优（ ） 良（ ）", None), ("□□☑", None), ("√", None)),
        *(("优√良 中 差", None), ("优 √ 良", None), ("优√ 良√ 中", None), ("优□ 良 中√", None), ("优○ 良 中", None)),
    ],
)
def test_the_ticked_choice(text: str, choice: str | None) -> None:
    """Of choices with boxes the ticked one is meant, without boxes the one at the only tick; else none is certain."""
    assert values.ticked(text) == (choice, None if choice else "no_single_choice")


@pytest.mark.parametrize("text", ["", "优", "优(≥90)", "A级", "良好（自评）", "√" * 999])
def test_where_nothing_is_to_be_ticked_the_words_stay(text: str) -> None:
    """Only marks make choices of words."""
    assert values.ticked(text) is None


@pytest.mark.parametrize(
    ("printed", "value", "findings"), [("优秀（ ） 良好（√）", "良好", 0), ("优秀（√） 良好（√）", None, 1)]
)
def test_a_grade_that_is_not_told_for_certain_is_a_finding(
    tmp_path: Path, printed: str, value: str | None, findings: int
) -> None:
    """The choice is the value of the grade; where several are ticked it has none, and a finding says so."""
    form = _form(INDICATORS, ("产出指标", "数量指标", "数量", "10个", "10个", "100", "85"))
    form = replace(form, rows=(*form.rows, (Slot("自评等级", columns=2), Slot(printed, columns=5))))
    (tmp_path / "form.html").write_text(to_html(form), "utf-8")
    line = records.line(tmp_path / "form.html")
    assert (line["evaluation"]["grade"]["raw"], line["evaluation"]["grade"]["value"]) == (printed, value)
    assert [one["fields"] for one in line["findings"] if one["code"] == "F01"] == [["grade"]] * findings


@pytest.mark.parametrize(("label", "score"), [("总分", "95.5"), ("自评总得分", "95.5"), ("合计", None)])
def test_a_total_merged_over_weight_and_score(tmp_path: Path, label: str, score: str | None) -> None:
    """One figure below both columns is the score beside a label that says so; beside another it is left over."""
    form = _form(INDICATORS, ("产出指标", "数量指标", "数量", "10个", "10个", "100", "95.5"))
    form = replace(form, rows=(*form.rows, (Slot(label, columns=5), Slot("95.5", columns=2))))
    (tmp_path / "form.html").write_text(to_html(form), "utf-8")
    evaluation = records.line(tmp_path / "form.html")["evaluation"]
    assert evaluation["total_weight"] is None
    assert (evaluation["total_score"] and evaluation["total_score"]["raw"]) == score
    assert bool(evaluation["unmapped"]) == (score is None)


def test_a_year_is_no_label_of_money(tmp_path: Path) -> None:
    """Rows of years without a total are no total and no source: their figures are left over."""
    form = _form(HEAD, ("2021", "90.00", "90.00", "80.00", "88.89%"), ("2022", "99.00", "100.00", "95.00", "95%"))
    for line in _records(
        tmp_path, replace(form, rows=(*form.rows, *_form(("预期目标", "实际完成情况", "", "", "")).rows))
    ):
        assert line["evaluation"]["budget"]["actual"] is None
        assert "95.00" in {cell["raw"] for cell in line["evaluation"]["unmapped"]}
