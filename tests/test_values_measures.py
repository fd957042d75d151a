"""Targets and achieved values give a sign, a number and a unit where exactly one quantity can be meant."""

import re

import pytest

from extractors import values
from extractors.values import measures
from schema.reading import Direction, Problem

Expected = tuple[Direction | None, str, str | None]

SIGN_NUMBER_UNIT: dict[str, Expected] = {
    "≥95%": ("≥", "95", "%"),
    "≧95％": ("≥", "95", "%"),
    "≥ 95 %": ("≥", "95", "%"),
    "<p>≥90%</p>": ("≥", "90", "%"),
    "&ge;90%": ("≥", "90", "%"),
    "≥98.5分": ("≥", "98.5", "分"),
    "≥266米": ("≥", "266", "米"),
    "≥50厘米": ("≥", "50", "厘米"),
    "≥1000人": ("≥", "1000", "人"),
    "≥100百分比": ("≥", "100", "百分比"),
    ">=21933人": ("≥", "21933", "人"),
    ">=530元/人*月": ("≥", "530", "元/人*月"),
    "758元/人·月": (None, "758", "元/人·月"),
    "<=5300元/户": ("≤", "5300", "元/户"),
    "=>3": ("≥", "3", None),
    "=<3": ("≤", "3", None),
    "≤2.6亿元": ("≤", "2.6", "亿元"),
    "≤90万元": ("≤", "90", "万元"),
    "≤4": ("≤", "4", None),
    "=100%": ("=", "100", "%"),
    "═100%": ("=", "100", "%"),
    ">5": (">", "5", None),
    "＜5次": ("<", "5", "次"),
    "不低于90%": ("≥", "90", "%"),
    "不少于3次": ("≥", "3", "次"),
    "至少3次": ("≥", "3", "次"),
    "大于等于3": ("≥", "3", None),
    "不超过5天": ("≤", "5", "天"),
    "不高于3%": ("≤", "3", "%"),
    "小于5次": ("<", "5", "次"),
    "大于80": (">", "80", None),
    "超过80家": (">", "80", "家"),
    "90%以上": ("≥", "90", "%"),
    "90%及以上": ("≥", "90", "%"),
    "90%(含)以上": ("≥", "90", "%"),
    "90%以上。": ("≥", "90", "%"),
    "≥90%以上": ("≥", "90", "%"),
    "5天以内": ("≤", "5", "天"),
    "5个工作日内": ("≤", "5", "个工作日"),
    "24小时内": ("≤", "24", "小时"),
    "15日内": ("≤", "15", "日"),
    "0.5%以下": ("≤", "0.5", "%"),
    "≥20年": ("≥", "20", "年"),
    "161场次": (None, "161", "场次"),
    "0场次": (None, "0", "场次"),
    "0次": (None, "0", "次"),
    "3个": (None, "3", "个"),
    "3(个)": (None, "3", "个"),
    "12个月": (None, "12", "个月"),
    "6000平方米": (None, "6000", "平方米"),
    "1.2万亩": (None, "1.2", "万亩"),
    "1,200人": (None, "1200", "人"),
    "≥100年": ("≥", "100", "年"),
    "20年": (None, "20", "年"),
    "5个培训班级数": (None, "5", "个培训班级数"),
    "2次/年": (None, "2", "次/年"),
    "50km": (None, "50", "km"),
    "9成": (None, "9", "成"),
    "100": (None, "100", None),
    "12767.36": (None, "12767.36", None),
    "2074": (None, "2074", None),
    "20211231元": (None, "20211231", "元"),
    "2021.13": (None, "2021.13", None),
    "20211331": (None, "20211331", None),
    "2021.12万元": (None, "2021.12", "万元"),
    "-5%": (None, "-5", "%"),
    "290%": (None, "290", "%"),
    "三次": (None, "3", "次"),
    "十五场": (None, "15", "场"),
    "不少于两次": ("≥", "2", "次"),
    "百分之九十五": (None, "95", "%"),
    "百分之九十五以上": ("≥", "95", "%"),
    "百分之百": (None, "100", "%"),
}
WITH_WORDS: dict[str, Expected] = {
    "新增80家": (None, "80", "家"),
    "新增<b>80</b>家": (None, "80", "家"),
    "已完成352个": (None, "352", "个"),
    "村卫生室352个": (None, "352", "个"),
    "乡镇社区基层医疗机构37个": (None, "37", "个"),
    "37个基层医疗机构": (None, "37", None),
    "每亩300": (None, "300", None),
    "每年2次": (None, "2", "次"),
    "满意度不低于90%": ("≥", "90", "%"),
    "满意度：≥90%": ("≥", "90", "%"),
    "达到90%以上": ("≥", "90", "%"),
    "控制在5%以内": ("≤", "5", "%"),
    "完成率100%": (None, "100", "%"),
    "100%完成": (None, "100", "%"),
    "2021年完成80家": (None, "80", "家"),
    "使用3年": (None, "3", "年"),
    "提前3天": (None, "3", "天"),
    "节约80万元": (None, "80", "万元"),
    "减少80家": (None, "80", "家"),
    "使用年限≥20年": ("≥", "20", "年"),
    "实际新增99家": (None, "99", "家"),
    "2021年度计划新增基层工会80家，实际新增99家": (None, "99", "家"),
    "计划80家，实际完成99家。": (None, "99", "家"),
    "计划80家,实际为99家,超额完成": (None, "99", "家"),
    "计划100%；实际达到98.5%": (None, "98.5", "%"),
    "计划1,000人，实际完成1,200人": (None, "1200", "人"),
}
WORDS_ONLY = [
    *(
        "不发生安全事故",
        "无发生安全事故",
        "无上访",
        "可持续",
        "显著提升",
        "达成预期指标",
        "建设中",
        "按时限完成",
        "★★★",
        "≥**人",
    ),
    *(
        "全年完成各类工作任务",
        "指标2:",
        "(个)",
        "一批",
        "一定",
        "进一步",
        "统一",
        "一",
        "三",
        "一等奖",
        "第一名",
        "八项规定",
    ),
    *("三个代表", "一次性", "十分满意", "几十次", "数十家", "≥优秀", "不低于上年", "一月", "2万5千人"),
]
DATES = [
    *(
        "2021年12月31日",
        "2021年12月底",
        "9月前",
        "11月前",
        "7月",
        "10月",
        "12月底",
        "12月底之前完成",
        "≤12月",
        "2021年",
        "2021年度",
    ),
    *(
        "完成时间为2022年12月30日",
        "2021-12-31",
        "2021.12.31",
        "2021.12",
        "2021.12.31前",
        "20211231",
        "30日",
        "15日前",
        "≥2021年",
    ),
    *("2021年内", "2021年底前完成", "建成于22年", "3季度", "第3届", "8时", "5号", "2021—2022年", "2021-2022学年"),
]
NOT_SURELY_ONE_QUANTITY = [
    *(
        "80%-90%",
        "3～5个",
        "80%~90%",
        "3至5个",
        "1-2次",
        "1/3",
        "1:1",
        "3+2",
        "7×24小时",
        "5%±1%",
        "±5%",
        "12、13",
        "50m2",
    ),
    *("约80家", "近80家", "300余家", "300多家", "80家左右", "3个半月", "90%上下", "超80家", "≤90%以上", "80+", "3?"),
    *("第3名", "前3名", "3级", "A4纸", "PM2.5浓度", "4号线", "5等", "建设5G基站", "3次县级以上", "获得2项省级以上奖项"),
    *("不发生3起以上事故", "未发生1起", "37个未完成", "还差3家", "超额完成1个创编节目", "超出5家", "缺3人", "剩3家"),
    *(
        "全年救助87人次、30万元，完成任务。",
        "举办培训3次，参加人数众多",
        "计划80，120人参加",
        "80家（含新建）",
        "(80家)",
        "3(个",
        "3个)",
        "10\n2",
    ),
    *("印制工会《会员证》30000本，工会组建新增99家", "3.加强管理", "1、加强管理", "指标-5%", "12 345人"),
    *(
        "根据实际情况调整5项，其中3项",
        "实际新增99家、培训20人",
        "实际新增99家，培训20人",
        "实际80家，实际99家",
        "计划9家，实际约8家",
    ),
    *(
        "计划9家，实际99，120人",
        "计划9次，实际2022年完成",
        "计划9家，实际未新增1家",
        "3个以上(含3个)",
        "≥≥95%",
        "2810810|",
    ),
]
UNREADABLE: dict[str, Problem] = {
    "1,85人": "ambiguous_separator",
    "≥97,8%": "ambiguous_separator",
    "12，13": "ambiguous_separator",
    "1.859,01": "ambiguous_separator",
    "5.": "damaged_text",
    "≥05": "damaged_text",
    "1,85个培训班级数": "ambiguous_separator",
    "\uf0b390%": "damaged_text",
    "9\ufffd%": "damaged_text",
    "(cid:12)90%": "damaged_text",
}


