"""Words that say which way an amount or a rate changed → the plain sign that they stand for."""

import re

_LESS = "(?:[调調追核压缩削扣净]{0,2}[减減](?:少|额)?|调低|降低|下降|压缩)了?"
_MORE = "(?:[调調追核净新]{0,2}增(?:加|长|额)?|追加|调高|提高|上升)了?"
_BEFORE = re.compile(rf"(?:\((?:{_LESS}|(?P<bracketed>{_MORE}))\)|(?:{_LESS}|(?P<more>{_MORE}))[\s:]?)(?P<figure>.+)")
_BEHIND = re.compile(rf"(?P<figure>[^()]+?)\s?\((?:{_LESS}|(?P<more>{_MORE}))\)")


def signed_by_words(text: str) -> str:
    """Return a plain text with a sign in place of such a word: 调减10.00 is -10.00, and so is 10.00(调减).

    A sign that is printed besides stays, so that there are two and the text is refused: which one holds is not said.
    Words that say to what an amount was changed, as in 调减为10.00, leave it as it is.
    """
    if text.isascii():
        return text
    match = _BEFORE.fullmatch(text) or _BEHIND.fullmatch(text)
    if match is None or match["figure"][0] in "为至到":
        return text
    return ("+" if any(match.groupdict().get(name) for name in ("more", "bracketed")) else "-") + match["figure"]
