"""BeautifulSoup as the reference: it finds in any markup what our reader finds, only later; and what that costs."""

import gc
import random
import time
from collections.abc import Iterator

import bs4
import pytest
from bs4.element import Comment, PreformattedString
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Document
from extractors.readers import html
from extractors.readers.content import Content
from extractors.readers.html.events import Event, parsed
from tests.forms import sample
from tests.rendering import to_html

TAGS = (
    *("table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "p", "div", "span", "b", "br", "ul", "li", "a"),
    *("pre", "sup", "del", "font", "o:p", "select", "option", "input", "textarea", "form", "center", "html", "body"),
    *("head", "meta", "title", "style", "script", "noscript", "img", "ruby", "rt", "colgroup", "col", "h1", "unknown"),
)
ATTRIBUTES = (
    *("", "", "", ' colspan="2"', " rowspan=3", " hidden", " style='display:none'", ' class="a b"', " CLASS=x id"),
    *(" id=1 id=2", ' style="', " x:y=z", " ="),
)
TEXTS = (
    *("1,859.01", "预算数", " ", "\n\t", "&nbsp;", "&lt;95%", "&#8805;", "&copy", "a&b", "<", ">", "x<!-- y -->z"),
    *("\u3000", "&#0;", "\r\n"),
)
ODD = (
    *("<!-- 注", "<![if !x]>", "<![endif]>", "<?xml:namespace prefix=o ?>", "</", "<td", "<!DOCTYPE html>", "]]>"),
    *("<1>", "<![CDATA[1]]>", "<td/>"),
)

TOKENS = st.one_of(
    st.builds(lambda tag, attributes: f"<{tag}{attributes}>", st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
    st.sampled_from(TEXTS),
    st.sampled_from(ODD),
)


def by_soup(node: bs4.Tag) -> Iterator[Event]:
    """Yield what BeautifulSoup has found within an element."""
    for child in node.contents:
        if isinstance(child, bs4.Tag):
            yield ("start", child.name, {name: str(value) for name, value in child.attrs.items()})
            yield from by_soup(child)
            yield ("end", child.name, {})
        elif isinstance(child, PreformattedString) and not isinstance(child, bs4.CData):
            if isinstance(child, Comment | bs4.ProcessingInstruction | bs4.Doctype):
                yield ("other", "", {})
        else:
            yield ("text", str(child), {})


def comparable(events: Iterator[Event]) -> list[Event]:
    """Return the events, white space alone as one blank, as which BeautifulSoup keeps it."""
    return [
        (kind, text if kind != "text" or text.strip("\t\n\f\r ") else " ", dict(attributes))
        for kind, text, attributes in events
    ]


@settings(max_examples=400, deadline=None)
@given(st.lists(TOKENS, max_size=40).map("".join))
def test_any_markup_is_found_as_beautifulsoup_finds_it(markup: str) -> None:
    """The same elements with the same attributes, the same text, in the same order, however broken the page is."""
    soup = bs4.BeautifulSoup(f"<!DOCTYPE html>{markup}", "lxml", multi_valued_attributes=None)
    assert comparable(iter(parsed(f"<!DOCTYPE html>{markup}"))) == comparable(by_soup(soup))


@pytest.mark.parametrize("seed", range(20))
def test_damaged_pages_are_found_as_beautifulsoup_finds_them(seed: int) -> None:
    """Where pieces of a form's page are gone, doubled or out of place, both find the same."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    markup = to_html(sample())
    for _ in range(6):
        start = chance.randrange(len(markup))
        end = start + chance.randrange(60)
        piece = chance.choice(["", markup[start:end] * 2, "<table>", "</td>", "<tr", "</table>", "'", '">'])
        markup = markup[:start] + piece + markup[end:]
    soup = bs4.BeautifulSoup(markup, "lxml", multi_valued_attributes=None)
    assert comparable(iter(parsed(markup))) == comparable(by_soup(soup))


TABLES = st.lists(
    st.lists(st.tuples(st.text("预算12.%<&'\" \n", max_size=6), st.integers(0, 3), st.integers(0, 3)), max_size=5),
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(TABLES, st.booleans())
def test_cells_are_those_of_beautifulsoup(rows: list[list[tuple[str, int, int]]], closed: bool) -> None:  # noqa: FBT001 - drawn
    """Random tables with spans, tags closed or left open, have the cells that BeautifulSoup has, in its order."""
    ends = ("</td>", "</tr>") if closed else ("", "")
    markup = "<table>"
    for row in rows:
        cells = [f"<td rowspan={down} colspan={right}>{escaped(text)}{ends[0]}" for text, down, right in row]
        markup += f"<tr>{''.join(cells)}{ends[1]}"
    markup += "</table>"
    soup = bs4.BeautifulSoup(markup, "lxml")
    expected = [" ".join(cell.get_text().split()) for cell in soup.find_all("td")]
    found = [cell.text for grid in read(markup).grids for cell in grid.cells]
    assert found == expected


def escaped(text: str) -> str:
    """Return the text as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def read(markup: str) -> Document:
    """Read markup as a page."""
    return html.read(Content(markup.encode()))


# --- cost

ITEM = "<li class='item' id='m{0}'><a href='/zwgk/{0}/index.html' target='_blank'>栏目{0}</a>"
MENU = f"<div class='nav'><ul>{''.join(ITEM.format(number) for number in range(300))}</ul></div>"
SCRIPT = f"<script>{'if (a < 3 && b > 1) document.write(1);' * 100}</script>"
STYLED = "<td style='border:solid windowtext 1.0pt'><p class=MsoNormal><span lang=EN-US>1,859.01<o:p></o:p></span></p>"


def site_page(rows: int, menus: int) -> bytes:
    """Return a page of a site, declared gb2312: a table in a layout table, menus and scripts around it."""
    form = f"<table border=1>{('<tr>' + STYLED * 8) * rows}</table>"
    layout = f"<table><tr><td>{MENU}<td><h1>绩效自评表</h1>{form}</table>"
    around = (MENU + SCRIPT) * menus
    return f"<!DOCTYPE html><html><meta charset=gb2312><body>{around}{layout}{around}</body></html>".encode("gb18030")


def seconds(task: object, data: bytes, times: int = 3) -> float:
    """Return the least processor time that a task takes for the data."""
    assert callable(task)
    taken = []
    # what the tests before have left in memory is not looked through again and again
    gc.collect()
    gc.freeze()
    for _ in range(times):
        started = time.process_time()
        task(data)
        taken.append(time.process_time() - started)
    gc.unfreeze()
    return min(taken)


def test_reading_costs_less_than_beautifulsoup_alone() -> None:
    """A page of 120 kB with much around its table is read in less time than BeautifulSoup takes to parse it."""
    page = site_page(rows=40, menus=1)
    assert 100_000 < len(page) < 140_000
    ours = seconds(lambda data: html.read(Content(data)), page)
    assert ours < seconds(lambda data: bs4.BeautifulSoup(data, "lxml"), page)


def test_reading_takes_linear_time() -> None:
    """Ten times the rows and ten times the page around them take no more than some ten times as long."""
    once, tenfold = (
        seconds(lambda data: html.read(Content(data)), site_page(rows=40 * n, menus=2 * n)) for n in (1, 10)
    )
    assert tenfold < 30 * once
