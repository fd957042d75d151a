"""The work behind `extract run`: from what the command line asks for to the exit code."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import rich_click as click

from bulk import write
from bulk.discover import Input, OutputAmongInputs, discover, if_any_exists
from bulk.examine import is_folder, stands
from bulk.pattern import magic
from bulk.run import Totals, look, run
from commands import interrupt
from commands.configuration import Configuration, configuration
from commands.exits import Exit
from commands.progress import progress
from commands.request import Request
from commands.text import encoded, printable, tell
from pipeline import Options
from schema.finding import Severity

FAIL_ON: dict[str | None, tuple[Severity, ...]] = {
    None: (),
    "never": (),
    "error": ("error",),
    "warning": ("error", "warning"),
}
NAMED = 5
"""How many arguments without anything behind them a message lists."""


def read(request: Request) -> Exit:
    """Read the inputs, write or show what they give, and return what came of it."""
    passed_over: Counter[str] = Counter()
    configured = configuration(request.flags)
    try:
        inputs = if_any_exists(_discovered(request, passed_over))
        if inputs is None:
            return _no_input(request.paths, passed_over)
        totals = _read(inputs, request, configured, passed_over)
    except OutputAmongInputs as refusal:
        message = f"{printable(str(refusal))} is an input, and the output would replace it; name another --out"
        raise click.UsageError(message) from refusal
    return Exit.FINDINGS if totals.of_severity(*FAIL_ON[configured.fail_on]) else Exit.DONE


def _discovered(request: Request, passed_over: Counter[str]) -> Iterator[Input]:
    return discover(request.paths, write.destination(request.out or "-"), passed_over)


def _one_file(request: Request) -> bool:
    path = Path(request.paths[0])
    return request.out is None and len(request.paths) == 1 and stands(path) and not is_folder(path)


def _read(inputs: Iterator[Input], request: Request, configured: Configuration, passed_over: Counter[str]) -> Totals:
    options = Options(keep_personal_data=request.keep_personal_data, policy=configured.policy)
    if _one_file(request):
        return _shown(inputs, options, configured.said)
    started = time.monotonic()
    target = request.out or "-"
    with (
        write.output(target) as put,
        progress(lambda: _count(request), quiet=request.quiet) as show,
    ):

        def after_each(so_far: Totals) -> None:
            interrupt.check()
            show(so_far)

        totals = run(inputs, options, put, after_each)
    if not request.quiet:
        from commands import summary  # noqa: PLC0415 - rich is slow to import, and lines of data need none of it

        told = summary.About(target, time.monotonic() - started, passed_over, configured.said)
        tell(summary.text(totals, told))
    return totals


def _shown(inputs: Iterator[Input], options: Options, said: tuple[str, ...]) -> Totals:
    from rich.text import Text  # noqa: PLC0415 - as above

    from commands.view import view  # noqa: PLC0415 - as above

    asked = [Text(f"configuration: {printable('; '.join(said))}", "dim")] if said else []
    with write.output("-") as put:
        return look(inputs, options, lambda extractions: put(encoded(*view(extractions), *asked)))


def _count(request: Request) -> int | None:
    # The run itself meets the same refusal, and says so.
    with suppress(OutputAmongInputs):
        return sum(1 for _ in _discovered(request, Counter()))
    return None


def _nothing_behind(path: str) -> str:
    if is_folder(Path(path)):
        return "nothing to read in it"
    return "no file matches" if magic(path) else "does not exist"


def _no_input(paths: tuple[str, ...], passed_over: Counter[str]) -> Exit:
    from commands import summary  # noqa: PLC0415 - as above

    nothing = [f"{printable(path)} ({_nothing_behind(path)})" for path in paths[:NAMED]]
    more = [f"and {len(paths) - NAMED} more"] if len(paths) > NAMED else []
    aside = [f"; passed over: {summary.passed_over_text(passed_over)}"] if passed_over else []
    tell(f"extract: no input: {', '.join([*nothing, *more])}{''.join(aside)}")
    return Exit.NO_INPUT
