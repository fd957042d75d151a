"""The elements of HTML by what they do to the text in them."""

from typing import Literal

Group = Literal["head", "body", "foot"]

GROUPS: dict[str, Group] = {"thead": "head", "tbody": "body", "tfoot": "foot"}

NEVER_SHOWN = frozenset(
    (
        *("head", "title", "script", "style", "template", "noscript", "noframes", "noembed", "iframe", "datalist"),
        *("object", "audio", "video", "canvas", "rp"),
    )
)
"""The text in them is for programs, or for browsers that cannot show what they stand for."""

STRUCK_OUT = frozenset(("del", "s", "strike"))
PREFORMATTED = frozenset(("pre", "listing", "xmp"))
LOOKS = STRUCK_OUT | PREFORMATTED | {"sup", "sub"}
"""They change what the text in them says, or how its blanks count."""

CELLS = frozenset(("td", "th"))

BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details", "dialog", "dir", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p"),
        *("section", "summary", "ul"),
    )
)
"""They begin a line and end one."""

INLINE_DISPLAY = ("inline", "contents", "ruby")
"""How the values of `display` begin by which an element begins no line."""
