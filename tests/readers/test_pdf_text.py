"""Printed lines become text: blanks that mean something, breaks that the author made, and nothing else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.readers.pdf import gaps, wraps
from extractors.readers.pdf.line import PrintedLine
from extractors.readers.pdf.radicals import LETTERS, letters
from extractors.readers.pdf.record import Char, runs
from extractors.readers.pdf.text import printed_lines

SIZE = 10.0


def width(character: str) -> float:
    """Return how wide a character is set: a Han character a square, others half of one."""
    return SIZE if character > "\u2e80" else SIZE / 2


def chars(text: str, x: float = 0, y: float = 10, size: float = SIZE) -> list[Char]:
    """Return a text as it is printed on one line."""
    found: list[Char] = []
    for character in text:
        found.append(Char(character, x, x + width(character), y, size))
        x += width(character)
    return found


def lines(*texts: str, x: float = 0) -> list[PrintedLine]:
    """Return texts printed below each other."""
    return [printed_lines(runs(chars(text, x, 10 + 12 * row)))[0][0] for row, text in enumerate(texts)]


def joined(room: float, *texts: str) -> str:
    """Return the text of lines printed in a cell of a width."""
    return wraps.text_of([wraps.Passage(tuple(lines(*texts)), 0, room)])


@pytest.mark.parametrize(
    ("room", "printed", "text"),
    [
        (40, ["1,859.0", "1"], "1,859.01"),
        (42, ["按时发放", "工资"], "按时发放工资"),
        (60, ["按时发放", "工资"], "按时发放\n工资"),
        (45, ["按时发放", "，工资"], "按时发放，工资"),
        (55, ["完成（", "含慰问）"], "完成（\n含慰问）"),
        (48, ["完成了", "（含）"], "完成了（含）"),
        (32, ["2021", "2022"], "2021 2022"),
        (82, ["Annual report", "text"], "Annual report text"),
        (47, ["Annual re", "port"], "Annual re port"),
        (40, ["Annualre", "portoftheyear"], "Annualreportoftheyear"),
        (42, ["预算2021-", "2022"], "预算2021-2022"),
        (62, ["1.完成预算。", "2.发放工资"], "1.完成预算。\n2.发放工资"),
        (62, ["(万元)(20分)", "(10分)"], "(万元)(20分)(10分)"),
        (100, ["161", "159"], "161\n159"),
        (21, ["78.", "3"], "78.3"),
        (22, ["495.", "5%"], "495.5%"),
        (60, ["495.", "5"], "495.\n5"),
        (31, ["-", "7611.0", "7"], "-7611.07"),
    ],
)
def test_lines_are_joined_where_they_wrapped(room: float, printed: list[str], text: str) -> None:
    """A line wrapped when what follows had no room left on it; nothing is put between Han characters or digits."""
    assert joined(room, *printed) == text


def test_centred_lines_have_room_on_both_sides() -> None:
    """Where lines are centred, what they leave on both sides is room."""
    upper, lower = lines("年初预算", x=30)[0], printed_lines(runs(chars("数额", 40, 22)))[0][0]
    assert wraps.text_of([wraps.Passage((upper, lower), 0, 100)]) == "年初预算\n数额"


def test_centred_lines_may_stand_a_little_off_the_middle() -> None:
    """Cells are drawn on whole pixels and text is not: small text is centred though its gaps differ by 1.4 points."""
    made = [printed_lines(runs(row))[0][0] for row in (chars("按时发放", 0.8, size=6), chars("工", 15.8, 18, size=6))]
    assert wraps.text_of([wraps.Passage(tuple(made), 0, 43)]) == "按时发放工"


def test_an_indented_line_begins_a_paragraph() -> None:
    """A line that begins two characters further in begins a paragraph, though the line before is full."""
    first, second = lines("按时发放工资并")[0], printed_lines(runs(chars("缴纳社保", 20, 22)))[0][0]
    third = printed_lines(runs(chars("费用", 0, 34)))[0][0]
    assert wraps.text_of([wraps.Passage((first, second, third), 0, 72)]) == "按时发放工资并\n缴纳社保\n费用"


def test_more_space_between_lines_parts_paragraphs() -> None:
    """Lines further apart than the others of the cell are in different paragraphs."""
    texts = [("按时发放工资并", 10), ("缴纳社保费用等", 22), ("提高服务水平", 46)]
    printed = [printed_lines(runs(chars(text, 0, y)))[0][0] for text, y in texts]
    assert wraps.text_of([wraps.Passage(tuple(printed), 0, 72)]) == "按时发放工资并缴纳社保费用等\n提高服务水平"


def test_a_page_break_joins_as_a_line_break_does() -> None:
    """The pieces of a cell on two pages are one text."""
    above, below = wraps.Passage(tuple(lines("1,859.0")), 0, 36), wraps.Passage(tuple(lines("1")), 0, 36)
    assert wraps.text_of([above, below]) == "1,859.01"


def text_of(printed: list[Char]) -> list[str]:
    """Return the lines of characters."""
    return [line.text for line in printed_lines(runs(printed))[0]]


def test_blanks_stand_between_words_only() -> None:
    """A drawn blank counts between letters, and beside Han characters means nothing."""
    assert text_of(chars("the end")) == ["the end"]
    assert text_of(chars("获得感 and 安全感")) == ["获得感and安全感"]


def test_a_gap_as_wide_as_a_blank_is_one() -> None:
    """Letters set apart without a drawn blank are words; the usual distance of letters is none."""
    assert text_of([*chars("the"), *chars("end", 18)]) == ["the end"]
    assert text_of([*chars("15"), *chars("05", 10.8)]) == ["1505"]


def test_a_wide_gap_parts_even_han_characters() -> None:
    """Two things on one line stay apart."""
    assert text_of([*chars("填报单位"), *chars("单位：万元", 90)]) == ["填报单位 单位：万元"]


def test_raised_and_lowered_figures_stay_on_their_line() -> None:
    """The 2 of m² set as a small raised figure is not a line of its own."""
    raised = Char("2", 10, 13, 6, 6)
    assert text_of([*chars("5m"), raised, *chars("。", 13)]) == ["5m2。"]


def test_upright_characters_in_columns_are_read_downwards() -> None:
    """Vertical writing in several columns is read from top to bottom, the right column first."""
    right = [char for row, text in enumerate("绩效指标") for char in chars(text, 20, 10 + 11 * row)]
    left = [char for row, text in enumerate("完成情况") for char in chars(text, 5, 10 + 11 * row)]
    assert text_of([*right, *left]) == ["绩效指标", "完成情况"]


def test_a_narrow_cell_is_read_line_by_line() -> None:
    """Lines of a character or two follow each other downwards, and are no columns of vertical writing."""
    stacked = [
        char
        for row, text in enumerate(("进", "320", "落", "实", "。", "2.完", "成"))
        for char in chars(text, 5, 12 * row)
    ]
    assert text_of(stacked) == ["进", "320", "落", "实", "。", "2.完", "成"]


def test_lines_flush_right_have_room_on_their_left() -> None:
    """Lines that end alike are flush right, though not quite at the side of their cell."""
    first, second = chars("全年执行", 8.5), chars("数", 38.5, 22)
    made = [printed_lines(runs(row))[0][0] for row in (first, second)]
    assert wraps.text_of([wraps.Passage(tuple(made), 0, 51)]) == "全年执行数"


@pytest.mark.parametrize(("angle", "order"), [(90, 1), (270, -1)])
def test_text_on_its_side_is_read_as_it_runs(angle: int, order: int) -> None:
    """Characters turned by a quarter read downwards or upwards, as they are turned."""
    starts = [0.0, 10.0, 20.0] if order > 0 else [-30.0, -20.0, -10.0]
    turned = [Char(c, start, start + 10, 2, SIZE, angle) for c, start in zip("预算数", starts, strict=True)]
    assert text_of(turned) == ["预算数"]


def test_characters_upon_each_other_are_known() -> None:
    """Where two texts lie upon each other the line says that its order is not certain."""
    assert not any(line.overprinted for line in lines("1,859.01"))
    over = printed_lines(runs([*chars("1505.02"), *chars("98", 1)]))[0]
    assert [line.overprinted for line in over] == [True]


def test_radicals_are_the_characters_they_look_like() -> None:
    """The glyphs that a producer takes for radicals are letters again, and nothing else changes."""
    assert letters("部⻔名称 ⽬⻩⼯⾦⻚⻢⻓") == "部门名称 目黄工金页马长"
    assert letters("①㎡％（Ａ）ｶ㈠Ⅳ") == "①㎡％（Ａ）ｶ㈠Ⅳ"


def test_every_radical_has_its_character() -> None:
    """Both blocks of radicals are covered, but for the one that stands for no character."""
    blocks = [chr(code) for code in (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6))]
    assigned = {char for char in blocks if unicodedata.name(char, "")}
    assert {char for char in assigned if ord(char) not in LETTERS} == {"\u2e80"}
    assert not {ord(char) for char in LETTERS.values()} & LETTERS.keys()
    assert {LETTERS[ord(radical)] for radical in "⻔⻩⻚⽬⼯⽉"} == set("门黄页目工月")


@given(st.text())
def test_letters_changes_radicals_only(text: str) -> None:
    """Whatever is no radical stays as it is."""
    kept = "".join(char for char in text if ord(char) not in LETTERS)
    assert letters(kept) == kept


@pytest.mark.parametrize("text", ["(cid:123)", "\ufffd", "\x00", "\ue123"])
def test_characters_without_meaning_are_known(text: str) -> None:
    """What a font has no text for is known to say nothing; a bullet of a symbol font is none of it."""
    assert gaps.without_meaning(text)
    assert not gaps.without_meaning("\uf0b7")
    assert not gaps.without_meaning("1")


@given(
    st.lists(st.text("预算金额按时发放工资。，0123456789.", min_size=1, max_size=8), min_size=1, max_size=6),
    st.integers(10, 200),
)
def test_joining_lines_loses_no_character(texts: list[str], room: int) -> None:
    """Whatever the lines and the room, the text has their characters in their order."""
    assert "".join(joined(room, *texts).split()) == "".join(texts)
