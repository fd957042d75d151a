"""A paragraph → the text that it prints: revisions accepted, fields by their results, hidden text left out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from extractors.readers.word import formulas, oxml, symbols

if TYPE_CHECKING:
    from lxml.etree import _Element

    from extractors.readers.word.styles import Styles

W = oxml.W
FIELD_MARK = f"{W}fldChar"
VANISH, FONT = f"{W}vanish", f"{W}ascii"
BREAKS = {f"{W}br": "\n", f"{W}cr": "\n"}
SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-", **BREAKS}
SHIFTED: "Mapping[str, Mapping[int, str | int | None]]" = {
    "superscript": symbols.RAISED,
    "subscript": symbols.LOWERED,
}


class Surroundings(Protocol):
    """What a paragraph stands in: it knows the styles, and takes what is anchored in the text and is none of it."""

    styles: "Styles"

    def drawn(self, drawing: "_Element") -> None:
        """Take a drawing, picture or embedded object."""

    def noted(self, reference: "_Element") -> None:
        """Take the mark of a footnote or endnote."""


def printed(paragraph: "_Element", surroundings: Surroundings) -> tuple[str, bool]:
    """Return the text that a paragraph prints, without an automatic number, and whether the next one continues it."""
    look = oxml.properties(paragraph, oxml.PARAGRAPH_LOOK)
    collector = _Collector(surroundings, oxml.value(look.get(f"{W}pStyle")))
    collector.take(paragraph)
    return "".join(collector.pieces), end_removed(look)


def signs_of(fonts: "_Element") -> "Mapping[int, str | int | None] | None":
    """Return the signs that a `w:rFonts` shows for characters; None where its font shows the characters."""
    signs = symbols.FONTS.get(fonts.get(FONT, "").lower())
    return None if signs is None or fonts.get(f"{W}hint") == "eastAsia" else signs


def end_removed(look: "Mapping[str, _Element]") -> bool:
    """Return whether a paragraph's own end is deleted or hidden, so that the next one continues its line."""
    mark = look.get(oxml.RUN_LOOK)
    if mark is None or not len(mark):
        return False
    return oxml.on(mark.find(VANISH)) or any(node.tag in oxml.DELETED for node in mark)


@dataclass(slots=True)
class _Field:
    """A field that has begun. `code` is where its code begins among the pieces, None once its result has begun."""

    code: int | None
    shown: str


class _Collector:
    """The text of one paragraph while it is walked."""

    def __init__(self, surroundings: Surroundings, style: str) -> None:
        self.pieces: list[str] = []
        self._surroundings = surroundings
        self._hidden = surroundings.styles.hides(style)
        self._look: Mapping[int, str | int | None] | None = None
        self._fields: list[_Field] = []

    def take(self, parent: "_Element") -> None:
        """Add the text of an element's children."""
        for node in parent:
            action = _ACTIONS.get(node.tag)
            if action is not None:
                action(self, node)
            elif node.tag not in oxml.WITHOUT_TEXT:
                self.take(node)

    def run(self, run: "_Element") -> None:
        look = oxml.properties(run, oxml.RUN_LOOK)
        if self._hides(look):
            # the marks of a field count, or else its code would never end
            for mark in run.iterchildren(FIELD_MARK):
                self.field(mark)
        else:
            self._look = _substitutes(look)
            self.take(run)
            self._look = None

    def _hides(self, look: "Mapping[str, _Element]") -> bool:
        if VANISH in look:
            return oxml.on(look[VANISH])
        return self._hidden or self._surroundings.styles.hides(oxml.value(look.get(f"{W}rStyle")))

    def text(self, node: "_Element") -> None:
        text = oxml.text(node)
        self.pieces.append(text if self._look is None else text.translate(self._look))

    def symbol(self, node: "_Element") -> None:
        self.pieces.append(symbols.character(node.get(f"{W}font", ""), node.get(f"{W}char", "")))

    def ruby(self, node: "_Element") -> None:
        for base in node.iterchildren(f"{W}rubyBase"):
            self.take(base)
        for reading in node.iterchildren(f"{W}rt"):
            self.pieces.append("(")
            self.take(reading)
            self.pieces.append(")")

    def field(self, mark: "_Element") -> None:
        """Open or close a field; what stood in its code goes, what is left unclosed at the paragraph's end stays."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field(len(self.pieces), _form_field(mark)))
        elif self._fields:
            field = self._fields[-1]
            if field.code is not None:
                del self.pieces[field.code :]
            field.code = None
            if kind == "end":
                self.pieces.append(self._fields.pop().shown)

    def alternatives(self, node: "_Element") -> None:
        branch = oxml.chosen(node)
        if branch is not None:
            self.take(branch)

    def formula(self, node: "_Element") -> None:
        self.pieces.append(formulas.linear(node))

    def drawn(self, node: "_Element") -> None:
        self._surroundings.drawn(node)

    def noted(self, node: "_Element") -> None:
        self._surroundings.noted(node)


def _always(text: str) -> Callable[[_Collector, "_Element"], None]:
    return lambda collector, _: collector.pieces.append(text)


_ACTIONS: dict[str, Callable[[_Collector, "_Element"], None]] = {
    oxml.RUN: _Collector.run,
    oxml.TEXT: _Collector.text,
    oxml.MATH_TEXT: _Collector.text,
    oxml.SYMBOL: _Collector.symbol,
    oxml.ALTERNATE: _Collector.alternatives,
    FIELD_MARK: _Collector.field,
    f"{W}ruby": _Collector.ruby,
    f"{oxml.M}oMath": _Collector.formula,
    **dict.fromkeys((f"{W}drawing", f"{W}pict", f"{W}object"), _Collector.drawn),
    **dict.fromkeys((f"{W}footnoteReference", f"{W}endnoteReference"), _Collector.noted),
    **{tag: _always(sign) for tag, sign in SIGNS.items()},
}
ACTING = frozenset(_ACTIONS)
"""Elements that print something, or take part in deciding what is printed."""


def _substitutes(look: "Mapping[str, _Element]") -> "Mapping[int, str | int | None] | None":
    """Return what the characters of a run look like where they do not look like themselves."""
    shifted = SHIFTED.get(oxml.value(look.get(f"{W}vertAlign")))
    if shifted is not None:
        return shifted
    fonts = look.get(f"{W}rFonts")
    return None if fonts is None else signs_of(fonts)


def _form_field(mark: "_Element") -> str:
    """Return what an old form field shows that stands in no text: a box, ticked or not, or the choice from a list."""
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        state = box.find(f"{W}checked")
        return "☑" if oxml.on(state if state is not None else box.find(f"{W}default")) else "☐"
    choices = mark.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return ""
    entries = [entry.get(oxml.VAL, "") for entry in choices.iterchildren(f"{W}listEntry")]
    picked = choices.find(f"{W}result")
    index = oxml.number(picked if picked is not None else choices.find(f"{W}default"), 0)
    return entries[index] if 0 <= index < len(entries) else ""
