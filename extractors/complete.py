"""A record as printed → the record with what follows from the print; no printed value is changed or replaced."""

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TypeVar

from pydantic import BaseModel

from extractors import values
from schema.evaluation import BudgetRow, BudgetSource, Derived, DerivedRow, Indicator, Kind, Repeat, SelfEvaluation
from schema.reading import Amount, Rate, Text, Year

BODY = re.compile(
    r"(?:\[?(?P<code>\d{3,})(?:[-—－]|\]))?(?P<name>[^()（）]+(?:[(（][^()（）]*[)）])*?)"
    r"(?:[(（](?P<alias>[^()（）]{3,}[会局委办院所心校部厅处站馆队社府团司店园室])[)）])?(?:[(（](?:盖章|公章|签章)[)）])?"
)
"""A body's name: a budget code in front of it, a second name in brackets behind. （本级） or （汇总） is no name."""

PROJECT = re.compile(r"(?P<code>\d{5,}[A-Z][\dA-Z]{6,})[-—－](?P<name>.+)")
"""A project's name behind its code in the budget system."""

YEAR_IN_NAME = re.compile(r"(?<!\d)20\d\d(?=年)")
DIVISIONS = {
    "general_public_budget",
    "government_fund",
    "state_capital",
    "central",
    "provincial",
    "municipal",
    "county",
}
"""Sources that are kinds or levels of fiscal money."""

LEVELS = {"central", "provincial", "municipal", "county"}
"""Sources named by the level of government that gives the money."""

OTHERS = ("其他", "其它")
LOCAL = re.compile("(?:其中[:：]?)?地方")
"""How a row begins that is for all levels below the central one."""

RowT = TypeVar("RowT", bound=BudgetRow)
ModelT = TypeVar("ModelT", bound=BaseModel)

RATE_STEP = Decimal("0.0001")
"""Derived ratios are written to a hundredth of a percent, as the forms print them at their finest."""

EXACT = Context(prec=100, rounding=ROUND_HALF_EVEN)
"""The default of 28 digits rounds sums of amounts that have more."""


def completed(record: SelfEvaluation, *, asks_department: bool = False) -> SelfEvaluation:
    """Add what follows from the printed texts: names taken apart, scales of bare rates, directions, derived values.

    `asks_department` says that the form prints the label of a department, though its value may not have been found.
    """
    budget = _scaled(record.budget)
    sources = _with_parents(tuple(_scaled(source) for source in record.budget_sources))
    return record.model_copy(
        update={
            **_names(record, asks_department=asks_department),
            "repeats": tuple(_chosen_again(repeat) for repeat in _without_second(record)),
            "kind": _kind(record),
            "unit": _valued(record.unit, values.unit(record.unit.raw)) if record.unit is not None else None,
            "fiscal_year": record.fiscal_year or _year_of(record.project),
            "grade": _chosen(record.grade),
            "budget": budget,
            "budget_sources": sources,
            "budget_categories": tuple(_scaled(category) for category in record.budget_categories),
            "by_income": _scaled(record.by_income),
            "by_expenditure": _scaled(record.by_expenditure),
            "sources_exhaustive": _exhaustive(record, sources),
            "indicators": tuple(_directed(indicator) for indicator in record.indicators),
            "derived": _derived(budget),
        }
    )


def _kind(record: SelfEvaluation) -> Kind:
    """Return what the form is about: as its layout says, else by the bodies it names, its title and its project."""
    title = "" if record.title is None else record.title.value or ""
    if record.kind != "other":
        return record.kind
    if record.local_department or record.local_finance or record.provincial_department or "转移支付" in title:
        return "transfer"
    if record.project is not None:
        return "project"
    return "department" if record.department is not None or "部门" in title else "other"


def _names(record: SelfEvaluation, *, asks_department: bool) -> dict[str, Text | None]:
    """Return the names of bodies and of the project, codes and second names taken off.

    Where a form has no department, nor asks for one, the body that reports is the department.
    """
    department, publisher = record.department or _second(record), record.publisher
    if department is None and not asks_department:
        department, publisher = publisher, None
    return {
        "department": _part(department, "name"),
        "department_alias": _part(department, "alias"),
        "department_code": record.department_code or _part(department, "code"),
        "publisher": _part(publisher, "name"),
        "implementing_unit": _part(record.implementing_unit, "name"),
        "project": _part(record.project, "name", PROJECT),
        "project_code": record.project_code or _part(record.project, "code", PROJECT),
    }


def _without_second(record: SelfEvaluation) -> tuple[Repeat, ...]:
    """Return the repeats, the department that was found among them aside."""
    second = _second(record) if record.department is None else None
    return tuple(repeat for repeat in record.repeats if second is None or repeat.at != second.at)


def _second(record: SelfEvaluation) -> Text | None:
    """Return the body that the form names where the line above it names another that reports."""
    again = next((repeat for repeat in record.repeats if repeat.field == "publisher" and repeat.value), None)
    if again is None or record.publisher is None or again.value == record.publisher.value:
        return None
    return Text(raw=again.raw, value=again.value, at=again.at)


def _part(text: Text | None, part: str, pattern: re.Pattern[str] = BODY) -> Text | None:
    """Return a part of a printed name; the name itself is all of it where it has no parts."""
    match = None if text is None else pattern.fullmatch(text.value or "")
    found = None if match is None else match.groupdict().get(part)
    if text is None or (not found and part != "name"):
        return None
    return _valued(text, found) if found else text


def _valued(text: Text, value: str | None) -> Text:
    return _with(text, value=value)


def _chosen(grade: Text | None) -> Text | None:
    """Return a grade with the choice that is ticked as its value, where the form has choices to tick."""
    choice = None if grade is None else values.ticked(grade.raw)
    return grade if grade is None or choice is None else _with(grade, value=choice.value, problem=choice.problem)


