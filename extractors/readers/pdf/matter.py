"""What a page break puts between two parts of a table."""

import re

LONGEST_MATTER = 60
"""Characters: a longer line is more than the number of a page."""

PAGE_MATTER = re.compile(
    r"[-—–－―·•\s]*第?\s*[0-9０-９〇一二三四五六七八九十]{1,4}\s*页?\s*([/／,，共]\s*共?\s*[0-9０-９〇一二三四五六七八九十]{1,4}\s*页?)?[-—–－―·•\s]*"
    r"|[（(【]?\s*(续上?表|续|接上页|转下页|接下页|下页续|上页续|未完待续)\s*[0-9一二三四五六七八九十]{0,3}\s*[）)】]?"
)
"""Page numbers in their usual forms, and words that say that a table goes on."""


def is_page_matter(text: str) -> bool:
    """Return whether a line is a page number, or says that a table goes on."""
    return len(text) <= LONGEST_MATTER and PAGE_MATTER.fullmatch(text) is not None
