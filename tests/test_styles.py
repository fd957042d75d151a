"""The published tables as others set them: without sides, centred, flush right, set to the top, without room."""

import pytest

from benchmarks.documents import OTHERWISE, documents
from benchmarks.measurement import Result, measure
from tests.producers import needs_producers
from tests.published import published

TABLES = ("r008", "r015", "r024", "r029", "r054", "f117", "f123")


def results(format_: str) -> list[Result]:
    """Return what the documents of the tables give that are set in some way."""
    tables = [table for set_ in ("published", "further") for table in published(set_) if table.id.startswith(TABLES)]
    made = documents(format_, {table.id: table.form for table in tables})
    return [measure(table, format_, made[table.id]) for table in tables]


@needs_producers
@pytest.mark.parametrize("format_", [name for name in OTHERWISE if "bare" not in name])
def test_tables_without_their_outer_lines(format_: str) -> None:
    """Every field is right: rows of one cell at the edge of such a table are rows of it."""
    outcomes = [outcome for result in results(format_) for outcome in result.outcomes]
    assert [outcome.field for outcome in outcomes if outcome.verdict != "right"] == []


@needs_producers
@pytest.mark.parametrize("format_", [name for name in OTHERWISE if "bare" in name])
def test_tables_without_lines_set_otherwise(format_: str) -> None:
    """Whatever is not read there is said or left over; nothing is silently wrong."""
    found = results(format_)
    silent = {(result.table[:4], outcome.field) for result in found for outcome in result.outcomes if outcome.silent}
    assert silent <= LEFT_OVER


LEFT_OVER = {("f123", "total_score")}
"""What stands in `unmapped` together with its label, where the measure does not look for it."""
