"""How much of a page a parser has not found: of what looks like text and like the tags of tables in its markup.

A parser that leaves something out does so without a sign. What looks like a tag is looked for more generously here
than any parser does, so that a tag which a broken comment or an open quotation mark swallows is missed.
"""

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractors.readers.html.events import Event

TABLE_TAGS = frozenset(("table", "tr", "td", "th"))
RAW = frozenset(("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"))
"""Elements in which there are no tags."""

# what is never closed reaches to the end: looking for each end anew would take too long on a hostile page
ASIDE = re.compile(
    rf"<!--(?:-?>|.*?(?:--\s*!?>|(?P<open>\Z)))|<({'|'.join(sorted(RAW))})\b.*?(?:</\2\b[^>]*(?:>|\Z)|(?P<endless>\Z))",
    re.IGNORECASE | re.DOTALL,
)
TAG = re.compile(
    r"""<(?:[a-z][^>"']*(?:(?:"[^"]*(?:"|\Z)|'[^']*(?:'|\Z))[^>"']*)*|[!?/][^>]*)(?:>|\Z)""", re.IGNORECASE
)
START = re.compile(r"<(?:table|t[rdh])[\t\n\f\r />]", re.IGNORECASE)


class Held:
    """What a page holds outside comments, scripts and the like: tags of tables, and letters outside all tags."""

    def __init__(self, markup: str) -> None:
        shown = ASIDE.sub(_unless_closed, markup)
        self._tags = len(START.findall(shown))
        self._letters = _letters(html.unescape(TAG.sub(" ", shown)))

    def lost(self, events: "Iterable[Event]") -> int:
        """Return how many of these tags and letters are not among the events."""
        tags, texts, within = 0, [], ""
        for kind, name, _ in events:
            if kind == "start":
                within = name
                tags += name in TABLE_TAGS
            elif kind == "text" and within not in RAW:
                texts.append(name)
            else:
                within = ""
        return max(self._tags - tags, 0) + max(self._letters - _letters("".join(texts)), 0)


def _unless_closed(found: re.Match[str]) -> str:
    """Keep what a comment or script would swallow that is never closed."""
    return " " if found["open"] is None and found["endless"] is None else found[0].lstrip("<!-")


def _letters(text: str) -> int:
    return len("".join(text.split()))
