"""Text with tabs between its cells, as it is copied or saved from a table."""

from collections.abc import Iterator, Sequence

from extractors.readers.plain_text.shape import Record, Table, Taken

QUOTE = '"'


def records(text: str) -> Iterator[Record]:
    """Yield the lines of a text, split at their tabs; a cell in quotes may hold tabs, line breaks, doubled quotes."""
    position = 0
    while position < len(text):
        end = _line_end(text, position)
        line = text[position:end]
        quoted = _quoted_record(text, position, end) if line.startswith(QUOTE) or f"\t{QUOTE}" in line else None
        if quoted is not None:
            cells, position = quoted
            yield cells
        else:
            yield line.split("\t") if "\t" in line and not _is_piped(line) else line
            position = end + 1


def take(found: Sequence[Record], start: int) -> Taken | None:
    """Take rows with tabs. Blank lines between them are none of the table, and do not end it.

    A single line without tabs directly between two rows is a row with one cell, unless the table begins anew behind
    it: then it is the next table's title.
    """
    if isinstance(found[start], str):
        return None
    rows: list[Sequence[str]] = []
    position = end = start
    while position < len(found):
        record = found[position]
        if isinstance(record, list):
            rows.append(record)
            end = position + 1
        elif record.strip():
            if not _is_row(found, position, rows):
                break
            rows.append([record])
        position += 1
    if any(sum(bool(cell.strip()) for cell in row) > 1 for row in rows):
        return [Table(rows)], end
    return [" ".join(cell.strip() for cell in row if cell.strip()) for row in rows], end


def _is_row(found: Sequence[Record], position: int, rows: Sequence[Sequence[str]]) -> bool:
    before = found[position - 1]
    after = found[position + 1] if position + 1 < len(found) else ""
    return isinstance(before, list) and isinstance(after, list) and _first(after) != _first(rows[0])


def _first(row: Sequence[str]) -> str:
    return next((cell.strip() for cell in row if cell.strip()), "")


def _is_piped(line: str) -> bool:
    stripped = line.strip()
    return stripped.startswith("|") and stripped.endswith("|")


def _quoted_record(text: str, position: int, line_end: int) -> tuple[list[str], int] | None:
    """Return the cells of a record and where the next one begins; None when it has one cell, quoted or not."""
    cells: list[str] = []
    while True:
        cell, end = _quoted_cell(text, position) or _bare_cell(text, position, line_end)
        cells.append(cell)
        position = end + 1
        if text[end : end + 1] != "\t":
            return (cells, position) if len(cells) > 1 else None
        if end > line_end:
            line_end = _line_end(text, end)


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _bare_cell(text: str, position: int, line_end: int) -> tuple[str, int]:
    tab = text.find("\t", position, line_end)
    end = line_end if tab < 0 else tab
    return text[position:end], end


def _quoted_cell(text: str, position: int) -> tuple[str, int] | None:
    """Return the text in quotes and where its cell ends; None when no quote ends the cell: it is a mark in the text."""
    if not text.startswith(QUOTE, position):
        return None
    end = position + 1
    while True:
        end = text.find(QUOTE, end)
        if end < 0:
            return None
        if not text.startswith(QUOTE, end + 1):
            break
        end += 2
    if text[end + 1 : end + 2] not in {"", "\t", "\n"}:
        return None
    return text[position + 1 : end].replace(QUOTE * 2, QUOTE), end + 1
