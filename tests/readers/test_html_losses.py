"""Pages of which a parser leaves something out: it is noticed, and BeautifulSoup reads what can be read."""

import time
from collections.abc import Iterable, Iterator

import bs4
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Document
from extractors.readers import html
from extractors.readers.content import Content
from extractors.readers.html import careful, events, reading
from extractors.readers.html.events import Event
from extractors.readers.html.losses import Held
from tests.forms import CORPUS, sample
from tests.readers.test_html_reference import TOKENS, by_soup
from tests.rendering import to_html

LOSING = {
    "a comment whose end is broken": "<table><tr><td>1<!-- 注 -- ><td>2</table><p>表后<!-- 注 --></p>",
    "a comment without an end": "<table><tr><td>1<!-- 注 <td>2</table>",
    "a title without an end": "<title>公开<table><tr><td>1<td>2</table>",
    "a field without an end": "<table><tr><td><textarea>1<td>2</table>",
    "a script without an end": "<table><tr><td>1<script>x<td>2</table>",
    "a quotation mark without an end": "<table><tr><td>0<td class='a>1<td>2</table>",
    "a quotation mark that ends in another tag": '<table><tr><td class="a>1<td class="b">2</table>',
    "a script within a comment of a script": "<script><!-- <script> </script> --></script><table><tr><td>1</table>",
    "the rest as plain text": "<plaintext><table><tr><td>1<td>2",
}
"""What browsers do not show either; it stands in the page all the same."""

KEEPING = {
    "the page ends within the table": "<html><body><table><tr><td>1</td></body></html><td>2</td></tr></table>",
    "a NUL behind a byte order mark": "\ufeff<table><tr><td>1\0<td>2</table>",
    "no table": "<div><tr><td>1</td><td>2</td></div>",
    "form in form": "<form><table><tr><form><td>1</form><td>2</table></form>",
    "conditional comments": "<table><![if !x]><tr><td>1<![endif]><!--[if gte mso 9]><td>3<![endif]--><td>2</table>",
    "comments that end at once": "<table><tr><td>1<!--><!---><td>2<!-- 注 --></table>",
    "tags in scripts": "<script>if (a<b) write('<td>')</script><table><tr><td>1<td>2</table><style>td > b {}</style>",
    "tags in attributes": "<table><tr><td title='a>b'>1<td title=\"a<b>'\">2</table>",
    "lone signs": "<table><tr><td>1 < 2 &<td>2 > 1 &lt;&nbsp;&amp &#8805; &#x4E00;</table>",
    "two bodies": "<body><table><tr><td>1<body class=x><td>2</table>",
    "upper case": "<TITLE>公开</Title><TABLE><TR><TD>1<TD>2</TABLE>",
}


@pytest.mark.parametrize("markup", LOSING.values(), ids=LOSING)
def test_a_loss_is_noticed_and_made_good_where_it_can_be(markup: str) -> None:
    """Where the fast parser leaves something out the one that loses less is taken, and `read_by` names it."""
    held = Held(markup)
    fast, slow = held.lost(events.parsed(markup)), held.lost(careful.found(markup))
    assert fast > 0
    library = "beautifulsoup4" if slow < fast else "lxml"
    assert read(markup).read_by.startswith(f"html/1 ({library} ")


@pytest.mark.parametrize("markup", KEEPING.values(), ids=KEEPING)
def test_nothing_is_missed_where_nothing_is_lost(markup: str) -> None:
    """Odd pages that are read whole are read the fast way."""
    assert read(markup).read_by.startswith("html/1 (lxml ")


def test_pages_of_the_corpus_are_read_fast() -> None:
    """No page of a form raises a false alarm."""
    pages = [path.read_bytes() for path in CORPUS.glob("*.html")]
    assert pages
    assert {html.read(Content(page)).read_by.partition(" ")[0] for page in pages} == {"html/1"}
    assert all("(lxml " in html.read(Content(page)).read_by for page in pages)


@pytest.mark.parametrize("kept", [0, 10, 40])
def test_a_parser_that_stops_is_noticed(kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever of a form's page the fast parser leaves out, the whole of it is read."""
    page = to_html(sample())
    whole = read(page)
    monkeypatch.setattr(reading, "parsed", lambda markup: ended(events.parsed(markup)[:kept]))
    again = read(page)
    assert (again.grids, again.lines, again.problems) == (whole.grids, whole.lines, whole.problems)
    assert again.read_by == f"html/1 (beautifulsoup4 {bs4.__version__})"


def ended(some: list[Event]) -> list[Event]:
    """Return the events with the ends of what has begun."""
    names: list[str] = []
    for kind, name, _ in some:
        if kind == "start":
            names.append(name)
        elif kind == "end":
            names.pop()
    return some + [("end", name, {}) for name in reversed(names)]


@pytest.mark.parametrize("dropped", ["text", "td"])
def test_one_missing_cell_or_letter_is_noticed(dropped: str) -> None:
    """A single tag or text that is missing makes a difference."""
    page = to_html(sample())
    found = events.parsed(page)
    at = next(
        i for i, (kind, name, _) in enumerate(found) if i > len(found) // 2 and (kind, name)[kind == "start"] == dropped
    )
    assert Held(page).lost(found) == 0
    assert Held(page).lost(found[:at] + found[at + 1 :]) > 0


@settings(max_examples=200, deadline=None)
@given(st.lists(TOKENS, max_size=40).map("".join))
def test_the_careful_way_yields_the_tree_of_beautifulsoup(markup: str) -> None:
    """Its events are those of the tree; nothing else happens whatever the markup, and every start has its end."""
    markup = f"<!DOCTYPE html>{markup}"
    found = careful.found(markup)
    assert not found or shown(found) == shown(tree(markup))
    assert ended(found) == found
    assert isinstance(read(markup), Document)


def shown(found: Iterable[Event]) -> list[Event]:
    """Return the events without what shows nothing."""
    return [event for event in found if event[0] != "other"]


def tree(markup: str) -> Iterator[Event]:
    """Yield what is in BeautifulSoup's tree of the markup."""
    soup = bs4.BeautifulSoup(markup, "html.parser", multi_valued_attributes=None, on_duplicate_attribute="ignore")
    return by_soup(soup)


HOSTILE = (
    '<a "',
    "<a x='\">",
    "<!--",
    "<!-- >",
    "<script>",
    "<title",
    "<![",
    "<![if >",
    "<td",
    "</a",
    "<td>",
    "<!-- --  ",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_pages_take_no_long_time(piece: str) -> None:
    """What is never closed is looked for once, and given to the slow parser only a little of."""
    started = time.process_time()
    read("<table><tr><td>1<!-- x -- ><td>2<!-- -->" + piece * 50_000)
    assert time.process_time() - started < 5


def read(markup: str) -> Document:
    """Read markup as a page."""
    return html.read(Content(markup.encode()))


def test_what_no_parser_finds_is_said() -> None:
    """Where an open quotation mark hides a cell from both parsers, the page is said to be read in part."""
    page = '<html><table><tr><td class="a>1</td><td class="b">2</td></tr></table></html>'
    (problem,) = html.read(Content(page.encode())).problems
    assert problem.detail.startswith("its markup is broken, and hides some ")
    assert html.read(Content(page.replace('"a>', '"a">').encode())).problems == ()
