"""What the benchmark measures may not fall: published tables in every format, as they are and perturbed."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from benchmarks.accuracy import Plan, run
from benchmarks.comparison import Outcome, compare
from benchmarks.documents import LINELESS, PRODUCED, SMALL_BARE, SMALL_LEVEL, WRITTEN, documents
from benchmarks.measurement import Layouts, Result, measure
from benchmarks.perturbation import concepts, perturbed
from extractors.values import fold
from tests import records
from tests.forms import CORPUS, placed
from tests.producers import needs_producers
from tests.published import Published, Set, published
from tests.rendering import expanded

RIGHT = {"html": 1252, "site": 1252, "tabs": 1252, "markdown": 1252, "aligned": 1252}
"""So many fields of the 25 tables are right, of 1252; a better reading raises its figure."""

RIGHT_PERTURBED = dict.fromkeys(range(1, 6), 1252)
"""The same by the seed of the perturbation."""

RIGHT_UNSEEN: dict[tuple[Set, str], int] = {
    ("further", "html"): 1441,
    ("further", "tabs"): 1441,
    ("held_out", "html"): 479,
    ("held_out", "tabs"): 479,
}
"""So many fields of the further tables, and of those held out, are right by the general rules alone."""

NOT_NAMED: set[tuple[str, str]] = set()
"""Fields that are silently wrong in every format; a field leaves this list when it does not any more."""

LOST = {"libreoffice-bare": 18, "libreoffice-level": 18, "chromium-bare": 0, "chromium-level": 0}
"""So many fields of `SOME` tables are not read where they have no lines: those of a table whose rows are in doubt."""

SOME = published()[1::6]
"""Tables for the formats that take a producer."""

IN_THE_CORPUS = [path for table in published() for path in CORPUS.glob(f"{table.id}.*") if path.suffix != ".json"]


@cache
def results(format_: str, layouts: Layouts = "all", seed: int | None = None) -> tuple[Result, ...]:
    """Return the results of every table in a format; with `seed`, of the perturbed tables."""
    tables = published() if seed is None else tuple(perturbed(table, seed) for table in published())
    return tuple(run(Plan((format_,), tables, layouts)))


def right(found: tuple[Result, ...]) -> int:
    """Return how many fields are right."""
    return sum(result.count("right") for result in found)


def silent(found: tuple[Result, ...]) -> set[tuple[str, str]]:
    """Return the fields that are silently wrong, each with its table."""
    return {(result.table, outcome.field) for result in found for outcome in result.outcomes if outcome.silent}


@pytest.mark.parametrize("format_", WRITTEN)
def test_so_many_fields_are_right(format_: str) -> None:
    """In each format as many fields are right as ever were."""
    assert right(results(format_)) >= RIGHT[format_]


@pytest.mark.parametrize("format_", WRITTEN)
def test_nothing_is_silently_wrong(format_: str) -> None:
    """A field that is wrong is named by a finding, and one that is missing is named or its text is in `unmapped`."""
    assert silent(results(format_)) == NOT_NAMED


@pytest.mark.parametrize("format_", WRITTEN)
def test_every_cell_is_accounted_for(format_: str) -> None:
    """Whatever the format, every printed cell of a table is in the record or was a label."""
    assert all(result.cells.accounted == result.cells.found for result in results(format_))


def test_the_general_rules_alone() -> None:
    """Without the file of any layout no field more is silently wrong, and 98 in 100 are right."""
    found = results("html", "none")
    assert {result.form for result in found} <= {"generic", None}
    assert 100 * right(found) >= 98 * sum(len(result.outcomes) for result in found)
    assert silent(found) == NOT_NAMED


@pytest.mark.parametrize(("set_", "format_"), RIGHT_UNSEEN)
def test_tables_without_a_layout(set_: Set, format_: str) -> None:
    """Further tables, and those held out, are read by the general rules alone as well as ever, with every cell."""
    found = tuple(run(Plan((format_,), published(set_), "none")))
    assert right(found) >= RIGHT_UNSEEN[set_, format_]
    assert silent(found) == set()
    assert all(result.cells.accounted == result.cells.found for result in found)


def test_without_the_layout_of_its_own() -> None:
    """A table whose layout is taken away is not taken for one of another layout and misread."""
    assert silent(results("html", "others")) == NOT_NAMED


@pytest.mark.parametrize("seed", RIGHT_PERTURBED)
def test_other_labels_and_columns(seed: int) -> None:
    """Tables with other labels, columns in another order and levels apart are read as well as they ever were."""
    found = results("html", seed=seed)
    assert right(found) >= RIGHT_PERTURBED[seed]
    assert silent(found) == NOT_NAMED


@needs_producers
@pytest.mark.parametrize("format_", PRODUCED)
def test_producers_change_nothing(format_: str) -> None:
    """A table comes out of a document of LibreOffice or Chromium as it does from the page that it was made of."""
    found = run(Plan((format_,), SOME))
    assert [result.outcomes for result in found] == [
        result.outcomes for result in results("html") if result.table in {table.id for table in SOME}
    ]


@needs_producers
@pytest.mark.parametrize("format_", LINELESS)
def test_tables_without_lines(format_: str) -> None:
    """A table that a producer prints without lines, or with level ones only, is read as its page is, or has no record.

    Nothing of it is wrong, and of what is missing a finding tells.
    """
    found = tuple(run(Plan((format_,), SOME)))
    assert silent(found) == NOT_NAMED
    assert not any(result.count("wrong") for result in found)
    wanted = [result for result in results("html") if result.table in {table.id for table in SOME}]
    lost = right(tuple(wanted)) - right(found)
    assert lost <= LOST[format_]


@needs_producers
@pytest.mark.parametrize("seed", RIGHT_PERTURBED)
def test_aligned_text_and_tables_without_lines_perturbed(seed: int) -> None:
    """Other labels and columns are read from aligned text as from tabs, and nothing is silently wrong without lines."""
    assert right(results("aligned", seed=seed)) == right(results("tabs", seed=seed))
    found = tuple(run(Plan(("chromium-bare",), tuple(perturbed(table, seed) for table in SOME))))
    assert silent(found) == NOT_NAMED
    assert not any(result.count("wrong") for result in found)


ALIKE = {
    "in a frame": SMALL_BARE + " table { border: 1px solid #000 }",
    "three lines": SMALL_BARE
    + " table { border-top: 1px solid; border-bottom: 1px solid } tr:first-child td { border-bottom: 1px solid }",
    "level lines in a frame": SMALL_LEVEL + " table { border: 1px solid #000 }",
    "texts at the top of their cells": SMALL_BARE.replace("vertical-align: middle", "vertical-align: top"),
    "high rows": SMALL_BARE + " tr { height: 34px }",
}
"""Other tables of which lines do not make the cells."""


@needs_producers
@pytest.mark.parametrize("style", ALIKE.values(), ids=ALIKE)
def test_tables_with_few_lines(style: str) -> None:
    """However few lines a table has, and wherever its texts stand in their cells, it is read alike."""
    made = documents("chromium", {table.id: table.form for table in SOME}, style)
    found = [measure(table, "chromium", made[table.id]) for table in SOME]
    wanted = [result for result in results("html") if result.table in {table.id for table in SOME}]
    assert [result.outcomes for result in found] == [result.outcomes for result in wanted]


@needs_producers
@pytest.mark.parametrize("style", ["vertical-align: top", "vertical-align: middle"])
def test_rows_as_close_as_lines_are_not_guessed(style: str) -> None:
    """Where rows are no further apart than the lines of a text, there is no record, and no figure is wrong."""
    close = SMALL_BARE.replace("3px 4px", "0 4px").replace("vertical-align: middle", style)
    asked = (*SOME, *(table for table in published() if table.id.startswith("r024")))
    made = documents("chromium", {table.id: table.form for table in asked}, close)
    found = tuple(measure(table, "chromium", made[table.id]) for table in asked)
    assert silent(found) == NOT_NAMED
    assert {result.form for result in found} == {None}


@pytest.mark.parametrize("document", IN_THE_CORPUS, ids=lambda path: path.name)
def test_the_corpus_says_what_was_published(document: Path) -> None:
    """A document of the corpus gives what a correct reading of its table gives, as the page of the table does."""
    table = next(table for table in published() if table.id == document.stem)
    of_the_page = next(result for result in results("html") if result.table == table.id)
    assert tuple(compare(table, records.lines(document))) == of_the_page.outcomes


def outcomes(table: Published, *, expected: Published) -> dict[str, Outcome]:
    """Return what became of the fields of a table when another is expected."""
    path = documents("html", {table.id: table.form})[table.id]
    return {outcome.field: outcome for outcome in compare(expected, records.lines(path))}


def test_a_changed_figure_is_noticed() -> None:
    """The comparison itself finds a figure that is not the expected one, and that nothing names it."""
    table = next(table for table in published() if table.id.startswith("r022"))
    changed = replace(table, form=table.form.with_text("4604人", "4064人"))
    assert outcomes(changed, expected=table)["indicators.3.actual"] == Outcome(
        "indicators.3.actual", "wrong", silent=True, expected="4604人", given="4064人"
    )


def test_a_figure_that_was_left_out_is_noticed() -> None:
    """The comparison finds a figure that is expected and was not given; it is not silent where the record keeps it."""
    table = next(table for table in published() if table.id.startswith("r034"))
    blank = replace(table, form=table.form.with_text("215457.6", ""))
    moved = replace(table, form=table.form.with_text("215457.6", "").with_text("(2022 年度)", "215457.6"))
    assert outcomes(blank, expected=table)["budget_sources.0.actual"].silent
    assert not outcomes(moved, expected=table)["budget_sources.0.actual"].silent


def test_a_row_that_nobody_expected_is_noticed() -> None:
    """A record too many is one wrong field, and those behind it stay right."""
    table = next(table for table in published() if table.id.startswith("r008"))
    shorter = replace(table, indicators=(*table.indicators[:2], *table.indicators[3:]))
    found = outcomes(table, expected=shorter)
    assert [one.field for one in found.values() if one.verdict == "wrong"] == ["indicators.2"]


@pytest.mark.parametrize("table", published(), ids=lambda table: table.id)
def test_perturbing_keeps_what_is_printed(table: Published) -> None:
    """A perturbed table is a rectangle again, and has every text that is no label as often as before, levels aside."""
    other = perturbed(table, 7)
    assert len({len(row) for row in expanded(other.form)}) == 1
    assert len(expanded(other.form)[0]) == len(expanded(table.form)[0])
    texts = {cell.slot.text for cell in placed(table.form)}
    kept = {text for text in texts if not any(fold(text).startswith(label) for label in concepts())}
    assert kept <= {cell.slot.text for cell in placed(other.form)}
    assert {fact["name"] for fact in other.indicators} == {fact["name"] for fact in table.indicators}