def _chosen_again(repeat: Repeat) -> Repeat:
    """Return a grade that is printed once more with its choice, as the grade itself has it."""
    choice = values.ticked(repeat.raw) if repeat.field == "grade" else None
    return repeat if choice is None else _with(repeat, value=choice.value)


def _year_of(project: Text | None) -> Year | None:
    """Return the one year that the name of a project states, for forms that print none elsewhere."""
    match = None if project is None else YEAR_IN_NAME.search(project.value or "")
    if project is None or match is None or values.year(match.group()) is None:
        return None
    return Year(raw=project.raw, value=values.year(match.group()), at=project.at)


def _exhaustive(record: SelfEvaluation, sources: tuple[BudgetSource, ...]) -> bool | None:
    """Return whether the sources make up the total: as the layout says, or as their rows leave nothing out.

    One row may be for all others; the money of a transfer is also whole where its levels of government are.
    """
    if record.sources_exhaustive is not None:
        return record.sources_exhaustive
    rest = any(source.source == "other" and source.label.startswith(OTHERS) for source in record.budget_sources)
    return True if rest or (_kind(record) == "transfer" and _every_level(sources)) else None


def _every_level(sources: tuple[BudgetSource, ...]) -> bool:
    """Whether the total is divided by levels of government alone, from the central one down to the counties.

    One row may stand for all local ones, but not beside them: they may be part of it.
    """
    first = [source for source in sources if source.parent is None]
    local = [source for source in first if LOCAL.match(source.label.strip())]
    levels = {source.source for source in first if source not in local}
    return levels <= LEVELS and (levels == {"central"} if local else {"central", "county"} <= levels)


def _with_parents(sources: tuple[BudgetSource, ...]) -> tuple[BudgetSource, ...]:
    """Say which source a source is part of: a second 其中 below 财政拨款 divides it, as far as kinds of budget go."""
    parent: int | None = None
    placed: list[BudgetSource] = []
    for index, source in enumerate(sources):
        before = placed[-1] if placed else None
        opens = (
            source.label.strip().startswith("其中") and before is not None and before.source == "fiscal_appropriation"
        )
        if opens and before is not None and before.parent is None:
            parent = index - 1
        elif source.source not in DIVISIONS:
            parent = None
        placed.append(source.model_copy(update={"parent": parent}) if parent is not None else source)
    return tuple(placed)


def _directed(indicator: Indicator) -> Indicator:
    own = None if indicator.sign is None else values.direction(indicator.sign.raw)
    of_target = None if indicator.target is None else indicator.target.operator
    return _with(indicator, direction=own or of_target)


def _scaled(row: RowT) -> RowT:
    """Settle whether a rate printed as a bare number is a percentage or a fraction by what the amounts give."""
    base = row.final_budget or row.initial_budget
    actual, final, initial = _value(row.actual), _value(base), _value(row.initial_budget)
    change = None if final is None or initial is None else EXACT.subtract(final, initial)
    return _with(
        row,
        execution_rate=_settled(row.execution_rate, actual, final),
        adjustment_rate=_settled(row.adjustment_rate, change, initial),
    )


def _with(model: ModelT, **fields: object) -> ModelT:
    """Return a model with fields set; the same object where they are so already."""
    updates = {name: value for name, value in fields.items() if getattr(model, name) is not value}
    return model.model_copy(update=updates) if updates else model


def _settled(rate: Rate | None, numerator: Decimal | None, denominator: Decimal | None) -> Rate | None:
    if rate is None or rate.problem != "unit_unknown":
        return rate
    readings = {parsed.value: parsed for parsed in values.rate_readings(rate.raw) if parsed.value is not None}
    if readings.keys() == {Decimal(0)}:
        best = readings[Decimal(0)]
    elif numerator and denominator and readings and Decimal(0) not in readings:
        # The two readings are a factor of 100 apart, so the nearer one in size is plain even beside a misprint.
        size = abs(EXACT.divide(numerator, denominator))
        best = readings[min(readings, key=lambda value: max(abs(value) / size, size / abs(value)))]
    else:
        return rate
    return rate.model_copy(update={"value": best.value, "step": best.step, "problem": None})


def _derived(row: BudgetRow) -> DerivedRow:
    """Return what the amounts of the total row yield; null where a term is not printed or not understood."""
    initial, final, actual = (_value(row.initial_budget), _value(row.final_budget), _value(row.actual))
    # A form without a final budget measures spending against the initial one.
    base, name = (final, "final_budget") if row.final_budget is not None else (initial, "initial_budget")
    return DerivedRow(
        adjustment=_difference(final, initial, "final_budget - initial_budget"),
        execution_rate=_ratio(actual, base, f"actual / {name}"),
        adjustment_rate=_ratio(
            None if final is None or initial is None else EXACT.subtract(final, initial),
            initial,
            "(final_budget - initial_budget) / initial_budget",
        ),
        balance=_difference(final, actual, "final_budget - actual"),
    )


def _value(amount: Amount | None) -> Decimal | None:
    return None if amount is None else amount.value


def _difference(minuend: Decimal | None, subtrahend: Decimal | None, formula: str) -> Derived | None:
    if minuend is None or subtrahend is None:
        return None
    return Derived(value=EXACT.subtract(minuend, subtrahend), formula=formula)


def _ratio(numerator: Decimal | None, denominator: Decimal | None, formula: str) -> Derived | None:
    if numerator is None or not denominator:
        return None
    quotient = EXACT.divide(numerator, denominator).quantize(RATE_STEP, context=EXACT)
    return Derived(value=quotient, formula=f"{formula}, to {RATE_STEP}")
