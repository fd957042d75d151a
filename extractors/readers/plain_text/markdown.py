"""Tables in Markdown: cells between pipes, the head ruled off by a line of dashes."""

import html
import re
from collections.abc import Sequence

from extractors.readers.plain_text.shape import Record, Table, Taken, plain

BOLD = "**"
PIPE = re.compile(r"(?<!\\)\|")
MARKED = re.compile(r"\\([!-/:-@\[-`{-~])|<br */?>|&[#0-9A-Za-z]{1,32};", re.IGNORECASE)
"""Signs that are escaped, line breaks, entities."""

HEADING = re.compile(r"#{1,6}[ \t]+")
RULE = frozenset("|+:- \t")
DASHES_IN_BODY = 3
"""A line of single dashes below the head is the rule; within the body it is a row of nil marks."""


def take(found: Sequence[Record], start: int) -> Taken | None:
    """Take a table with a rule below its first row, or two rows or more that pipes enclose."""
    first, second = plain(found, start), plain(found, start + 1)
    if first is None or second is None or "|" not in first:
        return None
    ruled = _is_rule(second, dashes=1)
    if not ruled and not (_is_enclosed(first) and _is_enclosed(second)):
        return None
    end = start + 2
    while (line := plain(found, end)) is not None and (_is_enclosed(line) or (ruled and PIPE.search(line))):
        end += 1
    lines = [first, *(str(line) for line in found[start + 1 + ruled : end])]
    edged = first.lstrip().startswith("|") or second.lstrip().startswith("|")
    columns = 0 if edged else len(_split(first))
    rows = [_cells(line, columns) for line in lines if not _is_rule(line, dashes=DASHES_IN_BODY)]
    return ([Table(rows, is_markdown=ruled)], end) if rows else None


def prose(line: str) -> str:
    """Return what a line of Markdown outside a table prints: without the marks of a heading, and of bold as a whole."""
    return _printed(HEADING.sub("", line.strip(), count=1))


def _is_enclosed(line: str) -> bool:
    stripped = line.strip()
    return len(stripped) > 1 and stripped.startswith("|") and stripped.endswith("|")


def _is_rule(line: str, *, dashes: int) -> bool:
    if "-" not in line or not RULE.issuperset(line):
        return False
    cells = _split(line.replace("+", "|"))
    return all(cell.count("-") >= dashes and not cell.strip(":").strip("-") for cell in cells)


def _split(line: str, without_edge: int = 0) -> list[str]:
    """Return the texts between the pipes.

    `without_edge` is the number of columns of a table without pipes at its left edge: there a blank before the first
    pipe is a cell, unless that makes too many.
    """
    cells = [cell.strip() for cell in PIPE.split(line.strip())]
    first = int(len(cells) > 1 and not cells[0] and (not without_edge or len(cells) > without_edge + 1))
    last = len(cells) - int(len(cells) > 1 and not cells[-1])
    return cells[first:last]


def _cells(line: str, without_edge: int) -> list[str]:
    return [_printed(cell) for cell in _split(line, without_edge)]


def _printed(text: str) -> str:
    if len(text) > len(BOLD) * 2 and text.startswith(BOLD) and text.endswith(BOLD) and BOLD not in text[2:-2]:
        text = text[2:-2].strip()
    return MARKED.sub(_meant, text)


def _meant(mark: re.Match[str]) -> str:
    if mark[1] is not None:
        return mark[1]
    return html.unescape(mark[0]) if mark[0].startswith("&") else "\n"
