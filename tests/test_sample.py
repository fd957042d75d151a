"""The sample form, from every format and producer: the same values, the same findings, nothing dropped."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests import records
from tests.forms import CORPUS, Form, Slot, sample
from tests.producers import chromium_pdf, libreoffice, needs_producers
from tests.rendering import to_html, to_markdown, to_tabs

MENU = "<ul><li>首页</li><li>政务公开</li></ul><table><tr><td>栏目</td><td>信息公开指南</td></tr></table>"


def _html(form: Form, folder: Path) -> Path:
    path = folder / "form.html"
    path.write_text(to_html(form), "utf-8")
    return path


def _page_in_gb18030(form: Form, folder: Path) -> Path:
    page = to_html(form, around=(MENU, MENU)).replace('charset="utf-8"', 'charset="gb2312"')
    path = folder / "page.html"
    path.write_bytes(page.encode("gb18030"))
    return path


def _tabs(form: Form, folder: Path) -> Path:
    path = folder / "form.txt"
    path.write_text(to_tabs(form), "utf-8")
    return path


def _markdown(form: Form, folder: Path) -> Path:
    path = folder / "form.md"
    path.write_text(to_markdown(form), "utf-8")
    return path


def _docx(form: Form, folder: Path) -> Path:
    return libreoffice(_html(form, folder), "docx:MS Word 2007 XML", folder)


def _libreoffice_pdf(form: Form, folder: Path) -> Path:
    return libreoffice(_html(form, folder), "pdf:writer_pdf_Export", folder)


def _chromium_pdf(form: Form, folder: Path) -> Path:
    return chromium_pdf(_html(form, folder), folder / "form.pdf")


Render = Callable[[Form, Path], Path]
RENDERERS = [
    pytest.param(_html, id="html"),
    pytest.param(_page_in_gb18030, id="html-gb18030-page"),
    pytest.param(_tabs, id="tabs"),
    pytest.param(_markdown, id="markdown"),
    pytest.param(_docx, id="docx-libreoffice", marks=needs_producers),
    pytest.param(_libreoffice_pdf, id="pdf-libreoffice", marks=needs_producers),
    pytest.param(_chromium_pdf, id="pdf-chromium", marks=needs_producers),
]
every_format = pytest.mark.parametrize("render", RENDERERS)

REFERENCE = CORPUS / "huangpu-union-2021.txt"


def figures(line: dict[str, Any]) -> dict[str, str | None]:
    """Return the values of the budget row that are printed."""
    return {name: cell["value"] for name, cell in line["evaluation"]["budget"].items() if cell is not None}


def failed(line: dict[str, Any]) -> dict[str, str | None]:
    """Return the failed checks with the code of their diagnosis."""
    wrong = [finding for finding in line["findings"] if finding["severity"] == "error"]
    return {finding["code"]: finding["diagnosis"] and finding["diagnosis"]["code"] for finding in wrong}


def test_sample_as_the_contract_has_it() -> None:
    """The sample comes out as the output contract says, figure by figure."""
    line = records.line(REFERENCE)
    record = line["evaluation"]
    assert figures(line) == {
        "initial_budget": "18590100.00",
        "adjustment": "3539900.00",
        "final_budget": "15050200.00",
        "actual": "14724600.00",
        "execution_rate": "0.978",
        "adjustment_rate": "-0.190",
    }
    assert record["budget"]["initial_budget"]["raw"] == "1,859.01"
    assert record["budget"]["initial_budget"]["step"] == "100.00"
    assert record["budget"]["execution_rate"]["step"] == "0.001"
    assert [(row["source"], row["actual"]["value"]) for row in record["budget_sources"]] == [
        ("general_public_budget", "14724600.00")
    ]
    assert [task["funds"]["value"] for task in record["tasks"]] == ["664500.00", "13900.00", "275200.00", "33000.0"]
    assert len(record["indicators"]) == 9
    assert len(record["goals"]) == 1
    assert record["department"]["value"] == "广州市黄埔区总工会"
    assert record["department_alias"]["value"] == "广州开发区总工会"
    assert record["region"]["value"] == "黄埔区广州开发区"
    assert record["fiscal_year"]["value"] == 2021
    assert record["unit"]["value"] == "万元"
    assert record["problems"]["value"] == "活动次数因疫情原因未达到预期次数，导致预算完成率出现一定偏差"
    assert record["improvements"]["value"] == "预算要进一步细化准确"
    assert record["unmapped"] == []
    assert record["derived"]["adjustment"]["value"] == "-3539900.00"
    assert failed(line) == {"A01": "D01", "R02": "D01", "R03": "D01"}
    (diagnosis,) = {finding["diagnosis"]["suggested"] for finding in line["findings"] if finding["diagnosis"]}
    assert diagnosis == "-353.99"


@every_format
def test_every_format_gives_the_same_record(render: Render, tmp_path: Path) -> None:
    """Values and findings are the same from every format; nothing printed is unaccounted for."""
    path = render(sample(), tmp_path)
    assert records.meaning(records.line(path)) == records.meaning(records.line(REFERENCE))
    assert records.unaccounted(path) == []


@every_format
def test_changed_figures_are_followed(render: Render, tmp_path: Path) -> None:
    """With the minus sign printed the form agrees with itself; with a wrong total another check fails."""
    mended = sample().with_text("353.99", "－353.99")
    line = records.line(render(mended, tmp_path))
    assert figures(line)["adjustment"] == "-3539900.00"
    assert failed(line) == {}
    wrong = mended.with_text("97.8%", "87.8%")
    line = records.line(render(wrong, tmp_path))
    assert set(failed(line)) == {"R01"}


@every_format
def test_money_rows_in_another_order(render: Render, tmp_path: Path) -> None:
    """Label and value pairs mean the same wherever they stand in the money block."""
    form = sample()
    head, first, second, part, rates, *rest = form.rows
    moved = (Slot("部门资金情况", rows=4), *rates), part, first[1:], second
    line = records.line(render(replace(form, rows=(head, *moved, *rest)), tmp_path))
    assert records.meaning(line) == records.meaning(records.line(REFERENCE))


@every_format
def test_title_year_and_unit_inside_the_table(render: Render, tmp_path: Path) -> None:
    """A title, year and unit printed as rows of the table are the same title, year and unit."""
    form = sample()
    inside = tuple((Slot(text, columns=6),) for text in form.above)
    line = records.line(render(Form(("附件",), (*inside, *form.rows)), tmp_path))
    assert records.meaning(line) == records.meaning(records.line(REFERENCE))
