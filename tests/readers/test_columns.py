"""Rows of texts → the columns that they stand in."""

import pytest

from extractors.readers.columns import Extent, Span, columns

Rows = list[list[Extent]]


def spans(*rows: str) -> list[list[tuple[int, int]]]:
    """Return the first and the last column of each text of rows that are drawn with letters and figures."""
    return [[(span.first, span.last) for span in row] for row in columns([drawn(row) for row in rows], 1).spans]


def drawn(row: str) -> list[Extent]:
    """Return the texts of a row: letters and figures that stand together."""
    found: list[Extent] = []
    for start, sign in enumerate(row):
        if sign != " " and (start == 0 or row[start - 1] == " "):
            found.append(Extent(start, start + 1, sign.isdigit()))
        elif sign != " ":
            found[-1] = found[-1]._replace(end=start + 1)
    return found


def test_gaps_that_all_rows_have() -> None:
    """Texts that stand above each other are one column, wherever in it each is set."""
    assert spans("aaaa  bbbb  cc", "a      11    2", "  aa  1      22") == [[(0, 0), (1, 1), (2, 2)]] * 3


def test_a_heading_over_two_columns() -> None:
    """A text across a gap of other rows is over both columns; a figure never is in the one or the other."""
    assert spans("aa  bb  cc", "aa  11  22", "aa  bbbbbb", "aa  33  44")[2] == [(0, 0), (1, 2)]
    assert spans("aa  bb  cc", "aa  11  22", "aa   1111 ", "aa  33  44")[2] == [(0, 0), (1, 2)]


def test_blocks_with_columns_of_their_own() -> None:
    """Each block of a form has its own columns, and a header is with the rows below it."""
    found = spans(
        "name  aaaaaaaaaaaa",
        "head  bbb  ccc  dd",
        "all   111  222  33",
        "part  444  555",
        "goal  aaaaaaa bbbb",
    )
    assert found[1] == [(0, 0), (1, 1), (2, 2), (3, 3)]
    assert found[2] == found[1]
    assert found[3] == found[1][:3]
    assert found[0][1] == (1, 3)


@pytest.mark.parametrize("row", [[], [Extent(0, 4)]])
def test_rows_without_gaps(row: list[Extent]) -> None:
    """Rows of nothing, or of one text, have one column that nothing confirms."""
    found = columns([row, row], 1)
    assert (found.count, found.confirmed) == (1, 0)
    assert found.spans == (((Span(0, 0),) if row else ()),) * 2
