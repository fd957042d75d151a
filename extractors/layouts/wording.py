"""A label written with choices of words → every label that it stands for."""

import re
from itertools import product

CHOICE = re.compile(r"\{([^{}]*)\}")


def wordings(written: str) -> tuple[str, ...]:
    """Return what `年初{预算|批复}{数|}` stands for: 年初预算数, 年初预算, 年初批复数, 年初批复."""
    parts = [part.split("|") if index % 2 else [part] for index, part in enumerate(CHOICE.split(written))]
    return tuple("".join(words) for words in product(*parts))
