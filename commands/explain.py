"""`extract explain`: how the tables of a file were read, in the terminal or drawn on the pages of a PDF."""

import gc

import rich_click as click

from commands.options import present

HELP = """Show how a file was read: each grid with what took each cell, the lines around it, and what is left over.

A letter in each cell says what took it, and beside it stands the path of the field; colours only repeat that.

\b
extract explain report.pdf
extract explain report.pdf --table 2 --image page.png
extract explain report.docx --all"""


@click.command(help=HELP)
@click.argument("file", type=click.Path(readable=False), callback=present)
@click.option(
    "--table", type=click.IntRange(min=1), help="Show only this self-evaluation table, counted as in the ids."
)
@click.option("--all", "everything", is_flag=True, help="Show the grids and lines of no such table in full, too.")
@click.option(
    "--image",
    metavar="DIR|FILE.png",
    type=click.Path(readable=False),
    callback=present,
    help="Draw the pages of a PDF with the cells as the program saw them, one PNG a page.",
)
@click.option("--keep-personal-data", is_flag=True, help="Show personal names and telephone numbers.")
def explain(*, file: str, table: int | None, everything: bool, image: str | None, keep_personal_data: bool) -> None:
    """Show how a file was read, and end with the exit code that says what came of it."""
    from commands.explanation import Question, answer  # noqa: PLC0415 - the readers are slow to import, --help needs none

    gc.freeze()
    gc.enable()
    raise SystemExit(answer(Question(file, table, image, everything=everything, personal=keep_personal_data)))
