"""A line or cell above a table → whether it is the title of a self-evaluation, or of another table."""

import re
from collections.abc import Iterable
from functools import lru_cache

from extractors.layouts import general
from extractors.layouts.evidence import Heading

LONGEST_CAPTION = 80
"""Characters: a longer text above a table is prose of the report around it."""

LONGEST_OTHER = 40
"""Characters: titles of other tables are short."""

SENTENCE = re.compile(r"[，。；;]|详见|见附")
"""What stands in a sentence that speaks of a table, and in no title."""

CONTENTS = re.compile(r"表\s*(?:[(（][^()（）]*[)）])?(?:\s*[.…·•．—-]{2,}\s*|\s+)\d{1,3}\s*$")
"""How a table of contents names a table: the number of its page stands behind it."""

BEFORE_TITLE = re.compile(r"附件|附表|报表编号|表\s*\d")
"""What a form prints in a row or line above its title."""

KINDS = re.compile(
    r"(?:(?:决算|预算|收支|收入|支出|经费|采购|资产|人员|编制|机构|目录|清单|明细|统计|汇总|一览|名单|情况|信息|目标|考核|评分|审核|监控|申报)"
    r"[^\d:：。，；]*表|目录|清单|名词解释|细则|指标体系)(?:[(（].*)?$"
)
"""How the title of another table of a report ends."""

OURS = re.compile(r"自评|评价")
"""What may stand in the title of a self-evaluation that the pattern of titles does not know."""

SCORED = re.compile(r"评分|考核|审核|细则|指标体系|清单|目录")
"""What makes such a title that of scoring rules, or of the assessment of something else."""


def is_title(text: str) -> bool:
    """Whether a text is the title of a self-evaluation table."""
    return len(text) <= LONGEST_CAPTION and "表" in text and _is_title(text)


@lru_cache(maxsize=4096)
def _is_title(text: str) -> bool:
    named = general().title_pattern.search("".join(text.split())) is not None
    return named and CONTENTS.search(text) is None and SENTENCE.search(text) is None


def heads_form(text: str) -> bool:
    """Whether a text is the title of one self-evaluation, not of a list of many."""
    return is_title(text) and heading_of(text) == "own"


@lru_cache(maxsize=4096)
def heading_of(text: str) -> Heading:
    """Return what a text says about the table below it."""
    if len(text) > LONGEST_CAPTION or CONTENTS.search(text) or SENTENCE.search(text):
        return "none"
    folded = "".join(text.split())
    if general().part_year_pattern.search(folded) is not None and "表" in folded and "自评" not in folded:
        return "part_year"
    if is_title(text):
        return "other" if general().list_pattern.search(folded) is not None else "own"
    ours = OURS.search(folded) is not None and SCORED.search(folded) is None
    return "other" if len(folded) <= LONGEST_OTHER and not ours and KINDS.search(folded) is not None else "none"


def nearest(texts: Iterable[str]) -> Heading:
    """Return what the last of some texts that says anything says."""
    return next((said for text in reversed(list(texts)) if (said := heading_of(text)) != "none"), "none")
