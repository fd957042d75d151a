"""Draw the README's picture from the program's own view of the sample: `python -m tests.make_picture`."""

import html
import io
import re

from rich.cells import cell_len
from rich.console import Console

import pipeline
from commands.view import view
from tests.forms import CORPUS

PICTURE = CORPUS.parent / "docs" / "terminal.svg"
LEFT_OUT = {"goals": (), "indicators": (), "tasks": (), "problems": None, "improvements": None}
"""What would make the picture too long to look at."""


def picture() -> str:
    """Return the terminal view of the sample as an SVG that needs nothing from elsewhere."""
    (line,) = pipeline.extract(CORPUS / "huangpu-union-2021.txt", "huangpu-union-2021.txt")
    assert line.evaluation is not None
    failed = tuple(finding for finding in line.findings if finding.severity == "error")
    shown = line.model_copy(update={"evaluation": line.evaluation.model_copy(update=LEFT_OUT), "findings": failed})
    console = Console(record=True, width=104, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    for part in view((shown,)):
        console.print(part)
    svg = console.export_svg(title="extract corpus/huangpu-union-2021.txt", unique_id="extract")
    svg = re.sub(
        r'<text (class="extract-r\d+") x="([\d.]+)" (.*?)textLength="([\d.]+)"([^>]*)>([^<]*)</text>', _runs, svg
    )
    return re.sub(r"@font-face \{.*?\}\n", "", svg, flags=re.DOTALL).replace("Fira Code", "Noto Sans Mono CJK SC")


def _runs(match: re.Match[str]) -> str:
    """Set Chinese and other characters apart, each where a terminal has it: rich gives both the same room."""
    style, x, before, length, behind, escaped = match.groups()
    text = html.unescape(escaped).replace("\xa0", " ")
    column = float(length) / len(text)
    parts = []
    for run in re.finditer(r"[\u2e80-\uffef]+|[^\s\u2e80-\uffef]+(?: [^\s\u2e80-\uffef]+)*", text):
        at, room = float(x) + cell_len(text[: run.start()]) * column, cell_len(run.group()) * column
        shown = html.escape(run.group()).replace(" ", "&#160;")
        parts.append(f'<text {style} x="{at:.1f}" {before}textLength="{room:.1f}"{behind}>{shown}</text>')
    return "".join(parts)


if __name__ == "__main__":
    PICTURE.write_text(picture(), "utf-8")
