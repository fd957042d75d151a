"""Names and telephone numbers of persons: withheld wherever on a form they stand, unless they are asked for."""

from dataclasses import replace
from pathlib import Path

import pytest

import pipeline
from tests import records
from tests.forms import Form, Slot, sample
from tests.rendering import to_html, to_markdown, to_tabs

NAMES, NUMBERS = ("张晓丽", "李建国"), ("13812345678", "020-83456789")


def _row(*texts: str) -> tuple[Slot, ...]:
    return tuple(Slot(text) for text in (*texts, "", "", "", "", "", "")[:6])


ABOVE = [
    "填报单位：甲局（盖章）  填表人：张晓丽  联系电话：13812345678",
    "填表人：张晓丽  单位：万元",
    "(2021年度)　　填表人：张晓丽",
    "联系人：张晓丽、李建国",
]
BELOW = [
    "注：本表一式两份。填表人：张晓丽",
    "注：填表人张晓丽，电话13812345678",
    "填报日期：2022年3月1日  填表人：张晓丽 电话：020-83456789",
]
ROWS = [
    [_row("填表人", "张晓丽", "联系电话", "13812345678")],
    [_row("填表人", "联系电话"), _row("张晓丽", "13812345678")],
    [_row("联系人", "张晓丽", "李建国", "手机", "13812345678")],
    [_row("分管领导", "张晓丽", "评价小组成员", "李建国")],
    [_row("填表人姓名", "张晓丽", "验收编号", "第七号")],
    [_row("填报人：张晓丽", "电话：020-83456789")],
    [_row("项目负责人及电话", "张晓丽13812345678(办公)")],
]


def _forms() -> list[Form]:
    form = sample()
    above = [replace(form, above=(*form.above, line)) for line in ABOVE]
    below = [replace(form, below=(line,)) for line in BELOW]
    ends = [replace(form, rows=(*form.rows, *rows)) for rows in ROWS]
    inside = [replace(form, rows=(*form.rows[:12], *rows, *form.rows[12:])) for rows in ROWS[:1]]
    return [*above, *below, *ends, *inside]


@pytest.mark.parametrize("form", _forms(), ids=range(len(_forms())))
@pytest.mark.parametrize("render", [to_html, to_tabs, to_markdown])
def test_nobody_is_named(form: Form, render: object, tmp_path: Path) -> None:
    """No name and no number stands anywhere in the line, whatever the place on the form and the format."""
    assert callable(render)
    path = tmp_path / "form"
    path.write_text(str(render(form)), "utf-8")
    (extraction,) = pipeline.extract(path, path.name)
    assert extraction.evaluation is not None
    assert [secret for secret in (*NAMES, *NUMBERS) if secret in extraction.line()] == []
    kept = records.lines(path, keep_personal_data=True)
    assert NAMES[0] in str(kept)
