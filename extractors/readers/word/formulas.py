"""A formula (`m:oMath`) → one line of text that says the same: a fraction with its stroke, brackets, raised digits."""

import re
from typing import TYPE_CHECKING

from extractors.readers.word import oxml, symbols

if TYPE_CHECKING:
    from lxml.etree import _Element

M = oxml.M
_SINGLE = re.compile(r"[\w.,%]*")
"""What stands above or below a stroke without brackets."""


def linear(formula: "_Element") -> str:
    """Return the formula, or a part of it, as one line."""
    pieces = []
    for node in formula:
        if node.tag in {oxml.TEXT, oxml.MATH_TEXT}:
            pieces.append(oxml.text(node))
        elif node.tag == f"{M}f":
            pieces.append(f"{_operand(node.find(f'{M}num'))}/{_operand(node.find(f'{M}den'))}")
        elif node.tag == f"{M}d":
            pieces.append(_bracketed(node))
        elif node.tag == f"{M}sup":
            pieces.append(linear(node).translate(symbols.RAISED))
        elif node.tag == f"{M}sub":
            pieces.append(linear(node).translate(symbols.LOWERED))
        elif node.tag not in oxml.WITHOUT_TEXT:
            pieces.append(_sign(node) + linear(node))
    return "".join(pieces)


def _operand(part: "_Element | None") -> str:
    inner = "" if part is None else linear(part)
    return inner if _SINGLE.fullmatch(inner) else f"({inner})"


def _bracketed(node: "_Element") -> str:
    signs = [
        _property(node, f"{M}dPr", name, usual) for name, usual in (("begChr", "("), ("sepChr", "|"), ("endChr", ")"))
    ]
    return signs[0] + signs[1].join(linear(part) for part in node.iterchildren(f"{M}e")) + signs[2]


def _sign(node: "_Element") -> str:
    # these signs are printed, and stand in no text
    if node.tag == f"{M}rad":
        return "√"
    return _property(node, f"{M}naryPr", "chr", "∫") if node.tag == f"{M}nary" else ""


def _property(node: "_Element", properties: str, name: str, usual: str) -> str:
    found = node.find(f"{properties}/{M}{name}")
    return usual if found is None else found.get(f"{M}val", "")
