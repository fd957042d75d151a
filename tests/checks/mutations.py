"""Consistent forms with one printed figure changed: how often it is found, and whether its explanation is right."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from schema import checks
from schema.evaluation import SelfEvaluation
from schema.finding import Diagnosis, Finding
from tests.checks import scored

Printed = Mapping[str, str]

FIGURE = re.compile(r"budget\.|budget_sources\.|indicators\.[0-9]+\.(?:weight|score)$|total_")
"""The figures that stand in an identity of a complete form."""

COMPUTED = {"D13", "D18"}
"""Diagnoses whose suggestion is computed from other figures, as exactly as these are printed."""

GRAVE = {"error", "warning"}


@dataclass(frozen=True)
class Mutant:
    """A form with one figure changed, or two that changed places; `meant` is what had been printed."""

    printed: Printed
    meant: Mapping[str, str]

    @property
    def record(self) -> SelfEvaluation:
        """The record of the changed form."""
        return scored.record(self.printed)

    @property
    def places(self) -> set[str]:
        """The changed cells, and the totals that lack what was left out."""
        left_out = {f"budget.{path.rpartition('.')[2]}" for path in self.meant if not self.printed[path]}
        return {*self.meant, *left_out}


def mutant(random: Random, kind: str) -> Mutant:
    """Return a form with one change of a kind; a change that leaves the number as it was is none."""
    while True:
        form = scored.consistent(random)
        paths = [path for path in form if FIGURE.match(path) and not path.startswith("budget_sources.1")]
        path = random.choice(paths)
        changed = KINDS[kind](random, form, path)
        meant = {each: form[each] for each, text in changed.items() if _number(text) != _number(form[each])}
        if meant and len(meant) == len(changed):
            return Mutant({**form, **changed}, meant)


def _number(text: str) -> Decimal | None:
    digits = text.removesuffix("%")
    return None if not digits else Decimal(digits) / (100 if text.endswith("%") else 1)


def _digit(random: Random, form: Printed, path: str) -> dict[str, str]:
    text = form[path]
    at = random.choice([at for at, character in enumerate(text) if character.isdigit()])
    return _sound(path, text[:at] + random.choice("0123456789") + text[at + 1 :])


def _transposition(random: Random, form: Printed, path: str) -> dict[str, str]:
    text = form[path]
    places = [at for at, character in enumerate(text) if character.isdigit()]
    if len(places) == 1:
        return {}
    at = random.randrange(len(places) - 1)
    characters = [*text]
    left, right = places[at], places[at + 1]
    characters[left], characters[right] = text[right], text[left]
    return _sound(path, "".join(characters))


def _lost(random: Random, form: Printed, path: str) -> dict[str, str]:
    text = form[path]
    places = [at for at, character in enumerate(text) if character.isdigit()]
    at = random.choice(places)
    return _sound(path, text[:at] + text[at + 1 :]) if len(places) > 1 else {}


def _doubled(random: Random, form: Printed, path: str) -> dict[str, str]:
    text = form[path]
    at = random.choice([at for at, character in enumerate(text) if character.isdigit()])
    return _sound(path, text[:at] + text[at] + text[at:])


def _sound(path: str, text: str) -> dict[str, str]:
    number = text.removesuffix("%").removeprefix("-")
    odd = re.match(r"0[0-9]", number) or number.startswith(".") or number.endswith(".")
    return {} if odd else {path: text}


def _sign(_: Random, form: Printed, path: str) -> dict[str, str]:
    text = form[path]
    return {path: text.removeprefix("-") if text.startswith("-") else f"-{text}"}


def _shifted(text: str, places: int) -> str:
    return f"{Decimal(text.removesuffix('%')).scaleb(places):f}" + "%" * text.endswith("%")


def _unit(random: Random, form: Printed, path: str) -> dict[str, str]:
    money = path.startswith("budget") and not path.endswith(("rate", "weight", "score"))
    return {path: _shifted(form[path], random.choice((4, -4)))} if money else {}


def _point(random: Random, form: Printed, path: str) -> dict[str, str]:
    return {path: _shifted(form[path], random.choice((-2, -1, 1, 2)))}


def _percent(_: Random, form: Printed, path: str) -> dict[str, str]:
    return {path: form[path].removesuffix("%")} if form[path].endswith("%") else {}


def _omitted(random: Random, _: Printed, __: str) -> dict[str, str]:
    columns = random.choice((("final_budget",), ("actual",), ("final_budget", "actual")))
    row = random.choice((0, 1))
    return {f"budget_sources.{row}.{column}": "" for column in columns}


def _swap(_: Random, form: Printed, path: str) -> dict[str, str]:
    row, column = path.rsplit(".", 1) if "." in path else ("", "")
    pairs = {"weight": "score", "final_budget": "actual", "initial_budget": "final_budget"}
    other = f"{row}.{pairs.get(column, '')}"
    return {path: form[other], other: form[path]} if other in form else {}


def _base(_: Random, form: Printed, __: str) -> dict[str, str]:
    rate = Decimal(form["budget.actual"]) / Decimal(form["budget.initial_budget"]) * 100
    return {"budget.execution_rate": f"{rate:.2f}%"}


KINDS: Mapping[str, Callable[[Random, Printed, str], dict[str, str]]] = {
    "digit": _digit,
    "transposition": _transposition,
    "digit lost": _lost,
    "digit doubled": _doubled,
    "sign": _sign,
    "unit": _unit,
    "point": _point,
    "percent": _percent,
    "omitted": _omitted,
    "swap": _swap,
    "base": _base,
}


def right(mutated: Mutant, diagnosis: Diagnosis) -> bool:
    """Return whether a diagnosis says what had been printed, in the place where it was changed."""
    if diagnosis.field not in mutated.meant:
        return False
    meant, said = _number(mutated.meant[diagnosis.field]), _number(diagnosis.suggested)
    return said == meant or (diagnosis.code in COMPUTED and _near(said, meant))


def _near(one: Decimal | None, other: Decimal | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= abs(other) / 50


def judged(mutated: Mutant) -> str:
    """Return how a change came out: missed, or found; and what was said about it, rightly or not.

    A finding counts if it names the changed cell, or the total of one that was left out.
    """
    found = [
        finding
        for finding in checks.run(mutated.record)
        if finding.severity in GRAVE and not mutated.places.isdisjoint(finding.fields)
    ]
    if not found:
        return "missed"
    diagnoses = {finding.diagnosis for finding in found if finding.diagnosis is not None}
    if diagnoses:
        return "right" if all(right(mutated, diagnosis) for diagnosis in diagnoses) else "wrong"
    return "listed" if any(finding.candidates for finding in found) else "found"


def outcomes(seed: int, kind: str, number: int) -> Counter[str]:
    """Return how so many changes of a kind came out."""
    random = Random(seed)  # noqa: S311 - nothing here is secret
    return Counter(judged(mutant(random, kind)) for _ in range(number))


def accused(seed: int, number: int) -> list[tuple[Printed, Finding]]:
    """Return the errors that are found in so many consistent forms."""
    random = Random(seed)  # noqa: S311 - nothing here is secret
    forms = [scored.consistent(random) for _ in range(number)]
    return [(form, one) for form in forms for one in checks.run(scored.record(form)) if one.severity == "error"]
