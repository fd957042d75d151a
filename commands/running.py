"""Many files: the engine, the state and the output of one run, and what is told meanwhile and at its end."""

import gc
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bulk import manifest, write
from bulk.discover import Input, OutputAmongInputs
from bulk.engines import Engine
from bulk.engines.local import Local
from bulk.examine import stands
from bulk.extra import INSTALL, Lacking
from bulk.fingerprint import fingerprints
from bulk.manifest import Conditions
from bulk.names import MANIFEST, STATE
from bulk.pattern import magic, split
from bulk.quarantine import Quarantine
from bulk.remote.places import is_url
from bulk.run import Hooks, Run
from bulk.state import State
from bulk.tally import Totals
from bulk.work import Result, Settings
from commands import aside, interrupt
from commands.configuration import Configuration
from commands.progress import progress
from commands.reading import FROM, discovered
from commands.request import Request
from commands.text import printable, tell


def run(inputs: Iterator[Input], request: Request, configured: Configuration, passed_over: Counter[str]) -> Totals:
    """Read the inputs into the output, and return the figures of all."""
    started, target = datetime.now(UTC), request.out or "-"
    gc.freeze()
    gc.enable()
    settings = request.work.settings(configured.policy, keep_personal_data=request.keep_personal_data)
    with ExitStack() as stack:
        put = stack.enter_context(write.output(target))
        state = State(write.beside(target, STATE), fingerprints(settings), fresh=request.work.fresh)
        stack.callback(state.close)
        write.sweep(target)
        engine = _engine(request, settings, stack)
        quarantine = _quarantine(request)
        show = stack.enter_context(progress(lambda: _count(request), quiet=request.quiet))

        def after_each(found: Input, result: Result) -> None:
            if quarantine is not None:
                quarantine.consider(found, result)
            meanwhile()

        def meanwhile() -> None:
            interrupt.check()
            show(work.standing)

        work = Run(engine, state, Hooks(put, after_each, meanwhile), rehash=request.work.rehash)
        work.through(inputs)
    # Behind the output, which stands by now: what goes wrong here must not cost it.
    _finish(quarantine)
    done = Conditions(started, request.paths, target, engine.name, engine.width, _options(settings, configured))
    _tell(work, done, passed_over, request)
    return work.totals


def _engine(request: Request, settings: Settings, stack: ExitStack) -> Engine:
    jobs = request.work.jobs or _cores()
    engine = Local(settings, jobs) if request.work.engine == "local" else _dask(request, settings, jobs)
    stack.push(lambda kind, *_: engine.close(now=kind is not None))
    return engine


def _cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _dask(request: Request, settings: Settings, jobs: int) -> Engine:
    try:
        from bulk.engines.dask import Dask  # noqa: PLC0415 - an extra, and slow to import
    except ModuleNotFoundError as error:
        raise Lacking(f"--engine dask needs {error.name}; {INSTALL}") from error
    folders = [path if stands(Path(path)) or not magic(path) else str(split(path)[0]) for path in request.paths]
    return Dask(settings, jobs, request.work.scheduler, [folder for folder in folders if stands(Path(folder))])


def _quarantine(request: Request) -> Quarantine | None:
    if request.work.quarantine is None:
        return None
    return Quarantine(Path(request.work.quarantine), FROM[request.work.quarantine_on], aside.reserved(request))


def _finish(quarantine: Quarantine | None) -> None:
    if quarantine is None:
        return
    quarantine.finish()
    if quarantine.trouble is not None:
        tell(f"extract: {printable(quarantine.trouble)}")


def _count(request: Request) -> int | None:
    # The run itself meets the same refusal, and says so.
    with suppress(OutputAmongInputs):
        return sum(1 for _ in discovered(request, Counter()))
    return None


def _options(settings: Settings, configured: Configuration) -> dict[str, object]:
    return {**asdict(settings), "configuration": configured.said}


def _tell(work: Run, done: Conditions, passed_over: Counter[str], request: Request) -> None:
    place = done.output if is_url(done.output) else write.beside(done.output, "")
    if place is not None:
        with write.output(f"{place}{MANIFEST}") as put:
            put(manifest.manifest(done, work.totals, work.effort, passed_over))
    if not request.quiet:
        from commands import summary  # noqa: PLC0415 - rich is slow to import, and lines of data need none of it

        tell(summary.text(work.totals, summary.About(done, work.effort, passed_over, request.work.quarantine)))
