"""Words are cleaned and labels folded without gluing anything; units are found, and nil marks told apart."""

import pytest

from extractors import values
from extractors.values.text import plain
from schema.reading import Nil

CLEANED = {
    "<p>认真履行职责。</p>": "认真履行职责。",
    "第一行<br/>第二行": "第一行第二行",
    "第一行<BR>第二行": "第一行第二行",
    '<span style="color:red">优</span>': "优",
    "<o:p></o:p>": "",
    "&lt;p&gt;认真&lt;/p&gt;": "认真",
    "小于&lt;5次": "小于<5次",
    "A&amp;B": "A&B",
    "&amp;amp;nbsp;": "",
    "&nbsp;优&#160;": "优",
    "&ge;90%": "≥90%",
    "&unknown;": "&unknown;",
    "5 < 6 > 4": "5 < 6 > 4",
    "绩\n效\n指\n标": "绩效指标",
    "绩 效\n指 标": "绩效指标",
    "经济效\n益指标": "经济效益指标",
    "年度 （ 2021 ）": "年度（2021）",
    "新增 80 家": "新增80家",
    "10\n2": "10 2",
    "10<br>2": "10 2",
    "m<sup>2</sup>": "m 2",
    "１０\n２": "１０ ２",
    "1，\n859": "1，859",
    "A  B\tC": "A B C",
    "职工 and 家属": "职工and家属",
    "\ufeff优\u200b秀\u00ad": "优秀",
    "a\u200bb": "ab",
    "优\x07": "优",
    "（２０２１年度）": "（２０２１年度）",
    "  ": "",
}
FOLDED = {
    "（２０２１年度）": "(2021年度)",
    "项目资金\n（万元）": "项目资金(万元)",
    "其中：当年财政拨款": "其中:当年财政拨款",
    "ＡＢＣ％＋－．，": "ABC%+-.,",
    "≧90": "≥90",
    "≦90": "≤90",
    "═100％": "=100%",
    "＝": "=",
    "￥5": "¥5",
    "【体制】〔2021〕": "【体制】〔2021〕",
    "绩 效\n指 标": "绩效指标",
    "⾦额": "金额",
    "⻓期": "长期",
    "全年 执行数 (B)": "全年执行数(B)",
}
TAGS = """
    a b big blockquote br center col colgroup div em font h1 h6 hr i img li o:p ol p pre s small span strike strong
    sub sup table tbody td tfoot th thead tr tt u ul
"""
UNITS: dict[str, tuple[str, ...]] = {
    "单位：万元": ("万元",),
    "金额单位:元": ("元",),
    "(单位：人民币元)": ("元",),
    "（万元）": ("万元",),
    "项目资金(万元)": ("万元",),
    "项目资金\n\n(万元)": ("万元",),
    "预算执行情况(万元)(20分)": ("万元",),
    "年度预算申请(万元": ("万元",),
    "年度预\n算申请\n(万\n元)": ("万元",),
    "单 位：万 元": ("万元",),
    "单位万元": ("万元",),
    "金额单位：人民币万元": ("万元",),
    "货币单位:百元": ("百元",),
    "单位：千元": ("千元",),
    "（百万元）": ("百万元",),
    "单位：亿元": ("亿元",),
    "单位：萬元": ("万元",),
    "单位：人、万元": ("万元",),
    "(万元、%)": ("万元",),
    "万元": ("万元",),
    "元": ("元",),
    "项目资金 万元": ("万元",),
    "2021年度 单位：万元 填报人": ("万元",),
    "单位：元（保留两位小数）": ("元",),
    "单位：元、万元": ("元", "万元"),
    "单位：万元 (万元)": ("万元",),
    "人民币（万元）": ("万元",),
    "元/人": (),
    "单位：元/人": (),
    "元 / 人": (),
    "人/ 元": (),
    "(人)": (),
    "(分)": (),
    "(%)": (),
    "(㎡": (),
    "20万元": (),
    "2.38 万元": (),
    "三十 万元": (),
    "数百 万元": (),
    "其中: 一般公共预算:1873.66万元": (),
    "单位：万美元": (),
    "多元化": (),
    "单位名称": (),
    "": (),
}
NOTHING: dict[Nil, list[str]] = {
    "blank": ["", " ", "\n\u3000\t", "\u200b", "&nbsp;", "<p></p>", "<br/>", "\ufeff"],
    "dash": ["-", "－", "—", "——", "–", "─", "―", "--", "—\n—", "<p>—</p>", "ー"],
    "slash": ["/", "／", "\\", "//"],
    "none": ["无", "暂无", "不适用", "N/A", "n/a", "NA", "无。", "（无）"],
    "ellipsis": ["……", "…", "...", "。。。", "⋯⋯", "······"],
    "unit_only": ["万元", "元", "%", "％", "亿元", "（万元）", "人民币万元", "¥", "万\n元", "分"],
}


@pytest.mark.parametrize(("text", "cleaned"), CLEANED.items())
def test_words_are_cleaned(text: str, cleaned: str) -> None:
    """Markup and meaningless white space go; what is printed stays, and two numbers stay two."""
    assert values.clean(text) == cleaned


@pytest.mark.parametrize(("text", "folded"), FOLDED.items())
def test_labels_are_folded(text: str, folded: str) -> None:
    """Widths, look-alikes and broken lines make no difference between labels."""
    assert values.fold(text) == folded


@pytest.mark.parametrize(("text", "units"), UNITS.items())
def test_units_of_money(text: str, units: tuple[str, ...]) -> None:
    """A label states a unit of money, several, or none; only one is a statement."""
    assert values.units(text) == units
    assert values.unit(text) == (units[0] if len(units) == 1 else None)


@pytest.mark.parametrize("tag", TAGS.split())
def test_markup_is_no_text(tag: str) -> None:
    """Every tag that a page may leave in a cell goes, and parts what stands on its two sides."""
    assert values.clean(f'<{tag}>优</{tag.upper()}>5<{tag} class="x"/>6') == "优5 6"
    assert values.clean(f"<{tag}x>") == f"<{tag}x>"


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in NOTHING.items() for text in texts])
def test_nothing_is_printed_in_six_ways(kind: Nil, text: str) -> None:
    """Each nil mark is told apart, for every kind of value, and none of them is zero."""
    assert values.nil(text) == kind
    assert values.amount(text, "万元") == values.rate(text) == values.score(text) == values.Parsed(nil=kind)
    assert values.measure(text) == values.Measured(nil=kind)


@pytest.mark.parametrize(
    "text", ["0", "0.00", "一", "〇", "没有", "无上访", "-1", "1/2", "□", "口", "万", "(人)", "-" * 300]
)
def test_what_is_no_nil_mark(text: str) -> None:
    """A zero, a numeral and words are something printed."""
    assert values.nil(text) is None


@pytest.mark.parametrize("text", ["", "定量", "%", "≥90", "90"])
def test_what_is_no_sign(text: str) -> None:
    """A cell states a direction only where it is nothing but a sign."""
    assert values.direction(text) is None


def test_no_character_is_passed_over() -> None:
    """What holds for a character holds beside a space too, where no text is returned as it is."""
    for character in map(chr, range(0x110000)):
        assert values.clean(character) == values.clean(f" {character}")
        assert values.fold(character) == values.fold(f" {character}")
        assert plain(character) == plain(f" {character}")
