"""Bytes → text, when it can be told in which encoding they are."""

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter

from extractors.errors import PARTLY_READ, Problem

BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

MEANT: dict[str, str] = {
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "gb18030", "x-gbk", "cp936", "ms936", "euc-cn"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5", "cp950"), "big5hkscs"),
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
    **dict.fromkeys(("iso-8859-1", "latin1", "windows-1252", "us-ascii", "ascii"), "cp1252"),
}
"""What a page means by the encoding that it declares: pages say gb2312 and use the letters of GB18030."""

DECLARATION = re.compile(rb"""(?i)(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*["']?([\w.:-]{1,40})""")
DECLARED_WITHIN = 4096

CHINESE = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
"""What a text without a mark may be in when it is not UTF-8."""

LEAST_SHARE = 0.5
"""Real texts, down to single words of forms, have 0.55 and more; one read in a wrong encoding has less."""

SAMPLE = 50_000
"""Characters that are weighed; the decision does not change after so many."""

KNOWN = 1 << 14
"""Characters of which it is remembered how they are weighed: more than there are in use."""

RUBBISH_SHARE = 0.05
INTACT_PER_REPLACED = 50

PLAIN = re.compile(r"[\t\n\v\f\r\x1a -~]+")
"""What stands in texts of every encoding, the old mark of a file's end among it."""

FREQUENT = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种"
    "事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公"
    "此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特"
    "代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数"
    "安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达"
    "光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运"
    "预算绩效评价项单执率标质益济态可持续影响满服值况偏差析改措施财拨款县镇乡省局委办室附整支收余调初际额填联络备注存街村医"
    "农林房城卫健康旅游育广播专补助"
    "們個這來為國說時會對後裡種經麼學當現動進還樣無與長機開關點業將兩間問戰頭體見產話給變應發過實從軍區門員義條係氣題爾別"
    "電數報結務場計資許統隊決馬書則聽達強難權處論記類據邊張該規萬覺術領確傳師觀讓識帶導爭運預績評價項單標執質態響滿環財撥縣"
    "鎮鄉辦調總額補聯繫註專衛廣設備農圖檢測護養險團級億購節歲費擬訂畫劃劑檔聲兒東讀"
    "，。、；：！？（）《》“”‘’—…·％／＋－＝≥≤×℃㎡①②③④⑤【】〔〕\u3000～＜＞０１２３４５６７８９☑☐√□■△○●"
)
"""The five hundred characters that make up most of any Chinese text and the words of budgets, both also as they are
written traditionally, and full-width punctuation."""

LEVEL_ONE = (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6))
"""Lead bytes of the characters in common use: the first level of both national standards."""


@dataclass(frozen=True)
class Decoded:
    """A text with the encoding that it was found in."""

    text: str
    encoding: str

    @cached_property
    def unusual(self) -> "Counter[str]":
        """The characters that do not stand in texts of every encoding, as many as are weighed, and how often."""
        return Counter(PLAIN.sub("", self.text)[:SAMPLE])

    @cached_property
    def replaced(self) -> int:
        """How many characters could not be decoded, here or by whoever wrote the file; they stand as U+FFFD."""
        return self.text.count("\ufffd")

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the reader of the text has to say about characters that are lost."""
        if not self.replaced:
            return ()
        lost = f"{self.replaced:,} characters could not be decoded and stand as \ufffd; those beside them may be wrong"
        return (Problem(PARTLY_READ, lost, f"{self.replaced:,} 个字符无法解码，以 \ufffd 代替，其相邻字符亦可能有误"),)


def decode(data: bytes) -> Decoded | None:
    """Return the text; None when it is no text, or when its encoding cannot be told.

    The encoding that a page declares is one candidate among others. A few bad bytes in a text that is otherwise sound
    become U+FFFD, which `Decoded.problems` reports: what is lost may be a digit.
    """
    for mark, codec in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _sound(_decoded(data[len(mark) :], codec))
    if b"\0" in data:
        return _with_nulls(data)
    declared = _declared(data)
    if declared in CHINESE and (found := _best(data, (declared,))) is not None:
        return found
    found = _utf8(data) or _best(data, CHINESE)
    return _sound(_decoded(data, "cp1252")) if found is None and declared == "cp1252" else found


def _decoded(data: bytes, codec: str) -> Decoded:
    return Decoded(data.decode(codec, "replace"), codec)


def _declared(data: bytes) -> str | None:
    found = DECLARATION.search(data, 0, DECLARED_WITHIN)
    return MEANT.get(found[1].decode("ascii").lower()) if found else None


def _with_nulls(data: bytes) -> Decoded | None:
    """Every second byte of Latin letters and digits in UTF-16 is a NUL; in other texts NULs can only be padding."""
    return _best(data, ("utf-16-le", "utf-16-be")) or (
        decode(padless) if b"\0" not in (padless := data.rstrip(b"\0")) else None
    )


def _utf8(data: bytes) -> Decoded | None:
    try:
        return _sound(Decoded(data.decode(), "utf-8"))
    except UnicodeDecodeError:
        found = _decoded(data, "utf-8")
        return _sound(found) if _intact(found) else None


def _best(data: bytes, candidates: tuple[str, ...]) -> Decoded | None:
    intact = [found for codec in candidates if _intact(found := _decoded(data, codec))]
    share, best = max(((_share(found), found) for found in intact), key=itemgetter(0), default=(0.0, None))
    return _sound(best) if best is not None and share >= LEAST_SHARE else None


def _intact(found: Decoded) -> bool:
    """Whether next to nothing was replaced, the last character of a file that is cut short apart."""
    replaced = found.replaced - found.text.endswith("\ufffd")
    return replaced == 0 or replaced * INTACT_PER_REPLACED <= len(PLAIN.sub("", found.text))


def _sound(found: Decoded) -> Decoded | None:
    """Return a text unless it is full of what no text contains: control characters, unassigned code points."""
    rubbish = sum(count for character, count in found.unusual.items() if _is_rubbish(character))
    return None if rubbish > RUBBISH_SHARE * min(len(found.text), SAMPLE) else found


def _share(found: Decoded) -> float:
    """Return how much of what is not ASCII is Chinese in common use: 1 when all of it is frequent."""
    weights = [(_weight(character), count) for character, count in found.unusual.items()]
    total = sum(count for _, count in weights)
    return sum(weight * count for weight, count in weights) / total if total else 1.0


@lru_cache(KNOWN)
def _weight(character: str) -> float:
    if character in FREQUENT:
        return 1.0
    if character == "\ufffd" or _is_rubbish(character):
        return -1.0
    return 0.4 if _is_level_one(character) else 0.0


def _is_level_one(character: str) -> bool:
    codes = ((character.encode(codec, "ignore"), first, last) for codec, first, last in LEVEL_ONE)
    return any(len(code) > 1 and first <= code[0] <= last for code, first, last in codes)


@lru_cache(KNOWN)
def _is_rubbish(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cn", "Co", "Cs"}
