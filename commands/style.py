"""The colours of the severities, the same wherever findings are shown."""

from schema.finding import Severity

STYLES: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "info": "cyan", "not_checked": "dim"}
