"""The `extract` command line: one thin module per verb. `main` ends with an exit code that says what came of it."""

import gc
import sys
import traceback
from typing import NoReturn

from bulk.write import OutputFailed
from commands import interrupt
from commands.exits import Exit
from commands.text import abandon, hold_standard_streams, tell


def main() -> NoReturn:
    """Run the command line and end the process; whatever happens, one code says what (see `exits`)."""
    # Nothing that imports make is garbage: to look for it is an eighth of the start. Who has much to do enables it.
    gc.disable()
    hold_standard_streams()
    interrupt.install()
    code = _run()
    failure = _standard_output_failed()
    if failure is not None and not code:
        code = _output_failed(failure)
    sys.exit(code)


def _run() -> int:
    try:
        from commands.group import extract  # noqa: PLC0415 - what goes wrong while loading is reported in one place, too

        extract.main(prog_name="extract")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else Exit.DONE
    except interrupt.Interrupted as stop:
        return _interrupted(stop.signal)
    except OutputFailed as failure:
        return _output_failed(failure)
    except Exception as error:  # noqa: BLE001 - Python's own code for this, 1, means findings here
        signal = interrupt.asked()
        return _failed(error) if signal is None else _interrupted(signal)


def _interrupted(signal: int) -> int:
    interrupt.ignore()
    tell("extract: interrupted; no output file was changed, and the same command goes on from here")
    return Exit.SIGNALLED + signal


def _failed(error: Exception) -> int:
    """Report what nothing foresaw. Failures of a stream have no file name: there, help could not be printed."""
    if isinstance(error, OSError) and error.filename is None:
        return _output_failed(OutputFailed("-", error))
    tell("".join(traceback.format_exception(error)))
    tell("extract: the program failed; please report the lines above")
    return Exit.OUTPUT


def _output_failed(failure: OutputFailed) -> int:
    if failure.reader_left:
        return Exit.READER_LEFT
    tell(f"extract: {failure}")
    return Exit.OUTPUT


def _standard_output_failed() -> OutputFailed | None:
    """Bring what was printed to standard output, and return why that failed; then let the rest go."""
    try:
        sys.stdout.flush()
    except OSError as error:
        abandon(sys.stdout)
        return OutputFailed("-", error)
    return None
