"""Changes that any bytes or any pieces of a file may undergo, by a generator of chance that is given its seed."""

from random import Random
from typing import TypeVar

Piece = TypeVar("Piece")

NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"2147483647", b"4294967296", b"99999999999999999999", b"1e400", b".5")
TEXTS = (
    *("", " ", "\t", "\n", "\u3000", "\u200b", "\u202e", "\ufeff", "\ufffd", "\0", "\x1b", "\u0301", "\U0001f600", "|"),
    *("-", "—", "/", "无", "0", "1,859.01", "１２．３％", "（1.5）", "-0", "≥90%", "1e9", "万元", "2021年度"),
    *("其中：", "合计", "得分", "年初预算数", "项目支出绩效自评表", "单位：万元", "一级指标", "附件1"),
    *("&nbsp;", "<br>", "&#99999999;", "**", '"', "\\", "+--+"),
)
"""Texts that mean something to a reader, or to what comes after it."""


CUT = 0.05
"""How often the end is missing."""


def some(chance: Random, most: int = 6) -> range:
    """Return a range of a random length, more often a short one."""
    return range(1 + int(chance.random() ** 2 * most))


def changed_bytes(data: bytes, chance: Random) -> bytes:
    """Return the bytes with some flipped, overwritten, cut out, repeated, or the end missing."""
    found = bytearray(data)
    for _ in some(chance):
        if not found:
            break
        start = chance.randrange(len(found))
        end = min(len(found), start + 1 + int(chance.random() ** 3 * 400))
        choices = (
            bytes([found[start] ^ 1 << chance.randrange(8)]) + found[start + 1 : end],
            chance.randbytes(end - start),
            b"",
            found[start:end] * chance.choice((2, 3, 50)),
            chance.choice(NUMBERS) + found[start:end],
        )
        found[start:end] = chance.choice(choices)
    return bytes(found[: chance.randrange(len(found))] if found and chance.random() < CUT else found)


def changed_order(pieces: list[Piece], chance: Random) -> list[Piece]:
    """Return the pieces with some left out, repeated, exchanged, or moved elsewhere."""
    found = list(pieces)
    for _ in some(chance):
        if len(found) < 2:  # noqa: PLR2004 - there is nothing to exchange
            break
        one, other = sorted(chance.sample(range(len(found)), 2))
        other = min(other, one + chance.choice((1, 2, 5, 20)))
        kind = chance.randrange(4)
        if kind == 0:
            del found[one:other]
        elif kind == 1:
            found[one:one] = found[one:other] * chance.choice((1, 2, 40))
        elif kind == 2:  # noqa: PLR2004 - the third of four
            found[one], found[other] = found[other], found[one]
        else:
            moved = found[one:other]
            del found[one:other]
            at = chance.randrange(len(found) + 1)
            found[at:at] = moved
    return found


def changed_text(text: str, chance: Random) -> str:
    """Return a text with another put into it, in its place, or with some of it left out."""
    at = chance.randrange(len(text) + 1)
    end = min(len(text), at + chance.choice((0, 0, 1, 3)))
    put = chance.choice(TEXTS) * chance.choice((1, 1, 1, 2, 30))
    return chance.choice((text[:at] + put + text[end:], put, text[:at] + text[end:]))
