"""A table's printed texts → labelled fields, and the cells that nobody read."""

from extractors.fields import body, caption, sections
from extractors.fields.ledger import Fields, LabelledField, Ledger
from extractors.tables import Table

__all__ = ["Fields", "LabelledField", "read"]


def read(table: Table) -> Fields:
    """Return every labelled field of a table, with what is left over: no printed cell is in neither."""
    ledger = Ledger(table.layout)
    for line in table.caption:
        understood = caption.read(ledger, line.text, (line.place,))
        if table.titled and not understood:
            ledger.leave(None, line.text, (line.place,))
    block = None
    for grid in table.grids:
        block = body.read(ledger, grid, block)
    for grid in table.grids:
        sections.read(ledger, grid)
    for line in table.notes:
        if not caption.read(ledger, line.text, (line.place,)):
            ledger.leave(None, line.text, (line.place,))
    return ledger.close()
