"""Which rows of tables are ordinary: all that is printed in them are the texts of their paragraphs, as they stand.

Nearly all rows are, and are read in one go (see `tables`). A row with anything in it that hides, changes or adds text
is walked through element by element. What matters is looked for in the whole document at once, which costs little.
"""

from typing import TYPE_CHECKING

from extractors.readers.word import oxml, runs

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from extractors.readers.word.styles import Styles

W = oxml.W

ALWAYS = (
    *(runs.ACTING - {oxml.RUN, oxml.TEXT} - frozenset(runs.BREAKS)),
    *(oxml.WITHOUT_TEXT - {f"{W}{name}" for name in ("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr")}),
    *(f"{W}{name}" for name in ("altChunk", "cellDel", "hMerge", "tbl", "tcPrChange")),
)
"""Elements that make a row another than an ordinary one, wherever they stand in it."""


def ordinary_rows(body: "_Element", styles: "Styles") -> "frozenset[_Element]":
    """Return the ordinary rows of all tables."""
    others: set[_Element] = set()
    for node in body.iter(*ALWAYS, *_LOOKS):
        matters = _LOOKS.get(node.tag)
        if matters is None or matters(node, styles):
            others.update(node.iterancestors(oxml.ROW))
    return frozenset(body.iter(oxml.ROW)) - others


_LOOKS: "dict[str, Callable[[_Element, Styles], bool]]" = {
    f"{W}pStyle": lambda node, styles: styles.matter(oxml.value(node)),
    f"{W}rStyle": lambda node, styles: styles.matter(oxml.value(node)),
    f"{W}numPr": lambda _, __: True,
    f"{W}vanish": lambda node, _: oxml.on(node),
    f"{W}vertAlign": lambda node, _: oxml.value(node) in runs.SHIFTED,
    f"{W}rFonts": lambda node, _: runs.signs_of(node) is not None,
}
"""Properties that matter by their values."""
