"""Choices with boxes → the one that is ticked, as 优 in `优☑ 良□ 中□ 差□`."""

import re

from extractors.values.text import fold

ON, OFF = "☑✓✔√☒■", "□☐"
_BOX = f"[{ON}{OFF}]"
_BEFORE = re.compile(f"({_BOX})([^{ON}{OFF}]+)")
_BEHIND = re.compile(f"([^{ON}{OFF}]+)({_BOX})")
_BETWEEN = "、,;；/ "


def ticked(text: str) -> str | None:
    """Return the one choice whose box is ticked; None where not each has a box, or another number of them is ticked."""
    folded = fold(text)
    boxes = re.findall(_BOX, folded)
    if len(boxes) < 2 or sum(box in ON for box in boxes) != 1:  # noqa: PLR2004 - a choice of one is none
        return None
    before = folded[0] in ON + OFF
    pairs = _BEFORE.findall(folded) if before else [(box, word) for word, box in _BEHIND.findall(folded)]
    words = [word.strip(_BETWEEN) for box, word in pairs if box in ON]
    return words[0] if len(pairs) == len(boxes) and words and words[0] else None
