"""The cells of a table with some numbers edited, each compared at the precision of what was not edited."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from schema.checks.cells import Cell
from schema.checks.edit import Meant
from schema.checks.table import Table
from schema.reading import Amount

Left = tuple[Sequence[Fraction | None], Mapping[str, Cell]]
"""What is left without some cells: the finest step of each one's unit, and the cells that look less exact now."""


class Editor:
    """Edits cells of a table.

    An edited amount has the precision of the others in its unit: its own closing zeros may be an accident of the slip
    that the edit undoes, and they no longer make the others look more exact than they are printed. Where nothing else
    tells how exact a number was meant to be, as with rates, the finer of its old and its new digits are tried first.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._without: dict[frozenset[str], Left] = {}

    def edited(self, cells: Sequence[Cell], meant: Sequence[Meant]) -> Iterator[Mapping[str, Cell]]:
        """Yield by path the cells that are no longer as in the table, for each precision to be tried."""
        paths = frozenset(cell.path for cell in cells)
        if paths not in self._without:
            self._without[paths] = self._left(cells, paths)
        others, regauged = self._without[paths]
        unsure = None in others and any(cell.step != new.step for cell, new in zip(cells, meant, strict=True))
        for tried in (min, max) if unsure else (min,):
            changed = dict(regauged)
            for cell, new, finest in zip(cells, meant, others, strict=True):
                step = finest or tried(cell.step, new.step)
                changed[cell.path] = Cell(cell.path, cell.name, cell.reading, None, new.value, step, step)
            yield changed

    def rooms(self, cells: Sequence[Cell]) -> list[Fraction]:
        """Return the steps that edited cells have at the roughest, whatever digits the edit gives them."""
        paths = frozenset(cell.path for cell in cells)
        return [max(cell.step, self._finest(_unit(cell), paths) or cell.step) for cell in cells]

    def _left(self, cells: Sequence[Cell], paths: frozenset[str]) -> Left:
        regauged: dict[str, Cell] = {}
        for unit in {_unit(cell) for cell in cells}:
            regauged.update(self._regauged(unit, paths))
        return [self._finest(_unit(cell), paths) for cell in cells], regauged

    def _finest(self, unit: str | None, without: frozenset[str]) -> Fraction | None:
        return next((cell.step for cell in self._by_step.get(unit, ()) if cell.path not in without), None)

    def _regauged(self, unit: str | None, without: frozenset[str]) -> dict[str, Cell]:
        """Return the amounts left whose column was only made so exact by the ones that are edited."""
        finest = self._finest(unit, without)
        if finest is None or finest == self._by_step[unit][0].step:
            return {}
        left = (cell for cell in self._by_step[unit] if cell.path not in without and cell.column_step < finest)
        return {cell.path: replace(cell, column_step=finest) for cell in left}

    @cached_property
    def _by_step(self) -> Mapping[str | None, Sequence[Cell]]:
        """The amounts by unit, the most exact first."""
        groups: dict[str | None, list[Cell]] = {}
        for cell in self._table.cells.values():
            if cell.lack is None and _unit(cell) is not None:
                groups.setdefault(_unit(cell), []).append(cell)
        return {unit: sorted(cells, key=lambda cell: cell.step) for unit, cells in groups.items()}


def _unit(cell: Cell) -> str | None:
    return cell.reading.unit if isinstance(cell.reading, Amount) else None
