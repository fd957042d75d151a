"""Consistent forms printed from exact figures as programs print them, and forms with one injected slip."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from random import Random

from schema.evaluation import SelfEvaluation
from tests.checks import records

Printed = Mapping[str, str]
"""The figures of a form by path, as printed."""


@dataclass(frozen=True)
class Slip:
    """A form with one slip: what was printed, in which cells, and what had been meant."""

    printed: Printed
    meant: Mapping[str, str]

    @property
    def record(self) -> SelfEvaluation:
        """The record of the form as printed."""
        return record({**self.printed})


def seeded(seed: int) -> Random:
    """Return a source of chance that repeats itself."""
    return Random(seed)  # noqa: S311 - nothing here is secret


def consistent(random: Random, *, sparse: bool = False) -> dict[str, str]:
    """Return figures that agree: amounts of 0, 2 or 4 decimals, rates of 1 or 2, rounded or cut as programs do.

    A sparse form leaves out columns and rows at random, as most published forms do.
    """
    amount = _printer(random, random.choice((0, 2, 4)), cut=False)
    percent = _printer(random, random.choice((1, 2, 2)), cut=random.random() < 0.25)
    initial = _exact(random, 10 ** random.uniform(3, 6))
    change = initial * Decimal(random.randint(20, 600)) / 1000 * random.choice((1, -1))
    final = initial + change
    actual = final * Decimal(random.randint(5500, 9900)) / 10000
    form = {
        "budget.initial_budget": amount(initial),
        "budget.adjustment": amount(change),
        "budget.final_budget": amount(final),
        "budget.actual": amount(actual),
        "budget.execution_rate": f"{percent(actual / final * 100)}%",
        "budget.adjustment_rate": f"{percent(change / initial * 100)}%",
    }
    share = Decimal(random.randint(150, 850)) / 1000
    for index, part in enumerate((share, 1 - share)):
        form[f"budget_sources.{index}.final_budget"] = amount(final * part)
        form[f"budget_sources.{index}.actual"] = amount(actual * part)
    return _thinned(random, form) if sparse else form


def _thinned(random: Random, form: dict[str, str]) -> dict[str, str]:
    columns = ("initial_budget", "adjustment", "adjustment_rate", "execution_rate", "budget_sources")
    left_out = [column for column in columns if random.random() < 0.4]
    return {path: text for path, text in form.items() if not any(column in path for column in left_out)}


def _exact(random: Random, size: float) -> Decimal:
    return Decimal(random.randint(int(size * 10**5), int(size * 10**6))).scaleb(-6)


def _printer(random: Random, decimals: int, *, cut: bool) -> Callable[[Decimal], str]:
    mode = ROUND_DOWN if cut else random.choice((ROUND_HALF_UP, ROUND_HALF_EVEN))
    drops_zeros = random.random() < 0.4

    def printed(value: Decimal) -> str:
        text = f"{value.quantize(Decimal(1).scaleb(-decimals), rounding=mode):f}"
        return text.rstrip("0").rstrip(".") if drops_zeros and "." in text else text

    return printed


def record(form: Mapping[str, str]) -> SelfEvaluation:
    """Return the record of a form."""
    rows: dict[str, dict[str, str]] = {}
    for path, text in form.items():
        row, _, column = path.rpartition(".")
        rows.setdefault(row, {})[column] = text
    labels = ("财政拨款", "其他资金")
    sources = (
        {"source": "other", "label": label, **records.cells(**rows[f"budget_sources.{at}"])}
        for at, label in enumerate(labels)
        if f"budget_sources.{at}" in rows
    )
    return records.record(
        project=records.text("某项目"),
        problems=records.text("已说明"),
        budget=records.row(**rows["budget"]),
        budget_sources=tuple(sources),
        sources_exhaustive=True,
    )


def slip(random: Random, kind: str, *, sparse: bool = False) -> Slip:
    """Return a form with one slip of a kind that changes what is printed."""
    while True:
        form = consistent(random, sparse=sparse)
        changed = SLIPS[kind](random, form)
        if changed and all(form[path] != text for path, text in changed.items()):
            return Slip({**form, **changed}, {path: form[path] for path in changed})


def _total(random: Random, form: Printed, *, rates: bool = True) -> str:
    return random.choice([path for path in form if path.startswith("budget.") and (rates or "rate" not in path)])


def _sign(random: Random, form: Printed) -> dict[str, str]:
    signed = [path for path in ("budget.adjustment", "budget.adjustment_rate") if path in form]
    return {
        path: form[path].removeprefix("-") if "-" in form[path] else f"-{form[path]}" for path in _one(random, signed)
    }


def _one(random: Random, paths: list[str]) -> list[str]:
    return [random.choice(paths)] if paths else []


def _unit(random: Random, form: Printed) -> dict[str, str]:
    path = _total(random, form, rates=False)
    return {path: _shifted(form[path], random.choice((4, -4)))}


def _point(random: Random, form: Printed) -> dict[str, str]:
    path = _total(random, form)
    return {path: _shifted(form[path], random.choice((-2, -1, 1, 2)))}


def _shifted(text: str, places: int) -> str:
    number = f"{Decimal(text.removesuffix('%')).scaleb(places):f}"
    return number + "%" * text.endswith("%")


def _transposition(random: Random, form: Printed) -> dict[str, str]:
    path = _total(random, form)
    text = form[path]
    digits = [at for at, character in enumerate(text) if character.isdigit()]
    at = random.randrange(len(digits) - 1) if len(digits) > 1 else None
    if at is None:
        return {}
    characters = [*text]
    left, right = digits[at], digits[at + 1]
    characters[left], characters[right] = text[right], text[left]
    new = "".join(characters)
    return {} if new.lstrip("-").startswith("0") else {path: new}


def _digit(random: Random, form: Printed) -> dict[str, str]:
    path = _total(random, form)
    digits = [at for at, character in enumerate(form[path]) if character.isdigit()]
    at = random.choice(digits)
    new = form[path][:at] + random.choice("0123456789") + form[path][at + 1 :]
    return {} if new.lstrip("-").startswith("0") else {path: new}


def _swap(random: Random, form: Printed) -> dict[str, str]:
    pairs = (("initial_budget", "final_budget"), ("final_budget", "actual"), ("execution_rate", "adjustment_rate"))
    one, other = (f"budget.{column}" for column in random.choice(pairs))
    return {one: form[other], other: form[one]} if one in form and other in form else {}


SLIPS: Mapping[str, Callable[[Random, Printed], dict[str, str]]] = {
    "sign": _sign,
    "unit": _unit,
    "point": _point,
    "transposition": _transposition,
    "swap": _swap,
    "digit": _digit,
}
