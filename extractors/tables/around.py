"""The lines around a grid that belong to the form in it: the title with what stands below it, and the notes."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors import values
from extractors.document import Document, Line
from extractors.layouts import general, generic
from extractors.layouts.label import Label
from extractors.layouts.layout import Layout
from extractors.tables.titles import BEFORE_TITLE, CONTENTS, LONGEST_CAPTION, heading_of, is_title

NEAR = 8
"""How many lines above a table without a title are still asked for its year and unit."""

ASKED = 24
"""How many lines above a table are looked at for these at all."""

MOST_LAYOUTS, MOST_AROUND = 50, 1_000
"""Tables one within the other that are looked at for a title, and cells of each: no page has as many."""

LONGEST_TITLE = 3
"""Lines over which a title runs at most."""

LONGEST_NUMBER = 3
"""Lines over which the number of a report above its title runs at most."""

PATH_OF_A_PAGE = re.compile(r"[>＞»›]|位置[:：]")
"""What a page says of its own place in the site, in the line above a title."""

TITLE_WORDS = re.compile(r"(?:部门|整体|支出|项目|资金|预算|财政|专项|绩效|经费|转移支付)[^:：。；]*$")
"""What stands in the first line of a title; a statement such as 单位：… does not."""

TITLE_ENDS = ("绩效", "自评", "支出", "整体", "目标", "项目支出", "部门整体", "表")
"""How the last line of a title begins, where the first has the name of the body or of the project."""

NUMBERED = re.compile(r"\s*(?:\d+[.、．]|[(（]\d+[)）]|[一二三四五六七八九]、)")

PAGE_MATTER = re.compile(r"[-—–]*\d+[-—–]*|第\d+页(?:[,，]?共\d+页)?|\(?续表\d*\)?|（续表）|\d+/\d+")
"""What a page break puts between two parts of a table: page numbers and 续表, white space aside."""

SECTION = re.compile(
    r"(?:[一二三四五六七八九十]+[、.]|\((?:[一二三四五六七八九十]+|\d+)\)|第[一二三四五六七八九十]+部分[、:]?|\d+[、.](?!\d))"
)
"""The number before the name of a section, the width of its characters aside."""

WORDS = re.compile(
    "(?:项目|部门|单位|专项|年度|当年|全年|总体|整体|基本|绩效|自评|评价|自我|预算|资金|支出|投入|安排|使用|执行|管理|目标|指标|任务|工作|产出|效益"
    "|满意度|完成|实现|情况|信息|概况|结果|结论|得分|存在|主要|重点|问题|改进|整改|措施|建议|原因|偏差|分析|其他|需要|说明|事项|下一步|的|及|和|与)+"
)
"""What the name of a section of a form consists of."""

UNIT = re.compile(r"\(?(?:金额|货币|计量)?单位:[^:]*元\)?")
"""A line that states the unit of the amounts, its width aside."""

BRACKETS = re.compile(r"\([^()]*\)")

LONGEST_SECTION = 40
"""Characters: the name of a section is short."""

Lines = dict[int, list[Line]]
"""The lines of text by the number of grids that begin before them."""


def by_grid(document: Document) -> Lines:
    """Return the lines of a document by the number of grids that begin before them."""
    lines: Lines = {}
    for line in document.lines:
        lines.setdefault(line.after, []).append(line)
    return lines


def is_page_matter(line: Line) -> bool:
    """Whether a line is what a page break puts between two parts of a table."""
    return PAGE_MATTER.fullmatch("".join(line.text.split())) is not None


def is_section(line: Line) -> bool:
    """Whether a line is the numbered name of a section of a form, as 二、资金情况（单位：万元） is."""
    folded = values.fold(line.text)
    number = SECTION.match(folded)
    if number is None or len(folded) > LONGEST_SECTION or heading_of(line.text) != "none":
        return False
    name = UNIT.sub("", BRACKETS.sub("", folded[number.end() :])).rstrip(":")
    known = not generic().vocabulary.isdisjoint(Label.of(name).keys)
    return known or WORDS.fullmatch(name) is not None


def sections(between: Sequence[Line]) -> tuple[Line, ...]:
    """Return the names of sections between two tables with the units stated below them; none where prose stands there.

    A unit without the name of a section may be that of another table.
    """
    said = tuple(line for line in between if not is_page_matter(line))
    if not said or not is_section(said[0]):
        return ()
    fit = all(is_section(line) or UNIT.fullmatch(values.fold(line.text)) is not None for line in said)
    return said if fit else ()


def caption(document: Document, lines: Lines, index: int) -> tuple[Line, ...]:
    """Return the title near above a grid and what stands below it; without one the short lines nearby."""
    own = lines.get(index, [])
    around = [*_around(document, lines, index), *(_without_notes(own) if index else own)]
    near = [line for line in around[-ASKED:] if len(line.text) <= LONGEST_CAPTION]
    short = _with_whole_titles(near)[-NEAR - 1 - LONGEST_NUMBER :]
    titles = [position for position, line in enumerate(short) if is_title(line.text)]
    if not titles:
        return tuple(short[-NEAR:])
    start = titles[-1]
    return (*_report_number(short[max(start - LONGEST_NUMBER, 0) : start]), *short[start:])


def _report_number(above: list[Line]) -> list[Line]:
    """Return the line above a title that states something of the form, as 报表编号：… does; it may run over several."""
    for first in reversed(range(len(above))):
        text = "".join(line.text for line in above[first:])
        stated = Label.with_value(text)
        if BEFORE_TITLE.match(text) is not None and stated is not None and stated.value is not None:
            return [replace(above[first], text=text)]
    return []


def _with_whole_titles(lines: list[Line]) -> list[Line]:
    """Return the lines with a title that runs over two or three of them as one line, its breaks kept."""
    whole: list[Line] = []
    for line in lines:
        text, start = line.text, len(whole)
        while start > 0 and len(whole) - start < LONGEST_TITLE and _goes_on(whole[start - 1].text, text):
            start -= 1
            text = f"{whole[start].text}\n{text}"
        whole[start:] = [replace(line, text=text, place=whole[start].place if start < len(whole) else line.place)]
    return whole


def _goes_on(before: str, title: str) -> bool:
    """Whether a line is the beginning of a title whose end stands below it."""
    if PATH_OF_A_PAGE.search(before):
        return False
    begun = is_title(before + title) and not is_title(before) and TITLE_WORDS.search(before) is not None
    begun = begun and CONTENTS.search(before) is None and heading_of(title) not in {"other", "part_year"}
    return begun and (not is_title(title) or "".join(title.split()).startswith(TITLE_ENDS))


def _around(document: Document, lines: Lines, index: int) -> list[Line]:
    """Return the short texts of the layout tables in which a grid is nested: pages put titles there."""
    around: list[Line] = []
    parent = document.grids[index].inside
    for _ in range(MOST_LAYOUTS):
        if parent is None or len(around) > ASKED:
            break
        last = document.grids[parent].cells[-MOST_AROUND:]
        cells = [cell for cell in last if not cell.blank and len(cell.text) <= LONGEST_CAPTION]
        own = [Line(text, cell.places[0], index) for cell in cells for text in cell.text.splitlines() if text.strip()]
        around = [*lines.get(parent, []), *own, *around]
        parent = document.grids[parent].inside
    return around


def notes(below: Sequence[Line], layout: Layout, *, last: bool) -> tuple[Line, ...]:
    """Return the lines below a form that belong to it: notes, numbered ones after the first, people, statements.

    Unless the form is the `last` table, what follows may be the head of the next: from its title on all is, and without
    a title every statement, such as of a unit, may be.
    """
    near = below[:NEAR]
    title = next((at for at, line in enumerate(near) if heading_of(line.text) != "none"), None)
    found: list[Line] = []
    for line in near[:title]:
        if (
            _is_note(line.text)
            or (found and NUMBERED.match(line.text))
            or ((last or title is not None) and _is_statement(line.text, layout))
        ):
            found.append(line)
    return tuple(found)


def _without_notes(lines: Sequence[Line]) -> list[Line]:
    """Return the lines between two tables without the notes of the upper one."""
    start = 0
    while start < len(lines) and (_is_note(lines[start].text) or (start and NUMBERED.match(lines[start].text))):
        start += 1
    return list(lines[start:])


def _is_note(text: str) -> bool:
    keys = _keys(text)
    return any(key in general().remarks or general().contact_pattern.search(key) for key in keys)


def _is_statement(text: str, layout: Layout) -> bool:
    return any(key in layout.path_by_label for key in _keys(text))


def _keys(text: str) -> tuple[str, ...]:
    found = Label.with_value(text)
    return Label.of(text).keys if found is None else found.keys
