"""A quoted pattern such as `data/**/*.pdf`, matched name by name on the way down a folder."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

MAGIC = "*?["
ANY_DEPTH = "**"

States = frozenset[int]
"""How many parts of a pattern may be behind us at one place of the tree; several, because of `**`."""


def magic(text: str) -> bool:
    """Return whether the text can stand for more than itself."""
    return any(character in text for character in MAGIC)


@dataclass(frozen=True, slots=True)
class Pattern:
    """The parts of a pattern below its fixed folder. What a folder's name completes, everything in the folder does.

    No parts select everything, so that a folder is the pattern of its own.
    """

    parts: tuple[str, ...] = ()

    def start(self) -> States:
        """Return the states at the fixed folder."""
        return self._settled({0})

    def after(self, states: States, name: str, *, is_folder: bool) -> States:
        """Return the states behind a name; none where nothing can match any more."""
        whole = len(self.parts)
        stay = {state for state in states if state == whole or self.parts[state] == ANY_DEPTH}
        step = {state + 1 for state in states if state < whole and fnmatchcase(name, self.parts[state])}
        # A `**` behind the name of a file would stand for a folder in it.
        return self._settled(stay | step) if is_folder else self._settled(stay) | step

    def complete(self, states: States) -> bool:
        """Return whether the whole pattern is matched."""
        return len(self.parts) in states

    def spells_out(self, states: States, name: str) -> bool:
        """Return whether a name is asked for as such: the pattern has it as it is, or has its leading dot."""
        parts = (self.parts[state] for state in states if state < len(self.parts))
        return any(fnmatchcase(name, part) and (part.startswith(".") or not magic(part)) for part in parts)

    def _settled(self, states: set[int]) -> States:
        """Let every `**` stand for no folder at all, too."""
        for state, part in enumerate(self.parts):
            if state in states and part == ANY_DEPTH:
                states.add(state + 1)
        return frozenset(states)


EVERYTHING = Pattern()


def split(argument: str) -> tuple[Path, Pattern]:
    """Return the folder before the first part with magic, and the pattern below it."""
    folder, pattern = divided(argument)
    return Path(folder or ("/" if argument.startswith("/") else ".")), pattern


def divided(argument: str) -> tuple[str, Pattern]:
    """Return what stands before the first part with magic, and the pattern of the rest."""
    parts = argument.split("/")
    fixed = next(index for index, part in enumerate(parts) if magic(part))
    return "/".join(parts[:fixed]), Pattern(tuple(part for part in parts[fixed:] if part not in {"", "."}))