@pytest.mark.parametrize(("text", "expected"), SIGN_NUMBER_UNIT.items())
def test_sign_number_and_unit(text: str, expected: Expected) -> None:
    """A text that is only sign, number and unit is taken apart without a rest."""
    found = values.measure(text)
    assert (found.operator, str(found.number), found.unit) == expected
    assert (found.text, found.nil, found.problem) == (None, None, None)


@pytest.mark.parametrize(("text", "expected"), WITH_WORDS.items())
def test_one_quantity_among_words(text: str, expected: Expected) -> None:
    """The one quantity is taken, and the words stay beside it."""
    found = values.measure(text)
    assert (found.operator, str(found.number), found.unit) == expected
    assert (found.text, found.nil, found.problem) == (values.clean(text), None, None)


@pytest.mark.parametrize("text", WORDS_ONLY + DATES + NOT_SURELY_ONE_QUANTITY)
def test_no_number_is_invented(text: str) -> None:
    """Words, dates, ranges, ranks, lists and guesses stay words."""
    assert values.measure(text) == values.Measured(text=values.clean(text))


@pytest.mark.parametrize(("text", "problem"), UNREADABLE.items())
def test_a_numeral_that_cannot_be_read_is_a_problem(text: str, problem: Problem) -> None:
    """Where one numeral is printed and cannot be read, the reason is given."""
    assert values.measure(text) == values.Measured(text=values.clean(text), problem=problem)


