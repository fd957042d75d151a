"""The work behind `extract explain`: how a file was read, in the terminal and on its pages, and the exit code."""

import sys
from pathlib import Path

import rich_click as click
from rich.text import Text

from bulk import examine
from bulk.write import output
from commands.exits import Exit
from commands.explanation.account import Account, account
from commands.explanation.pages import NotDrawn, drawn
from commands.explanation.parts import parts
from commands.explanation.question import Question
from commands.text import console, encoded, printable, tell
from extractors import readers
from extractors.errors import Problem, Unreadable
from extractors.readers.content import Content

__all__ = ["Question", "answer"]

DRAWABLE = "pdf"


def answer(question: Question) -> Exit:
    """Show how the file was read, draw its pages where that is asked for, and return what came of it."""
    path = Path(question.file)
    if not examine.stands(path):
        tell(f"extract: no input: {printable(question.file)} (does not exist)")
        return Exit.NO_INPUT
    if examine.is_folder(path):
        raise click.UsageError(f"{printable(question.file)} is a folder; name one file")
    problem = examine.file(path, question.file).problem
    if problem is not None:
        return _no_document(problem)
    try:
        data = path.read_bytes()
        found = account(readers.read(Content(data)))
    except OSError as error:
        return _no_document(examine.denied(error))
    except Unreadable as error:
        return _no_document(error.problem)
    return _shown(question, found, data)


def _shown(question: Question, found: Account, data: bytes) -> Exit:
    if question.image is not None and found.document.format != DRAWABLE:
        raise click.UsageError(f"--image draws the pages of a PDF; {found.document.format} has no pages to draw on")
    chosen = [read for read in found.read if question.table in {None, read.ordinal}]
    if question.table is not None and not chosen:
        raise click.UsageError(f"there is no table {question.table}: the file has {len(found.read)}")
    try:
        pictures = [] if question.image is None else list(drawn(found, chosen, question, data))
    except NotDrawn as failure:
        tell(f"extract: the pages of {printable(question.file)} cannot be drawn: {failure}")
        return Exit.OUTPUT
    told = [f"drawn: {picture}" for picture in pictures]
    if question.image is not None and not pictures:
        told = ["nothing is drawn: no page has a self-evaluation table (--all draws every page that has a grid)"]
    with output("-") as write:
        write(encoded(*parts(found, chosen, question, console(sys.stdout).width)))
        write(encoded(*(Text(printable(line)) for line in told)) if told else b"")
    return Exit.DONE


def _no_document(problem: Problem) -> Exit:
    with output("-") as write:
        write(encoded(Text(printable(f"{problem.reason.code} {problem.message}")), Text(printable(problem.message_zh))))
    return Exit.DONE
