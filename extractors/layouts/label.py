"""A printed label as it is compared: white space, width, ordinals, brackets and colons aside."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors import values

LONGEST_LABEL = 60
"""A label is short; a longer text is prose and never looked up."""

RUN_TOGETHER = re.compile(r"\S[ \t\u3000]{2,}[-－]?[\d０-９]")
"""A gap with a figure behind it: two cells that a reader could not part, and no label."""

ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+(?:、|\.(?!\d)))")
OF_WHICH = re.compile(r"^其中:?")
NUMBER = re.compile(r"\d+$")
HARMLESS = re.compile(
    r"[\dA-Za-z./÷×*+=\-—~%<>≤≥,]*"
    r"|(?:金额|计量)?(?:单位:?)?(?:人民币|百|千|万|亿|十)*元?(?:[、/,]%)?"
    r"|(?:平方)?(?:米|公里|千米|亩|万亩|㎡|人|人次|个|项|次|户|天|年|月|日)"
    r"|(?:满分|总分|共|计|占|权重|分值|标准分)?:?\d*(?:\.\d+)?[分%](?:制|值)?(?:[*×]?[\u4e00-\u9fff]{0,6})?"
    r"|(?:满分|分值|权重|得分|评分|自评|自评分|自评得分|实际|本单位|本部门|单位|部门|机构|处室|科室|处\(科\)室|主体|乡镇|政策|项目|任务)"
    r"|(?:加盖)?(?:单位|部门)?(?:盖?公?[盖公签印]?章|签字|签名|盖章签字)(?:处)?"
    r"|(?:全称|简称|名称|规范名称|如有|若有|选填|必填|可选|单选|多选|可多选|打[√✓]|[√✓□☑]+|公式|比例|数值|简述|概述|定性|定量|文字|可附页|见附件|详见附件|注)"
    r"|(?:含|包括|包含|不超过|限|请|保留|情况说明|简要|说明|对照|与|按|指)[^()]*"
    r"|(?:年初)?(?:设定|填报|申报|批复|制定)|合计|总计|小计|总额|(?:20\d\d年?|20\d\d年度)|年度|全年|当年|本年|本年度|全年度|年末|期末"
)
"""What brackets say that leave the label before them as it is: letters, units, points, stamps, how to fill in.

All else is taken for a part of what the label means: a 得分(复评) is no score of the form's own.
"""

INNER = re.compile(r"\(([^()]*)")

SUFFIX = re.compile(r"(?:\([^()]*\))*\([^()]*\)?$")
"""Brackets at the end, the last of which may have lost its other half."""


@dataclass(frozen=True, slots=True)
class Label:
    """A printed text as a label.

    `keys` are what it may be looked up by, the fullest first; `of_which` says that it begins with 其中; `value` is
    what stands behind its colon in the same cell, as printed, or None.
    """

    printed: str
    keys: tuple[str, ...]
    of_which: bool
    value: str | None = None

    @staticmethod
    @lru_cache(maxsize=4096)
    def of(text: str) -> "Label":
        """Return a cell's whole text as a label."""
        if len(text) > LONGEST_LABEL or RUN_TOGETHER.search(text):
            return Label(text, (), of_which=False)
        folded = values.fold(text).rstrip(":")
        bare = ORDINAL.sub("", folded)
        stripped = OF_WHICH.sub("", bare)
        short = SUFFIX.sub(_without, stripped).rstrip(":%")
        candidates = (folded, bare, stripped, short, NUMBER.sub("", short), _in_front(short))
        return Label(text, tuple(dict.fromkeys(key for key in candidates if key)), of_which=stripped != bare)

    @staticmethod
    @lru_cache(maxsize=4096)
    def with_value(text: str) -> "Label | None":
        """Return the label before the colon of a text such as `一般公共预算:1325.68`, with what stands behind it."""
        for colon in re.finditer(r"[:：]", text[:LONGEST_LABEL]):
            head, tail = text[: colon.start()], text[colon.end() :]
            if tail.strip() and values.fold(head) != "其中":
                label = Label.of(head)
                return Label(head, label.keys, label.of_which, tail)
        return None


def _without(brackets: re.Match[str]) -> str:
    """Return what is left of the brackets behind a label: those that may change what it means."""
    return "".join(f"({said})" for said in INNER.findall(brackets[0]) if not HARMLESS.fullmatch(said))


def _in_front(short: str) -> str:
    """Return a label with what its brackets say before it: 预算数(年初) is 年初预算数."""
    brackets = SUFFIX.search(short)
    return "".join(INNER.findall(brackets[0])) + short[: brackets.start()] if brackets is not None else short