@pytest.mark.parametrize(
    ("text", "operator"), [("≥", "≥"), ("≧", "≥"), ("＜＝", "≤"), ("═", "="), ("定性", "qualitative")]
)
def test_a_sign_in_a_column_of_its_own(text: str, operator: Direction) -> None:
    """A sign alone is a sign, and 定性 stands for none."""
    assert values.measure(text) == values.Measured(operator=operator)
    assert values.direction(text) == operator


@pytest.mark.parametrize(("text", "step"), [("≥95%", "1"), ("97.80%", "0.01"), ("2.6亿元", "0.1"), ("三十次", "10")])
def test_the_step_is_in_the_printed_unit(text: str, step: str) -> None:
    """A measure keeps the precision of its digits."""
    assert str(values.measure(text).step) == step


def test_a_narrative_is_kept_whole() -> None:
    """No length makes a text too long to keep."""
    text = "加强管理，" * 5000
    assert tuple(values.measure(text)) == (None, None, None, None, text, None, None)


@pytest.mark.parametrize("unit", re.findall(r"\w+", measures._COUNTED))
def test_chinese_numerals_count_only_what_is_counted(unit: str) -> None:
    """A Chinese numeral with a unit of counting, and nothing else, is a number."""
    found = values.measure(f"三{unit}")
    assert (str(found.number), found.unit, found.text) == ("3", unit, None)
    assert values.measure(f"三{unit}余").number is None


@pytest.mark.parametrize("word", ["不", "无", "未", "没", "避免", "杜绝", "防止", "严禁", "超额", "超出", "多出"])
def test_a_denied_number_is_none(word: str) -> None:
    """What did not happen, or came on top, is not what was achieved."""
    assert values.measure(f"{word}发生3起").number is None


@pytest.mark.parametrize("word", ["情况", "需要", "需求", "工作", "问题", "困难", "应用", "上", "出发", "意义", "操作"])
def test_the_real_state_of_things_is_no_achievement(word: str) -> None:
    """实际 introduces a number only where it means that something was in fact done."""
    assert values.measure(f"按计划推进，结合实际{word}新增99家").number is None
    assert str(values.measure(f"结合实际{word}，计划80家，实际新增99家").number) == "99"
