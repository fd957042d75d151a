"""How a table was read is shown whole: every cell with what took it, in the terminal and on the page."""

import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from commands.explanation.account import Account, account
from commands.explanation.pages import SCALE
from commands.explanation.taken import ABOUT, MONEY, PERSON, RGB
from extractors import readers
from extractors.document import Cell, Place
from extractors.readers.content import Content
from tests.commands.program import SHEET, extract, sheet
from tests.commands.test_terminal import ANSI, COLUMNS, on_terminal, words
from tests.producers import chromium_pdf, needs_producers

CORPUS = Path(__file__).parents[2] / "corpus"
HTML = CORPUS / "huangpu-union-2021.html"
PDF = CORPUS / "huangpu-union-2021.libreoffice.pdf"
WIDE = {"COLUMNS": "4000"}


def read(document: Path) -> Account:
    """Return what the program reads of a document."""
    return account(readers.read(Content(document.read_bytes())))


def explained(*arguments: object) -> str:
    """Return what is shown where no line needs to be folded."""
    run = extract("explain", *arguments, env=WIDE)
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout


def test_every_cell_has_what_took_it() -> None:
    """Each printed text stands there once, cut where it is long; each field with its path; merged cells as arrows."""
    shown = explained(HTML)
    (found,) = read(HTML).read
    printed = [cell.text for grid in found.table.grids for cell in grid.cells if not cell.blank]
    assert [text for text in printed if words(text)[:40] not in words(shown)] == []
    assert [field.path for field in found.fields.found if f"{field.path}" not in shown] == []
    assert shown.count("L 部门名称") == 1
    assert {"←", "↑"} <= set(shown)
    assert "H 部门资金情况" in shown
    assert "nothing is left over" in shown


def test_the_claim_is_given_with_its_reason(tmp_path: Path) -> None:
    """A layout is named with its signature; a table of the general rules with what the nearest layout misses."""
    assert "read by layout gd-huangpu" in explained(sheet(tmp_path / "a.txt"))
    other = {"整体支出年初预算数": "年初预算数", "整体支出年度预算数": "全年预算数", "预期实现值": "指标值"}
    text = SHEET.format(department="某")
    for label, general in other.items():
        text = text.replace(label, general)
    (tmp_path / "a.txt").write_text(text)
    assert "read by the general rules (layout gd-huangpu lacks 1 of 任务涉及资金, 整体支出年初" in explained(
        tmp_path / "a.txt"
    )


def test_what_is_left_over_is_red_and_marked(tmp_path: Path) -> None:
    """A cell that no field took has its sign in the grid and stands below with label and place, cell colours or not."""
    document = sheet(tmp_path / "a.txt")
    document.write_text(f"{document.read_text()}验收编号\t第七号\t\t\t\n")
    sent = on_terminal("explain", document, streams=("stdout",))
    assert re.search("\x1b\\[1;31m! 第七号", sent)
    assert max(len(line) for line in ANSI.sub("", sent).splitlines()) <= COLUMNS
    shown = explained(document)
    assert "! 第七号" in shown
    assert re.search(r"t1 r12 c2 +第七号 +验收编号", shown)


def test_other_grids_in_short_or_in_full() -> None:
    """Grids and lines of no self-evaluation table are told in a line, or shown on request, or left to one table."""
    short, full, one = explained(HTML), explained(HTML, "--all"), explained(HTML, "--table", "1")
    assert re.search(r"t1 +1 × 4 +首页 +no layout's signature is printed even in part", short)
    assert "网站地图" in short
    assert "网站地图" not in one
    others = [cell.text for grid in read(HTML).grids for cell in grid.cells]
    others += [line.text for line in read(HTML).lines]
    others = [" ".join(text.split()) for text in others]
    assert len(others) > 5
    assert [text for text in others if f"? {text}" not in full and not re.search(f"{re.escape(text)} +\\?", full)] == []


def test_a_file_without_a_table_says_so(tmp_path: Path) -> None:
    """Grids of another kind are told with the labels that they do show; a file without any says what it lacks."""
    (tmp_path / "a.html").write_text(
        "<table><tr><td>部门名称</td><td>某局</td></tr><tr><td>1</td><td>2</td></tr></table>"
    )
    shown = explained(tmp_path / "a.html")
    assert "no self-evaluation table found" in shown
    assert "of the general labels only 部门名称" in shown
    (tmp_path / "empty.txt").touch()
    assert explained(tmp_path / "empty.txt").startswith("N02 the file is empty")


def test_a_grid_too_wide_is_a_list(tmp_path: Path) -> None:
    """Where the columns of a grid do not fit the terminal, its cells are listed with their places."""
    document = tmp_path / "a.txt"
    wide = SHEET.format(department="某").replace(
        "\n存在问题", "\n" + "\t".join(f"{n}号" for n in range(30)) + "\n存在问题"
    )
    document.write_text(wide)
    shown = extract("explain", document).stdout
    assert re.search(r"t1 r2 c3 +│ 1505.02 +│ M budget.final_budget", shown)
    assert max(len(line) for line in shown.splitlines()) <= 100


