"""A table's printed texts → labelled fields, and the cells that nobody read."""

from dataclasses import replace

from extractors.fields import body, caption, sections
from extractors.fields.bodies import told_apart
from extractors.fields.ledger import Fields, LabelledField, Ledger
from extractors.fields.particular import layout_of, undated
from extractors.tables import Table
from extractors.tables.around import is_section

__all__ = ["Fields", "LabelledField", "read"]


def read(table: Table) -> Fields:
    """Return every labelled field of a table, with what is left over: no printed cell is in neither."""
    ledger = Ledger(layout_of(table))
    for line in table.caption:
        understood = is_section(line) or caption.read(ledger, line.text, (line.place,))
        if table.titled and not understood:
            ledger.leave(None, line.text, (line.place,))
    ledger.section([line for line in table.caption if is_section(line)][-1:])
    block, grids = None, undated(table)
    for grid, named in zip(grids, ((), *table.sections), strict=True):
        if named:
            block = None
            ledger.section(named)
        block = body.read(ledger, grid, block)
    for grid in grids:
        sections.read(ledger, grid)
    for line in table.notes:
        if not caption.read(ledger, line.text, (line.place,)):
            ledger.leave(None, line.text, (line.place,))
    account = ledger.close()
    return replace(account, found=told_apart(account.found))
