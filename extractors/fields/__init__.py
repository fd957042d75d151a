"""A table's printed texts → labelled fields, and the cells that nobody read."""

from extractors.fields import body, caption, sections
from extractors.fields.ledger import Fields, LabelledField, Ledger
from extractors.tables import Table
from extractors.tables.around import is_section

__all__ = ["Fields", "LabelledField", "read"]


def read(table: Table) -> Fields:
    """Return every labelled field of a table, with what is left over: no printed cell is in neither."""
    ledger = Ledger(table.layout)
    for line in table.caption:
        understood = is_section(line) or caption.read(ledger, line.text, (line.place,))
        if table.titled and not understood:
            ledger.leave(None, line.text, (line.place,))
    ledger.section([line for line in table.caption if is_section(line)][-1:])
    block = None
    for grid, named in zip(table.grids, ((), *table.sections), strict=True):
        if named:
            block = None
            ledger.section(named)
        block = body.read(ledger, grid, block)
    for grid in table.grids:
        sections.read(ledger, grid)
    for line in table.notes:
        if not caption.read(ledger, line.text, (line.place,)):
            ledger.leave(None, line.text, (line.place,))
    return ledger.close()