def test_persons_are_withheld(tmp_path: Path) -> None:
    """Names of persons are shown on request only, and what a terminal would obey never."""
    document = sheet(tmp_path / "a.txt", "某市\x1b[31m总工会")
    document.write_text(document.read_text() + "填报人\t张三丰\t联系电话\t020-12345678\t\n")
    shown = explained(document)
    assert "张三丰" not in shown
    assert "contacts.0.raw" in shown
    assert r"某市\x1b[31m总工会" in shown
    assert "张三丰" in explained(document, "--keep-personal-data")


def test_what_cannot_be_explained(tmp_path: Path) -> None:
    """No such file, a folder, no such table and pictures of what has no pages are told as what they are."""
    document = sheet(tmp_path / "a.txt")
    assert extract("explain", "gone.pdf", cwd=tmp_path).returncode == 5
    for arguments in ([tmp_path], [document, "--table", "2"], [document, "--table", "0"], [""], []):
        assert extract("explain", *arguments).returncode == 2
    run = extract("explain", document, "--image", tmp_path / "x.png")
    assert run.returncode == 2
    assert "text has no pages to draw on" in run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def cell_of(document: Path, path: str) -> Cell:
    """Return the cell that a field was read from."""
    (found,) = read(document).read
    places = next(field.places for field in found.fields.found if field.path == path)
    return next(cell for grid in found.table.grids for cell in grid.cells if cell.places == places)


def pixel(picture: Image.Image, point: tuple[float, float]) -> RGB:
    """Return the colour at a point of the page."""
    red, green, blue = picture.convert("RGB").getpixel((round(point[0] * SCALE), round(point[1] * SCALE)))  # type: ignore[misc]
    return int(red), int(green), int(blue)


def outlined(picture: Image.Image, place: Place, colour: RGB) -> bool:
    """Return whether the box of a place is outlined in a colour, and has print inside."""
    assert place.box is not None
    x0, y0, x1, y1 = place.box
    inside = picture.crop((round(x0 * SCALE) + 6, round(y0 * SCALE) + 6, round(x1 * SCALE) - 6, round(y1 * SCALE) - 6))
    dark = sum(inside.convert("L").histogram()[:60])
    corners = [pixel(picture, (x0 + (x1 - x0) * share, y0)) for share in (0.25, 0.5, 0.75)]
    return dark > 20 and all(seen == colour for seen in corners)


def test_pages_are_drawn_with_their_cells(tmp_path: Path) -> None:
    """Each page of the table is a picture; a cell has the outline of its kind, its print beneath, a blank one none."""
    shown = explained(PDF, "--image", tmp_path / "out")
    names = [f"{PDF.stem}-p{page}.png" for page in (1, 2)]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names
    assert all(f"drawn: {tmp_path / 'out' / name}" in shown for name in names)
    picture = Image.open(tmp_path / "out" / names[0])
    assert outlined(picture, cell_of(PDF, "budget.initial_budget").places[0], MONEY.colour)
    assert outlined(picture, cell_of(PDF, "department").places[0], ABOUT.colour)
    (found,) = read(PDF).read
    blank = next(cell for cell in found.table.grids[0].cells if cell.blank)
    assert not outlined(picture, blank.places[0], MONEY.colour)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_is_drawn_as_it_is_shown(tmp_path: Path, rotation: int) -> None:
    """On a rotated page that is cut to a part of its sheet the cells lie on their print."""
    turned = tmp_path / "turned.pdf"
    with pypdfium2.PdfDocument(PDF) as pdf:
        for page in pdf:
            width, height = page.get_size()
            page.set_cropbox(20, 10, width - 5, height - 15)
            page.set_rotation(rotation)
        pdf.save(turned)
    explained(turned, "--image", tmp_path / "page.png")
    picture = Image.open(tmp_path / "page-p1.png")
    assert outlined(picture, cell_of(turned, "budget.initial_budget").places[0], MONEY.colour)


@needs_producers
def test_persons_are_covered_on_the_page(tmp_path: Path) -> None:
    """The one page of a table is written to the file named; a person's name is under paint there but on request."""
    rows = [line.split("\t") for line in (SHEET.format(department="某") + "填报人\t张三丰\t\t\t").splitlines()[3:]]
    body = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row[:4])}</tr>" for row in rows)
    style = (
        "<meta charset=utf-8><style>table{border-collapse:collapse}td{border:1px solid;height:40px;width:140px}</style>"
    )
    page = tmp_path / "page.html"
    page.write_text(f"{style}<p>部门整体支出绩效自评表</p><p>(2021年度)</p><p>单位：万元</p><table>{body}</table>")
    document = chromium_pdf(page, tmp_path / "page.pdf")
    before = document.read_bytes()
    box = next(
        cell.places[0].box for grid in read(document).document.grids for cell in grid.cells if "张三" in cell.text
    )
    assert box is not None
    for asked, covered in (([], True), (["--keep-personal-data"], False)):
        target = tmp_path / f"{len(asked)}.png"
        explained(document, "--image", target, *asked)
        inside = [pixel(Image.open(target), (box[0] + 30 + step, (box[1] + box[3]) / 2)) for step in range(40)]
        assert (set(inside) == {PERSON.colour}) == covered
    document.rename(tmp_path / "input.png")
    run = extract("explain", tmp_path / "input.png", "--image", tmp_path / "input.png")
    assert run.returncode == 2
    assert (tmp_path / "input.png").read_bytes() == before
