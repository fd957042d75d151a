"""A form → HTML, text with tabs, Markdown, aligned text; LibreOffice and Chromium make PDF and Word of the HTML."""

from collections.abc import Callable
from html import escape
from unicodedata import east_asian_width

from tests.forms import Form, Placed, Slot, placed

STYLE = """
@page { size: A4; margin: 18mm 15mm }
body { font-family: "Noto Sans CJK SC"; font-size: 10pt }
h1 { font-size: 15pt; text-align: center } p.line { text-align: center }
table { border-collapse: collapse; width: 100% }
td { border: 1px solid #000; padding: 3px 4px; vertical-align: middle }
"""
BARE = STYLE.replace("border: 1px solid #000", "border: 0")
LEVEL = STYLE.replace("border: 1px solid #000", "border: 0; border-bottom: 1px solid #000")
"""The same without lines, and with lines below the cells alone."""

BEFORE = """<table class="menu"><tr><td>首页</td><td>机构概况</td><td>政务公开</td><td>办事服务</td></tr></table>
<p>您现在的位置：首页 &gt; 政务公开 &gt; 财政预决算</p>
"""
AFTER = """<p>打印　关闭</p>
<table class="links"><tr><td>网站地图</td><td>联系我们</td></tr><tr><td colspan="2">主办单位：某某网站</td></tr></table>
"""
GAP = 2
"""Blanks between aligned columns."""


def to_html(form: Form, style: str = STYLE, around: tuple[str, str] = ("", "")) -> str:
    """Return the form as a page; `around` is markup of the site before and behind it."""
    title, *lines = form.above
    head = f"<h1>{escape(title)}</h1>" + "".join(f'<p class="line">{escape(line)}</p>' for line in lines)
    rows = "\n".join(f"<tr>{''.join(_td(slot) for slot in row)}</tr>" for row in form.rows)
    below = "".join(f"<p>{escape(line)}</p>" for line in form.below)
    border = 1 if "td { border: 1px" in style else 0
    table = f'<table border="{border}" cellspacing="0">\n{rows}\n</table>'
    meta = f'<meta charset="utf-8"><title>{escape(title)}</title>'
    body = f"{around[0]}{head}\n{table}\n{below}{around[1]}"
    return f'<!DOCTYPE html>\n<html lang="zh"><head>{meta}<style>{style}</style></head>\n<body>{body}</body></html>\n'


def _td(slot: Slot) -> str:
    spans = "".join(f' {name}="{n}"' for name, n in (("rowspan", slot.rows), ("colspan", slot.columns)) if n > 1)
    return f"<td{spans}>{escape(slot.text).replace(chr(10), '<br>')}</td>"


def to_site_page(form: Form, style: str = STYLE) -> bytes:
    """Return the form as a page of a site, a menu before it and links behind it, declared gb2312 and in GB18030."""
    page = to_html(form, style, around=(BEFORE, AFTER)).replace('charset="utf-8"', 'charset="gb2312"')
    return page.encode("gb18030")


def expanded(form: Form) -> list[list[str]]:
    """Return the table as a rectangle of texts; a merged cell stands at its upper left, the rest of it is blank."""
    cells = placed(form)
    table = [[""] * max(cell.end for cell in cells) for _ in form.rows]
    for cell in cells:
        table[cell.row][cell.column] = cell.slot.text
    return table


def to_tabs(form: Form) -> str:
    """Return the form as text with tabs, as a copy from a web page gives it."""
    rows = "\n".join("\t".join(" ".join(text.split("\n")) for text in row) for row in expanded(form))
    return "\n\n".join((*form.above, rows, *form.below)) + "\n"


def to_markdown(form: Form) -> str:
    """Return the form as a Markdown pipe table."""
    first, *rest = ["| " + " | ".join(text.replace("\n", "<br>") for text in row) + " |" for row in expanded(form)]
    rule = "|" + "---|" * len(expanded(form)[0])
    return "\n\n".join((*form.above, "\n".join((first, rule, *rest)), *form.below)) + "\n"


def to_aligned(form: Form) -> str:
    """Return the form as text whose columns are aligned with blanks, each Chinese character two columns wide.

    A merged cell reaches over the columns that it covers; each row is one line.
    """
    return _aligned(form, lambda cell: 2 * cell.row)


def to_aligned_in_the_middle(form: Form) -> str:
    """Return it with the text of a merged cell in the middle of its rows, on a line of its own where that is no row."""
    return _aligned(form, lambda cell: 2 * cell.row + cell.slot.rows - 1)


def _aligned(form: Form, level: Callable[[Placed], int]) -> str:
    """Return the form as aligned text; `level` gives twice the row in which the text of a cell stands."""
    cells = placed(form)
    starts = [0] * (1 + max(cell.end for cell in cells))
    for end in range(1, len(starts)):
        closing = [cell for cell in cells if cell.end == end]
        starts[end] = max(
            [
                starts[end - 1] + GAP,
                *(starts[cell.column] + _wide(_on_one_line(cell.slot.text)) + GAP for cell in closing),
            ]
        )
    lines = dict.fromkeys(range(0, 2 * len(form.rows), 2), "")
    for cell in sorted((cell for cell in cells if cell.slot.text), key=lambda cell: cell.column):
        line = lines.get(level(cell), "")
        lines[level(cell)] = line + " " * (starts[cell.column] - _wide(line)) + _on_one_line(cell.slot.text)
    return "\n\n".join((*form.above, "\n".join(lines[number] for number in sorted(lines)), *form.below)) + "\n"


def _on_one_line(text: str) -> str:
    """Return a text with single blanks: two of them would part columns."""
    return " ".join(text.split())


def _wide(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
