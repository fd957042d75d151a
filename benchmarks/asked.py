"""Every field that a published table asks for, with the reading that a record has for it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from extractors.values import fold
from tests.published import Fact, Published

YUAN = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(10) ** 8}
HUNDREDTH = Decimal("0.0001")
"""A hundredth of a percent."""

AMOUNTS = ("initial_budget", "adjustment", "final_budget", "received", "actual", "balance")
SCORES = ("weight", "score")
MONEY_OF_A_TASK = ("funds", "budget", "actual")
BODIES = ("department", "implementing_unit", "publisher")
CODE = re.compile(r"^(?:\[(\d+)\]|(\d+)-)(.+)$")
YEAR = re.compile(r"\(?\d{4}年度?\)?|\d{4}年度\)?")

Json = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """A field with what is printed for it, the reading that was given, and whether that is right."""

    field: str
    printed: str | None
    reading: Json | None
    right: bool

    @property
    def on_paper(self) -> bool:
        """Whether it is printed at all; what is derived is not."""
        return not self.field.startswith("derived.")

    @property
    def given(self) -> str | None:
        """What was given, as text; None where nothing was."""
        if self.reading is None or self.reading["value"] is None:
            return None
        return str(self.reading["value"])


def asked(table: Published, record: Json) -> Iterator[Asked]:
    """Yield every field that is asked for."""
    yield from _head(table, record)
    yield from _money(table, record)
    yield from _indicators(table, record)
    yield from _listed("goals", table.goals, record, table)
    yield from _listed("tasks", table.tasks, record, table)
    yield from _derived(table, record)
    readings = list(_readings(record))
    for row in table.breakdown:
        yield _in_a_label(table, row, readings)
    for text in table.elsewhere:
        found = any(fold(text) in fold(reading["raw"]) for reading in readings)
        yield Asked(f"elsewhere.{text}", text, None, found)


def _head(table: Published, record: Json) -> Iterator[Asked]:
    for name, printed in table.head.items():
        reading = record.get(name)
        if name.startswith("total_"):
            yield _number(name, printed or None, reading, Decimal)
        elif name in BODIES and reading is not None:
            yield Asked(name, printed or None, reading, _same_body(name, printed, record))
        else:
            yield _text(name, printed or None, reading)
    year = record.get("fiscal_year")
    yield Asked("fiscal_year", str(table.fiscal_year), year, year is not None and year["value"] == table.fiscal_year)
    title = record.get("title")
    same = title is not None and YEAR.sub("", fold(table.title)) == YEAR.sub("", fold(title["raw"]))
    yield Asked("title", table.title, title, same)


def _same_body(name: str, printed: str, record: Json) -> bool:
    """Whether a body is the printed one; with its code, or with the code taken off."""
    reading = record[name]
    value = fold(str(reading["value"] or ""))
    if value == fold(printed):
        return bool(printed)
    coded = CODE.match(fold(printed))
    if coded is None or value != coded[3]:
        return False
    code = re.sub(r"\D", "", (record["department_code"] or {}).get("value") or "")
    kept = name != "department" or code == (coded[1] or coded[2])
    return kept and fold(reading["raw"]) == fold(printed)


def _money(table: Published, record: Json) -> Iterator[Asked]:
    if not table.funding:
        return
    lists = ("budget_sources", "budget_categories")
    free = [(f"{name}.{index}", row) for name in lists for index, row in enumerate(record.get(name, []))]
    yield from _row("budget", table, table.funding[0], record.get("budget", {}))
    for number, wanted in enumerate(table.funding[1:]):
        found = next((one for one in free if _label(one[1]["label"]) == _label(wanted["label"])), None)
        if found is not None:
            free.remove(found)
        path, row = found or (f"budget_sources.{number}", {})
        yield from _row(path, table, wanted, row)
    inside = {_label(row["label"]) for row in table.breakdown}
    for path, row in free:
        if not any(label in _label(row["label"]) for label in inside) and _says_anything(row):
            yield Asked(path, None, {"value": row["label"]}, right=False)


def _says_anything(row: Json) -> bool:
    return any(isinstance(value, dict) and value.get("value") is not None for value in row.values())


def _label(text: str) -> str:
    return fold(text).removeprefix("其中").strip(":")


def _row(path: str, table: Published, wanted: Fact, row: Json) -> Iterator[Asked]:
    for name in AMOUNTS:
        yield _number(f"{path}.{name}", wanted.get(name), row.get(name), lambda text: Decimal(text) * YUAN[table.unit])
    rate = wanted.get("execution_rate")
    percent = wanted.get("execution_rate_normalised", rate)
    yield _number(f"{path}.execution_rate", rate, row.get("execution_rate"), lambda _: Decimal(percent or 0) / 100)
    for name in SCORES:
        yield _number(f"{path}.{name}", wanted.get(name), row.get(name), Decimal)


def _indicators(table: Published, record: Json) -> Iterator[Asked]:
    rows: list[Json] = record.get("indicators", [])
    names = [fold((row["name"] or {"raw": ""})["raw"]) for row in rows]
    matcher = SequenceMatcher(None, [fold(wanted["name"]) for wanted in table.indicators], names, autojunk=False)
    for _, first, last, from_, to in matcher.get_opcodes():
        for offset in range(max(last - first, to - from_)):
            index = from_ + offset
            if first + offset >= last:
                yield Asked(f"indicators.{index}", None, {"value": names[index]}, right=False)
            else:
                wanted = table.indicators[first + offset]
                found = rows[index] if index < to else {}
                yield from _indicator(f"indicators.{index if found else first + offset}", wanted, found)


def _indicator(path: str, wanted: Fact, row: Json) -> Iterator[Asked]:
    level1 = row.get("level1")
    inferred = wanted.get("level1_inferred")
    was_inferred = level1 is not None and inferred is not None and level1["value"] == inferred
    yield (
        Asked(f"{path}.level1", inferred, level1, right=True)
        if was_inferred
        else _text(f"{path}.level1", wanted.get("level1"), level1)
    )
    for name in ("level2", "name", "deviation_reason"):
        yield _text(f"{path}.{name}", wanted.get(name), row.get(name))
    for name in ("target", "actual"):
        yield _print(f"{path}.{name}", wanted.get(name), row.get(name))
    for name in SCORES:
        yield _number(f"{path}.{name}", wanted.get(name), row.get(name), Decimal)
    if "operator" in wanted:
        direction = row.get("direction")
        given = row.get("sign") or (direction and {"value": direction, "raw": direction, "nil": None})
        yield _text(f"{path}.sign", wanted["operator"], given)
    if "target_unit" in wanted:
        unit = (row.get("target") or {}).get("unit")
        yield _text(
            f"{path}.unit",
            wanted["target_unit"],
            row.get("unit") or (unit and {"value": unit, "raw": unit, "nil": None}),
        )


def _listed(name: str, wanted: tuple[Fact, ...] | None, record: Json, table: Published) -> Iterator[Asked]:
    """Yield the fields of the goals or the tasks, one after the other, and each record that nobody expected."""
    if wanted is None:
        return
    rows: list[Json] = record.get(name, [])
    for index, facts in enumerate(wanted):
        row = rows[index] if index < len(rows) else {}
        for field, printed in facts.items():
            path = f"{name}.{index}.{field}"
            if field in MONEY_OF_A_TASK:
                yield _number(path, printed, row.get(field), lambda text: Decimal(text) * YUAN[table.unit])
            else:
                yield _text(path, printed, row.get(field))
    for index in range(len(wanted), len(rows)):
        yield Asked(f"{name}.{index}", None, {"value": name}, right=False)


def _derived(table: Published, record: Json) -> Iterator[Asked]:
    derived = record.get("derived") or {}
    adjustment = table.derived.get("adjustment")
    yield _number(
        "derived.adjustment", adjustment, derived.get("adjustment"), lambda text: Decimal(text) * YUAN[table.unit]
    )
    rate, given = table.derived.get("execution_rate"), derived.get("execution_rate")
    right = (
        rate is not None and given is not None and abs(Decimal(given["value"]) - Decimal(rate) / 100) <= HUNDREDTH / 2
    )
    yield Asked("derived.execution_rate", rate, given, right)


def _in_a_label(table: Published, row: Fact, readings: list[Json]) -> Asked:
    amount = Decimal(row["amount"]) * YUAN[table.unit]
    printed = [reading for reading in readings if row["amount"] in fold(reading["raw"])]
    right = any(_decimal(reading.get("value")) == amount for reading in printed)
    return Asked(f"breakdown.{row['label']}", row["amount"], None, right)


def _readings(node: Any) -> Iterator[Json]:  # noqa: ANN401 - parsed JSON
    """Yield everything in a record that quotes the print."""
    if isinstance(node, dict):
        if node.get("raw") is not None:
            yield node
        for child in node.values():
            yield from _readings(child)
    elif isinstance(node, list):
        for child in node:
            yield from _readings(child)


def _number(field: str, printed: str | None, reading: Json | None, meaning: Callable[[str], Decimal]) -> Asked:
    wanted = None if printed is None else meaning(printed)
    return Asked(field, printed, reading, (None if reading is None else _decimal(reading["value"])) == wanted)


def _decimal(value: Any) -> Decimal | None:  # noqa: ANN401 - parsed JSON
    return Decimal(value) if isinstance(value, str) and re.fullmatch(r"-?\d+(?:\.\d+)?", value) else None


def _text(field: str, printed: str | None, reading: Json | None) -> Asked:
    if printed is None or reading is None:
        return Asked(field, printed, reading, right=False)
    value = reading["raw"] if reading["nil"] is not None else reading["value"]
    return Asked(field, printed, {**reading, "value": value}, fold(printed) == fold(value or ""))


def _print(field: str, printed: str | None, reading: Json | None) -> Asked:
    right = printed is not None and reading is not None and fold(printed) == fold(reading["raw"])
    return Asked(field, printed, reading, right)
