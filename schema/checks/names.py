"""What fields are called in messages, in English and Chinese."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, get_args

from schema.evaluation import SelfEvaluation
from schema.model import Frozen

LISTED = 6
"""A list in a message names so many and counts the rest."""

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


class Said(NamedTuple):
    """The same words in English and in Chinese."""

    en: str
    zh: str

    def filled(self, **words: "str | Said") -> "Said":
        """Put words into the {braces}, each in its language."""
        chinese = {key: word.zh if isinstance(word, Said) else word for key, word in words.items()}
        english = {key: word.en if isinstance(word, Said) else word for key, word in words.items()}
        return Said(self.en.format(**english), self.zh.format(**chinese))


@lru_cache(maxsize=4096)
def named(path: str, label: str = "") -> Said:
    """Return what a field is called, such as `actual of 一般公共预算`; `label` is the printed label of its row."""
    head, *steps = path.split(".")
    name = _printed(head, steps)
    if not steps or not steps[0].isdigit():
        return name
    if label:
        return Said(f"{name.en} of {label}", f"{label}的{name.zh}")
    ordinal = int(steps[0]) + 1
    return Said(f"{name.en} of {head.replace('_', ' ').removesuffix('s')} {ordinal}", f"{name.zh}（第{ordinal}项）")


def _printed(head: str, steps: Sequence[str]) -> Said:
    """Return a field's name and, from the schema, the first of the labels that it is printed with."""
    field = SelfEvaluation.model_fields[head]
    name = head
    if steps and not steps[-1].isdigit():
        model = next(part for part in (field.annotation, *get_args(field.annotation)) if _is_model(part))
        name, field = steps[-1], model.model_fields[steps[-1]]
    english = name.replace("_", " ")
    label = _CHINESE.match(field.description or "")
    return Said(english, label[0] if label else english)


def _is_model(part: object) -> bool:
    return isinstance(part, type) and issubclass(part, Frozen)


def listed(names: Sequence[Said]) -> Said:
    """Return names as one list, each once, the rest counted where there are many."""
    unique = list(dict.fromkeys(names))
    shown, rest = unique[:LISTED], len(unique) - LISTED
    english, chinese = ", ".join(name.en for name in shown), "、".join(name.zh for name in shown)
    return Said(f"{english} and {rest} more", f"{chinese}等{len(unique)}项") if rest > 0 else Said(english, chinese)


def series(words: Sequence[str]) -> Said:
    """Return words as `A01, R02 and R03`, and with the Chinese comma."""
    *most, last = words
    return Said(f"{', '.join(most)} and {last}" if most else last, "、".join(words))
