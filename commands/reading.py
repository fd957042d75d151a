"""The work behind `extract run`: from what the command line asks for to the exit code."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import rich_click as click

from bulk import write
from bulk.discover import Input, OutputAmongInputs, discover, if_any_exists
from bulk.examine import is_folder, stands
from bulk.extra import Lacking
from bulk.pattern import magic
from bulk.remote.places import is_url
from bulk.tally import Totals
from commands import aside
from commands.configuration import Configuration, configuration
from commands.exits import Exit
from commands.request import Request
from commands.text import printable, tell
from schema.finding import Severity

FROM: dict[str | None, tuple[Severity, ...]] = {
    None: (),
    "never": (),
    "error": ("error",),
    "warning": ("error", "warning"),
}
"""The severities from one on."""

NAMED = 5
"""How many arguments without anything behind them a message lists."""


def read(request: Request) -> Exit:
    """Read the inputs, write or show what they give, and return what came of it."""
    passed_over: Counter[str] = Counter()
    configured = configuration(request.flags)
    aside.refuse(request, shown=_one_file(request))
    try:
        inputs = if_any_exists(discovered(request, passed_over))
        if inputs is None:
            return _no_input(request.paths, passed_over)
        totals = _read(inputs, request, configured, passed_over)
    except OutputAmongInputs as refusal:
        message = f"{printable(str(refusal))} is an input, and the output would replace it; name another --out"
        raise click.UsageError(message) from refusal
    except Lacking as lack:
        raise click.UsageError(printable(str(lack))) from lack
    return Exit.FINDINGS if totals.of_severity(*FROM[configured.fail_on]) else Exit.DONE


def discovered(request: Request, passed_over: Counter[str]) -> Iterator[Input]:
    """Return the inputs, and count what is none."""
    folder = None if request.work.quarantine is None else Path(request.work.quarantine)
    out = request.out or "-"
    return discover(request.paths, write.destination(out), passed_over, folder, out if is_url(out) else None)


def _one_file(request: Request) -> bool:
    path = Path(request.paths[0])
    return request.out is None and len(request.paths) == 1 and stands(path) and not is_folder(path)


def _read(inputs: Iterator[Input], request: Request, configured: Configuration, passed_over: Counter[str]) -> Totals:
    if _one_file(request):
        from commands.looking import look  # noqa: PLC0415 - each way imports what it needs

        return look(next(inputs), request, configured)
    from commands.running import run  # noqa: PLC0415 - as above

    return run(inputs, request, configured, passed_over)


def _nothing_behind(path: str) -> str:
    if is_folder(Path(path)):
        return "nothing to read in it"
    return "no file matches" if magic(path) else "does not exist"


def _no_input(paths: tuple[str, ...], passed_over: Counter[str]) -> Exit:
    from commands import summary  # noqa: PLC0415 - rich is slow to import, and lines of data need none of it

    nothing = [f"{printable(path)} ({_nothing_behind(path)})" for path in paths[:NAMED]]
    more = [f"and {len(paths) - NAMED} more"] if len(paths) > NAMED else []
    over = [f"; passed over: {summary.passed_over_text(passed_over)}"] if passed_over else []
    tell(f"extract: no input: {', '.join([*nothing, *more])}{''.join(over)}")
    return Exit.NO_INPUT
