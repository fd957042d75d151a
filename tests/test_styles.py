"""The published tables as others set them: without sides, centred, flush right, set to the top, without room."""

import pytest

from benchmarks.documents import SMALL, SMALL_BARE, documents
from benchmarks.measurement import Result, measure
from tests.producers import needs_producers
from tests.published import published

TABLES = ("r008", "r015", "r024", "r029", "r054", "f117", "f123")
SIDES = "td:first-child, table { border-left: 0 } td:last-child, table { border-right: 0 }"
OPEN = {"sides": SIDES, "all": "table { border-style: hidden }"}
"""Styles of tables without their outer lines: left and right, and all of them."""

BARE = {
    "centre": "text-align: center",
    "right": "text-align: right",
    "top": "vertical-align: top",
    "tight": "padding: 0",
}
"""Styles of the cells of tables that have no line at all."""


def results(producer: str, style: str) -> list[Result]:
    """Return what the documents give that a producer makes of the tables in a style."""
    tables = [table for set_ in ("published", "further") for table in published(set_) if table.id.startswith(TABLES)]
    made = documents(producer, {table.id: table.form for table in tables}, style)
    return [measure(table, producer, made[table.id]) for table in tables]


@needs_producers
@pytest.mark.parametrize("outer", OPEN)
def test_tables_without_their_outer_lines(outer: str) -> None:
    """Every field is right: rows of one cell at the edge of such a table are rows of it."""
    found = results("chromium", f"{SMALL}\n{OPEN[outer]}")
    assert [outcome.field for result in found for outcome in result.outcomes if outcome.verdict != "right"] == []


@needs_producers
@pytest.mark.parametrize("producer", ["chromium", "libreoffice"])
@pytest.mark.parametrize("cells", BARE)
def test_tables_without_lines_set_otherwise(producer: str, cells: str) -> None:
    """Whatever is not read there is said or left over; nothing is silently wrong."""
    found = results(producer, f"{SMALL_BARE}\ntd {{ {BARE[cells]} }}")
    silent = {(result.table[:4], outcome.field) for result in found for outcome in result.outcomes if outcome.silent}
    assert silent <= LEFT_OVER


LEFT_OVER = {("f123", "total_score")}
"""What stands in `unmapped` together with its label, where the measure does not look for it."""
