"""One input → what it gives, read in the process that asks: the work that every engine does."""

import importlib
import pkgutil
import time

import pipeline
from bulk import tally
from bulk.work import Result, Task
from extractors import opening, readers
from extractors.errors import CRASHED, LIMIT, OUT_OF_MEMORY, OUT_OF_TIME, Problem, Unreadable
from schema.extraction import Extraction
from schema.source import Source

REASONS = {"time": OUT_OF_TIME, "memory": OUT_OF_MEMORY, "crash": CRASHED, "output": LIMIT}

FORM = """项目支出绩效自评表 (2021年度)
项目名称\t甲\t主管部门\t乙
项目资金(万元)\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
年度资金总额\t1.00\t1.00\t1.00\t10\t100%\t10
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
产出指标\t数量指标\t次数\t1次\t1次\t90\t90
"""
"""A form that makes every table of labels, pattern and model that reading needs, before there is a first file."""

SELDOM = "extractors.readers.pdf.plumber"
"""What is slow to import and needed for few files."""


def result(task: Task, options: pipeline.Options) -> Result:
    """Read one input into lines. They depend on its content, its name and the options, and on nothing else."""
    started = time.monotonic()
    try:
        found = _contents(task, options)
    except Unreadable as error:
        return _of((pipeline.unreadable(task.name, error.problem, options),))
    sha256 = found.sha256
    if sha256 == task.known:
        return Result(b"", tally.of(()), sha256, found.mark, unchanged=True)
    lines = pipeline.extract_from(found.data, task.name, options)
    return _of(lines, sha256=sha256, mark=found.mark, seconds=time.monotonic() - started)


def lost(task: Task, options: pipeline.Options, cause: str, detail: tuple[str, str], seconds: float) -> Result:
    """Return the line of an input over which its worker was lost, and why."""
    known = opening.digest(task.path, options.limits, task.root)
    source = None if known is None else Source(path=task.name, sha256=known.sha256, bytes=known.bytes)
    line = pipeline.unreadable(task.name, Problem(REASONS[cause], *detail), options, source)
    sha256, mark = (None, None) if known is None else (known.sha256, known.mark)
    return _of((line,), sha256=sha256, mark=mark, cause=cause, seconds=seconds)


def warm() -> None:
    """Do once what the first file of a process would otherwise have to wait for."""
    for module in pkgutil.walk_packages(readers.__path__, f"{readers.__name__}."):
        if not module.name.startswith(SELDOM):
            importlib.import_module(module.name)
    for encoding in ("utf-8", "gb18030"):
        pipeline.extract_from(FORM.encode(encoding), "warm.txt")


def _contents(task: Task, options: pipeline.Options) -> opening.Contents:
    if task.problem is not None:
        raise Unreadable(task.problem.reason, task.problem.detail, task.problem.detail_zh)
    return opening.contents(task.path, options.limits, task.root)


def _of(
    extractions: tuple[Extraction, ...],
    *,
    sha256: str | None = None,
    mark: str | None = None,
    cause: str = "",
    seconds: float = 0.0,
) -> Result:
    lines = b"".join(f"{line.line()}\n".encode() for line in extractions)
    return Result(lines, tally.of(extractions), sha256, mark, cause, seconds=seconds)
