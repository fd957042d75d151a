"""Documents, not tables: forms among other tables of a report, spread over several tables, many in one file."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.documents import SMALL, produced
from extractors.values import fold
from tests import records
from tests.forms import Form, Slot, placed
from tests.others import Other, others
from tests.producers import needs_producers
from tests.published import Published, published
from tests.rendering import to_html, to_markdown, to_tabs
from tests.reports import Break, Part, Prose, divided, stacked, to_report

CONTENTS = Form(
    ("目　录",),
    (
        (Slot("附件1"), Slot("项目支出绩效自评表"), Slot("45")),
        (Slot("附件2"), Slot("部门整体支出绩效自评表"), Slot("48")),
    ),
)
LISTED = ("目录", "三、项目支出绩效自评表……………45", "四、部门整体支出绩效自评表 48")
"""A table of contents as lines; its titles are none of the table below it."""

BLOCKS = (
    "项目资金",
    "预算执行",
    "资金",
    "年度总体目标",
    "年度目标",
    "绩效指标",
    "总体目标",
    "总分",
    "合计",
    "指标名称",
    "存在问题",
)
"""How the first cell of a block begins, before which an export may begin a table of its own."""

COSMETIC = {"at", "raw", "label"}
"""What differs between formats though it means the same: places, and blanks behind a colon."""

every_other = pytest.mark.parametrize("other", others(), ids=lambda other: other.name)
every_table = pytest.mark.parametrize("table", published(), ids=lambda table: table.id[:4])


def found(path: Path) -> list[dict[str, Any]]:
    """Return the records of a file."""
    return [line["evaluation"] for line in records.lines(path) if line["evaluation"] is not None]


def told(path: Path) -> list[Any]:
    """Return what the records of a file mean."""
    means: list[Any] = records.without(found(path), COSMETIC)
    return means


def page(folder: Path, parts: Sequence[Part]) -> Path:
    """Write a report as a page."""
    path = folder / "report.html"
    path.write_text(to_report(parts), "utf-8")
    return path


def alone(folder: Path, forms: Sequence[Form]) -> list[Any]:
    """Return what forms mean, each in a file of its own."""
    return [record for form in forms for record in told(page(folder, [form]))]


@every_other
def test_another_table_gives_no_record(other: Other, tmp_path: Path) -> None:
    """No account, budget, target, list or rule is taken for a self-evaluation: with its title, without, in any text."""
    form = other.form
    for above in (form.above, ("附件",), LISTED, (*LISTED, *form.above)):
        path = tmp_path / "table.html"
        path.write_text(to_html(replace(form, above=above)), "utf-8")
        assert found(path) == []
    (tmp_path / "table.txt").write_text(to_tabs(form), "utf-8")
    (tmp_path / "table.md").write_text(to_markdown(form), "utf-8")
    assert found(tmp_path / "table.txt") == found(tmp_path / "table.md") == []


@every_other
def test_another_table_beside_a_form(other: Other, tmp_path: Path) -> None:
    """A form says the same with another table above or below it, apart or as rows of one table with it."""
    forms = [table.form for table in published()[1::6]]
    for form in forms:
        expected = alone(tmp_path, [form])
        assert told(page(tmp_path, [other.form, form, other.form])) == expected
        assert told(page(tmp_path, [stacked(form, other.form, titled=True)])) == expected
        head = replace(form, above=("2022年度项目支出绩效自评表",))
        assert len(told(page(tmp_path, [stacked(other.form, head, titled=True)]))) == len(expected)


@pytest.mark.parametrize("table", [one for one in published() if one.id[:4] != "r006"], ids=lambda table: table.id[:4])
def test_a_form_spread_over_several_tables(table: Published, tmp_path: Path) -> None:
    """A form whose blocks an export made tables of their own is one form, of the same layout.

    Of r006 the header of the indicators is lost: what their columns mean shows only beside the rest in one table.
    """
    first = {cell.row for cell in placed(table.form) if cell.column == 0 and fold(cell.slot.text).startswith(BLOCKS)}
    pieces = divided(table.form, sorted(first - {0}))
    assert len(pieces) > 1 or table.id.startswith("r030")
    assert told(page(tmp_path, pieces)) == alone(tmp_path, [table.form])


@pytest.mark.parametrize("number", ["一、", "（一）", "1."])
def test_a_form_in_sections(number: str, tmp_path: Path) -> None:
    """Numbered names of its sections between the tables of a form change nothing; prose between them parts it."""
    for table in [one for one in published()[::5] if one.id[:4] != "r006"]:
        first = {
            cell.row for cell in placed(table.form) if cell.column == 0 and fold(cell.slot.text).startswith(BLOCKS)
        }
        head, *pieces = divided(table.form, sorted(first - {0}))
        named = [replace(piece, above=(f"{number}绩效目标完成情况",)) for piece in pieces]
        assert told(page(tmp_path, [head, *named])) == alone(tmp_path, [table.form])
        if pieces:
            assert told(page(tmp_path, [head, Prose(1), *named])) != alone(tmp_path, [table.form])


@every_table
def test_the_same_form_twice_is_two_forms(table: Published, tmp_path: Path) -> None:
    """A form printed twice in one file gives two lines, each as if it stood alone."""
    (once,) = alone(tmp_path, [table.form])
    assert told(page(tmp_path, [table.form, table.form])) == [once, once]


def chance(seed: int) -> random.Random:
    """Return what decides which forms are taken: the same seed gives the same ones."""
    return random.Random(seed)  # noqa: S311 - no secrets are made of it


def report(forms: Sequence[Form], seed: int) -> list[Part]:
    """Return a report of some sixty pages: all other tables in some order, the forms among them."""
    rest = [other.form for other in others()]
    chance(seed).shuffle(rest)
    each = len(rest) // (len(forms) + 1)
    parts: list[Part] = [CONTENTS, Prose(20)]
    for at, form in enumerate(forms):
        for other in rest[at * each : (at + 1) * each]:
            parts += [other, Prose(12)]
        parts.append(form)
    return [*parts, *(part for other in rest[len(forms) * each :] for part in (other, Prose(12)))]


def test_no_form_in_a_report_gives_no_record(tmp_path: Path) -> None:
    """All the other tables of a report, with their titles and without, side by side and with prose between."""
    forms = [other.form for other in others()]
    assert found(page(tmp_path, report([], 0))) == found(page(tmp_path, forms)) == []
    bare = [part for form in forms for part in (replace(form, above=()), Prose(1))]
    assert found(page(tmp_path, bare)) == []


@pytest.mark.parametrize("seed", range(4))
def test_forms_in_a_report(seed: int, tmp_path: Path) -> None:
    """Of a long report the forms give a record each, as if they stood alone, and nothing else does."""
    forms = [table.form for table in chance(seed).sample(published(), 5)]
    assert told(page(tmp_path, report(forms, seed))) == alone(tmp_path, forms)


@needs_producers
@pytest.mark.parametrize("format_", ["word", "libreoffice", "chromium"])
def test_forms_in_a_report_of_a_producer(format_: str, tmp_path: Path) -> None:
    """The same from Word files and PDFs: in a report, side by side with other tables, and several in a row."""
    forms = [table.form for table in chance(1).sample(published(), 5)]
    others_ = [other.form for other in others()[::8]]
    beside = [part for at, form in enumerate(forms) for part in (others_[at % len(others_)], form)]
    pages = {
        "report": to_report(report(forms, 1), SMALL),
        "beside": to_report(beside, SMALL),
        "paged": to_report([part for form in forms for part in (form, Break())], SMALL),
    }
    made = produced(format_, {name: text.encode() for name, text in pages.items()})
    expected = alone(tmp_path, forms)
    assert {name: told(path) for name, path in made.items()} == dict.fromkeys(pages, expected)
