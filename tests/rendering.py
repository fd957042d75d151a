"""A form → HTML, tab-separated text, Markdown; LibreOffice and Chromium make PDF and Word of the HTML."""

from html import escape

from tests.forms import Form, Slot

STYLE = """
@page { size: A4; margin: 18mm 15mm }
body { font-family: "Noto Sans CJK SC"; font-size: 10pt }
h1 { font-size: 15pt; text-align: center } p.line { text-align: center }
table { border-collapse: collapse; width: 100% }
td { border: 1px solid #000; padding: 3px 4px; vertical-align: middle }
"""


def to_html(form: Form, style: str = STYLE, around: tuple[str, str] = ("", "")) -> str:
    """Return the form as a page; `around` is markup of the site before and behind it."""
    title, *lines = form.above
    head = f"<h1>{escape(title)}</h1>" + "".join(f'<p class="line">{escape(line)}</p>' for line in lines)
    rows = "\n".join(f"<tr>{''.join(_td(slot) for slot in row)}</tr>" for row in form.rows)
    below = "".join(f"<p>{escape(line)}</p>" for line in form.below)
    table = f'<table border="1" cellspacing="0">\n{rows}\n</table>'
    meta = f'<meta charset="utf-8"><title>{escape(title)}</title>'
    body = f"{around[0]}{head}\n{table}\n{below}{around[1]}"
    return f'<!DOCTYPE html>\n<html lang="zh"><head>{meta}<style>{style}</style></head>\n<body>{body}</body></html>\n'


def _td(slot: Slot) -> str:
    spans = "".join(f' {name}="{n}"' for name, n in (("rowspan", slot.rows), ("colspan", slot.columns)) if n > 1)
    return f"<td{spans}>{escape(slot.text).replace(chr(10), '<br>')}</td>"


def expanded(form: Form) -> list[list[str]]:
    """Return the table as a rectangle of texts; a merged cell stands at its upper left, the rest of it is blank."""
    taken: dict[tuple[int, int], str] = {}
    for y, row in enumerate(form.rows):
        x = 0
        for slot in row:
            while (y, x) in taken:
                x += 1
            covered = [(y + dy, x + dx) for dy in range(slot.rows) for dx in range(slot.columns)]
            taken.update(dict.fromkeys(covered, ""))
            taken[y, x] = slot.text
    width = 1 + max(x for _, x in taken)
    return [[taken.get((y, x), "") for x in range(width)] for y in range(len(form.rows))]


def to_tabs(form: Form) -> str:
    """Return the form as text with tabs, as a copy from a web page gives it."""
    rows = "\n".join("\t".join(" ".join(text.split("\n")) for text in row) for row in expanded(form))
    return "\n\n".join((*form.above, rows, *form.below)) + "\n"


def to_markdown(form: Form) -> str:
    """Return the form as a Markdown pipe table."""
    first, *rest = ["| " + " | ".join(text.replace("\n", "<br>") for text in row) + " |" for row in expanded(form)]
    rule = "|" + "---|" * len(expanded(form)[0])
    return "\n\n".join((*form.above, "\n".join((first, rule, *rest)), *form.below)) + "\n"
