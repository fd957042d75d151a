"""A line above, below or at the head of a table → title, year, unit and what else it states."""

import re

from extractors import values
from extractors.document import Place
from extractors.fields.ledger import Ledger
from extractors.layouts import general
from extractors.layouts.label import Label
from extractors.tables.titles import is_title

UNIT = re.compile(r"\(?(?:金额|货币|计量)?单位[::]?(?:人民币)?\(?[百千万亿]*元\)?|^\((?:人民币)?[百千万亿]*元\)$")
APART = re.compile(r"[ \t\u3000]{2,}|[ \t\u3000](?=[^\s:：]{2,12}[:：])")
"""Gaps between the statements of one line, such as 填报单位：…　　单位：万元."""

YEAR = re.compile(r"\(?(?:年度|年份)?:?[12一二][0-9〇○零一二三四五六七八九]{3}年?度?\)?")
TITLE_YEAR = re.compile(r"^\(?[12][0-9]{3}年?度?\)?|\([12][0-9]{3}年?度?\)$")


def read(ledger: Ledger, text: str, places: tuple[Place, ...]) -> bool:
    """Book what a line states and return whether any of it was understood; the rest of such a line is left over."""
    parts = [text] if is_title(text) else [part for part in APART.split(text) if part.strip()]
    understood = [_part(ledger, part, places) for part in parts]
    for part, known in zip(parts, understood, strict=True):
        if any(understood) and not known:
            ledger.leave(None, part, places)
    return any(understood) or not parts


def _part(ledger: Ledger, text: str, places: tuple[Place, ...]) -> bool:
    folded = values.fold(text)
    titled = is_title(text)
    understood = _unit_and_year(ledger, folded, text, places, is_title=titled)
    if titled:
        _title(ledger, folded, text, places)
    return titled or understood or _labelled(ledger, text, places)


def _unit_and_year(ledger: Ledger, folded: str, text: str, places: tuple[Place, ...], *, is_title: bool) -> bool:
    unit = UNIT.search(folded)
    rest = UNIT.sub("", folded)
    if unit is not None and values.unit(unit.group()) is not None:
        ledger.add("unit", None, text, places)
    year = YEAR.search(rest) if is_title else YEAR.fullmatch(rest)
    if year is not None and values.year(year.group()) is not None:
        ledger.add("fiscal_year", None, text, places)
        rest = ""
    return not rest


def _title(ledger: Ledger, folded: str, text: str, places: tuple[Place, ...]) -> None:
    ledger.add("title", None, text, places)
    pattern = ledger.layout.title_pattern
    match = None if pattern is None else pattern.match(TITLE_YEAR.sub("", folded))
    if match is not None and match.group("region"):
        ledger.add("region", None, match.group("region"), places)


def _labelled(ledger: Ledger, text: str, places: tuple[Place, ...]) -> bool:
    label = Label.with_value(text)
    if label is None or label.value is None:
        return False
    if ledger.is_contact(label):
        ledger.add(f"contacts.{ledger.count('contacts')}.raw", label.printed, text, places)
        return True
    if any(key in general().remarks for key in label.keys):
        return _remark(ledger, text, places)
    path = next((ledger.layout.path_by_label[key] for key in label.keys if key in ledger.layout.path_by_label), None)
    if path is not None:
        ledger.add(path, label.printed, label.value, places)
    return path is not None


def _remark(ledger: Ledger, text: str, places: tuple[Place, ...]) -> bool:
    ledger.add("remarks", None, text, places)
    return True
