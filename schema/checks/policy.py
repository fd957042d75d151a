"""Which findings are wanted, and how grave each is taken: a choice of codes and prefixes of codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from schema.finding import Severity

OF_FILES = "N"
"""The family of what is wrong with a file. It is always reported: a file that was not read looks like a good one."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Codes, or prefixes of codes, to report and to leave out, and severities other than those of the catalogue.

    With nothing selected every code is; what is ignored is left out though it is selected.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)

    def applies(self, code: str) -> bool:
        """Return whether findings of a code are reported."""
        selected = not self.select or code.startswith(self.select)
        return code.startswith(OF_FILES) or (selected and not code.startswith(self.ignore))

    def severity(self, code: str, default: Severity) -> Severity:
        """Return how grave a code is taken, by the longest prefix that is named; what was not checked stays so."""
        named = [prefix for prefix in self.severities if code.startswith(prefix)]
        if default == "not_checked" or not named:
            return default
        return self.severities[max(named, key=len)]
