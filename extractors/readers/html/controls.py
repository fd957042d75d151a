"""Fields of a form within a page → the text that they show."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

CHECKED, UNCHECKED = "☑", "☐"
BOXES = frozenset({"checkbox", "radio"})
WITHOUT_TEXT = frozenset({"hidden", "image", "file", "password", "color", "range"})
CONTROLS = frozenset({"input", "select", "textarea", "img"})
"""Elements that show something else than their children. The text of a picture cannot be read."""


def shown(control: "Tag") -> str:
    """Return the text that a field shows: what is filled in or selected, or its tick."""
    if control.name == "textarea":
        return control.get_text()
    if control.name == "select":
        return _selected(control)
    return "" if control.name == "img" else _input(control)


def _input(control: "Tag") -> str:
    kind = str(control.attrs.get("type", "text")).strip().lower()
    if kind in BOXES:
        return CHECKED if "checked" in control.attrs else UNCHECKED
    return "" if kind in WITHOUT_TEXT else str(control.attrs.get("value", ""))


def _selected(control: "Tag") -> str:
    options = control.find_all("option")
    selected = [option for option in options if "selected" in option.attrs]
    shown_options = selected if selected or "multiple" in control.attrs else options[:1]
    return "\n".join(" ".join(option.get_text().split()) for option in shown_options)
