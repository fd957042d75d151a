"""Personal names and telephone numbers: withheld from a record, wherever in it they stand."""

import re
from collections.abc import Callable
from functools import cache
from operator import is_
from typing import TypeVar

from pydantic import BaseModel

from schema.evaluation import SelfEvaluation
from schema.reading import Measure, Reading, Text

WITHHELD = "某某"
"""What stands in the place of a name; figures of a telephone number become `*`."""

PHONE = re.compile(
    r"(?<![\w.-])(?:1[3-9]\d{9}|0\d{2,3}[-—－ ]?\d{7,8})(?![A-Za-z\d.-])|(?<=[\u4e00-\u9fff])1[3-9]\d{9}(?!\d)"
)

ROLE = r"(?:填表人|填报人|制表人|经办人?|审核人|复核人|联系人|负责人|分管领导|单位领导|小组成员)(?:姓名|签字|签名)?"
SIGNS = ("人", "经办", "领导", "成员")
"""One of these stands in every role; most texts have none, and are not searched."""

NAME = r"[\u4e00-\u9fff·]{2,4}"
AFTER_COLON = re.compile(rf"({ROLE}(?:[(（][^()（）]*[)）])?\s*[:：]\s*){NAME}(?:[、,，]{NAME})*")
AT_ONCE = re.compile(rf"((?:填表人|填报人|制表人|经办人|联系人)\s*)(?!及|为|和|、){NAME}?(?=[,，。；;、\s]|$)")

HAN_NAME = re.compile(rf"(?<![\u4e00-\u9fff]){NAME}(?![\u4e00-\u9fff])")

TEXTS = ("raw", "value", "text", "label")
"""What holds the texts of a reading, and of what is left over."""

ModelT = TypeVar("ModelT", bound=BaseModel)


def withheld(record: SelfEvaluation, people: list[str]) -> SelfEvaluation:
    """Return the record without names and telephone numbers; `people` are the texts that stand beside contacts' labels.

    A name beside a contact's label is withheld from every text outside the contents too, numbers from all texts.
    """
    names = sorted({name for text in people for name in HAN_NAME.findall(text)}, key=len, reverse=True)
    known = re.compile("|".join(map(re.escape, names))) if names else None

    @cache
    def hide(text: str) -> str:
        if any(sign in text for sign in SIGNS):
            text = AT_ONCE.sub(rf"\1{WITHHELD}", AFTER_COLON.sub(rf"\1{WITHHELD}", text))
        return _without_numbers(text)

    def hide_names(text: str) -> str:
        return hide(text) if known is None else known.sub(WITHHELD, hide(text))

    hidden = _rewritten(record, hide)
    loose = ("publisher", "remarks", "unit", "fiscal_year", "filing_date", "title")
    updates: dict[str, object] = {name: _loose(getattr(hidden, name), hide_names) for name in loose}
    updates |= {
        name: tuple(_loose(one, hide_names) for one in getattr(hidden, name)) for name in ("unmapped", "repeats")
    }
    return hidden.model_copy(update=updates)


def _without_numbers(text: str) -> str:
    return PHONE.sub(lambda match: "*" * len(match.group()), text)


def _rewritten(node: ModelT, hide: Callable[[str], str]) -> ModelT:
    """Return a model with every text reading below it rewritten; figures are left alone."""
    again = {name: _child(child, hide) for name, child in vars(node).items() if child is not None}
    updates = {name: child for name, child in again.items() if child is not getattr(node, name)}
    return node.model_copy(update=updates) if updates else node


def _child(child: object, hide: Callable[[str], str]) -> object:
    """Return what a field holds rewritten; the same object where nothing in it is to be."""
    if isinstance(child, Reading):
        return _loose(child, hide) if isinstance(child, Text | Measure) else child
    if isinstance(child, BaseModel):
        return _rewritten(child, hide)
    if not isinstance(child, tuple):
        return child
    again = tuple(_child(one, hide) for one in child)
    return child if all(map(is_, again, child)) else again


def _loose(node: ModelT | None, hide: Callable[[str], str]) -> ModelT | None:
    """Return a reading, or what is left over, with its own texts rewritten."""
    if node is None:
        return None
    texts = vars(node)
    changed = {
        name: hidden for name in TEXTS if isinstance(text := texts.get(name), str) and (hidden := hide(text)) != text
    }
    return node.model_copy(update=changed) if changed else node
