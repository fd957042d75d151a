"""Codes as people name them → codes and prefixes that are known, or a usage error that names the nearest one."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

import rich_click as click

LIKE = 0.4
"""How alike a word must be to be offered in place of one that is not known; 1 is the same."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return what to say behind a word that is not known: the known one nearest to it, or all where none is near."""
    likeness = {name: SequenceMatcher(None, word, name).ratio() for name in sorted(set(known))}
    near = max(likeness, key=lambda name: likeness[name])
    return f"did you mean {near}?" if likeness[near] >= LIKE else f"known: {', '.join(likeness)}"


def checked(code: str, known: Sequence[str]) -> str:
    """Return a code, or a prefix of codes, as the catalogue writes it; raise ValueError where there is none."""
    upper = code.strip().upper()
    if upper and any(one.startswith(upper) for one in known):
        return upper
    families = {one[0] for one in known}
    candidates = [one for one in known if one[0] == upper[:1]] or families
    raise ValueError(f"{code!r} is no code; {nearest(upper, candidates)} (`extract checks` lists all)")


def chosen(codes: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return codes that stand on a command line, several in a word parted by commas."""
    try:
        return tuple(checked(code, known) for word in codes for code in word.split(","))
    except ValueError as error:
        raise click.UsageError(str(error)) from error
