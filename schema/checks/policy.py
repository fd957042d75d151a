"""Which checks are told, and how grave their failures are: as the catalogue says, unless a user says otherwise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from schema.checks.check import Check, Grade


@dataclass(frozen=True, slots=True)
class Policy:
    """Codes or their beginnings (`A`, `R01`) of the checks that are told, and of those that are not.

    Nothing selected means all; what is ignored is ignored even where it is selected. The longest of the given
    beginnings that a code has decides its severity. All checks of the catalogue are judged in any case, since what
    explains one failure may break another check.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Grade] = field(default_factory=dict)

    def tells(self, check: Check) -> bool:
        """Return whether the findings of a check are told."""
        chosen = not self.select or check.code.startswith(self.select)
        return chosen and not (self.ignore and check.code.startswith(self.ignore))

    def severity(self, check: Check) -> Grade:
        """Return how grave a failure of a check is."""
        fitting = [code for code in self.severities if check.code.startswith(code)]
        return self.severities[max(fitting, key=len)] if fitting else check.severity

    def unknown(self, catalogue: Iterable[Check]) -> tuple[str, ...]:
        """Return the given codes that no check has, in their order: most likely slips of the pen."""
        codes = [check.code for check in catalogue]
        given = dict.fromkeys((*self.select, *self.ignore, *self.severities))
        return tuple(code for code in given if not code or not any(each.startswith(code) for each in codes))


CATALOGUE = Policy()
"""What the catalogue says."""
