"""Every code that the program knows: the checks of a table, the reasons about a file, the diagnoses of a slip."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractors import errors
from schema import checks
from schema.checks.diagnosis import edits
from schema.checks.names import Said

Kind = Literal["check", "file", "diagnosis"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One code: what it is about, how grave it is, and its words, with {braces} for what they take."""

    code: str
    kind: Kind
    severity: str | None
    formula: str | None
    rule: str | None
    title: Said
    message: Said

    def data(self) -> dict[str, str | None]:
        """Return it for a machine."""
        texts = {"title": self.title.en, "title_zh": self.title.zh}
        texts |= {"message": self.message.en, "message_zh": self.message.zh}
        about = {"code": self.code, "kind": self.kind, "severity": self.severity}
        return about | {"formula": self.formula, "rule": self.rule} | texts


@cache
def catalogue() -> tuple[Entry, ...]:
    """Return the checks in their order, then the reasons, then the diagnoses."""
    reasons = [reason for reason in vars(errors).values() if isinstance(reason, errors.Reason)]
    return (
        *(_check(check) for check in checks.catalogue()),
        *(_reason(reason) for reason in sorted(reasons, key=lambda reason: reason.code)),
        *_diagnoses(),
    )


@cache
def findable() -> tuple[str, ...]:
    """Return the codes that a finding may have."""
    return tuple(entry.code for entry in catalogue() if entry.kind != "diagnosis")


def _check(check: checks.Check) -> Entry:
    rule = " ".join(check.rule.split())
    return Entry(check.code, "check", check.severity, check.formula, rule, check.title, check.message)


def _reason(reason: errors.Reason) -> Entry:
    message = Said(reason.message, reason.message_zh)
    title = Said(message.en.partition(";")[0], message.zh.partition("；")[0])
    return Entry(reason.code, "file", reason.severity, None, None, title, message)


def _diagnoses() -> tuple[Entry, ...]:
    return tuple(
        Entry(edit.code, "diagnosis", None, None, edit.meant.__doc__, edit.message, edit.message) for edit in edits()
    )
