"""What a command line asks to be explained."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """The argument and the options of `extract explain`."""

    file: str
    table: int | None
    image: str | None
    everything: bool
    personal: bool
