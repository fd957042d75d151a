"""An edit that would explain failures → the diagnosis that offers it, in words and in the printed manner."""

from collections.abc import Sequence
from decimal import Decimal

from schema.checks.cells import Cell
from schema.checks.edit import Meant
from schema.checks.exact import Exact
from schema.checks.names import Said, series
from schema.checks.verdict import printed
from schema.finding import Diagnosis

CHANCE_DECIMALS = 6

SWAP = "D10"
"""The slip whose second cell changes places with the first."""

LOST = Said("lost", "遗漏")
SUPERFLUOUS = Said("superfluous", "多出")


def diagnosis(
    slip: tuple[str, Said], cells: Sequence[Cell], meant: Meant, repairs: tuple[str, ...], chance: Exact
) -> Diagnosis:
    """Return the diagnosis of a slip that suggests a value for the first cell; a second one changes places with it."""
    (code, message), first, other = slip, cells[0], cells[-1]
    suggested = _suggested(first, meant)
    said = message.filled(
        field=first.name,
        printed=printed.quoted(_raw(first)),
        other=other.name,
        suggested=printed.minus(suggested),
        repairs=series(repairs),
        hold=Said("", "全部成立" if len(repairs) > 1 else "成立"),
        slip=SUPERFLUOUS if first.value < 0 else LOST,
    )
    return Diagnosis(
        code=code,
        field=first.path,
        printed=_raw(first),
        suggested=suggested,
        swapped_with=other.path if code == SWAP else None,
        repairs=repairs,
        chance=rounded_up(chance),
        message=said.en,
        message_zh=said.zh,
    )


def rounded_up(chance: Exact) -> Decimal:
    """Write a chance so that it is not made smaller."""
    return Decimal((chance * 10**CHANCE_DECIMALS).__ceil__()).scaleb(-CHANCE_DECIMALS)


def _raw(cell: Cell) -> str:
    return cell.reading.raw if cell.reading is not None else ""


def _suggested(cell: Cell, meant: Meant) -> str:
    """Write what was meant as the cell would print it: no closing zeros but those that it or its column has."""
    one, behind = printed.manner(cell)
    number = meant.value / one
    places = min(printed.decimals(meant.step / one), printed.decimals(cell.column_step / one))
    return printed.plain(number, max(places, printed.decimals(number))) + ("%" if behind == "%" else "")
