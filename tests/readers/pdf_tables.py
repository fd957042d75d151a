"""Tables made up for the tests of the PDF reader, the pages that show them, and what reading must give back."""

import html
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.document import Grid

FONTS = ("Noto Sans CJK SC", "Noto Serif CJK SC", "WenQuanYi Zen Hei", "AR PL UMing CN")

LABELS = (
    "部门名称",
    "主管部门",
    "年初预算数",
    "全年执行数",
    "预算完成率",
    "数量指标",
    "质量指标",
    "时效",
    "成本",
    "社会效益",
    "满意度",
    "产出指标（50分）",
    "一般公共预算",
    "其他资金",
    "上年结转",
    "黄埔区",
    "门金行目工页",
    "项目名称",
)

WORDS = (
    "组织开展职工活动",
    "完成年度预算",
    "按时发放工资",
    "提高服务水平",
    "新增基层工会80家",
    "达到100%",
    "为320个企业提供服务",
    "举办“技术能手”大赛",
    "（含春节慰问）",
    "推进and落实",
    "覆盖面积1,200㎡",
    "获得感and安全感",
)


@dataclass(frozen=True)
class Made:
    """A cell as it was made: its place in the table, what it covers, and its text with the breaks of its author."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    vertical: bool = False


Table = Sequence[Made]


def amount(chance: random.Random) -> str:
    """Return an amount, a rate or a nil mark as forms print them."""
    whole = chance.randrange(10 ** chance.randrange(1, 6))
    forms = (
        f"{whole:,}.{chance.randrange(100):02}",
        f"{whole}.{chance.randrange(10)}",
        f"{whole:,}",
        f"{whole % 100}.5%",
        "—",
        "0",
        f"-{whole}.07",
    )
    return chance.choice(forms)


def sentence(chance: random.Random, parts: int) -> str:
    """Return a sentence of some parts."""
    return "，".join(chance.choice(WORDS) for _ in range(parts)) + "。"


def text(chance: random.Random) -> str:
    """Return what one cell says: a label, a figure, some sentences, a list, or nothing."""
    kind = chance.randrange(10)
    if kind < 3:
        return chance.choice(LABELS)
    if kind < 6:
        return amount(chance)
    if kind < 8:
        return sentence(chance, chance.randrange(1, 6))
    if kind == 8:
        return "\n".join(f"{number}.{sentence(chance, chance.randrange(1, 3))}" for number in range(1, 3))
    return ""


def made_up(chance: random.Random, rows: int, columns: int) -> list[Made]:
    """Return a table with some merged cells in which every line between rows and columns shows somewhere."""
    taken: dict[tuple[int, int], tuple[int, int]] = {}
    spans: list[tuple[int, int, int, int]] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            down, across = _span(chance, rows - row), _span(chance, columns - column)
            covered = [(r, c) for r in range(row, row + down) for c in range(column, column + across)]
            if any(position in taken for position in covered):
                down = across = 1
                covered = [(row, column)]
            taken.update(dict.fromkeys(covered, (row, column)))
            spans.append((row, column, down, across))
    if not _all_lines_show(spans, rows, columns):
        return made_up(chance, rows, columns)
    return [Made(*span, text(chance)) for span in spans]


def _span(chance: random.Random, most: int) -> int:
    return min(most, chance.choice((1, 1, 1, 1, 1, 1, 2, 2, 3)))


def _all_lines_show(spans: Iterable[tuple[int, int, int, int]], rows: int, columns: int) -> bool:
    """Return whether every row and column has a cell of its own: without one it has no height or width on the page."""
    spans = list(spans)
    high = {row for row, _, down, _ in spans if down == 1}
    wide = {column for _, column, _, across in spans if across == 1}
    return high == set(range(rows)) and wide == set(range(columns))


def html_table(cells: Table, style: str = "", widths: Sequence[int] = ()) -> str:
    """Return a table as HTML, with its line breaks as `<br>`."""
    rows: dict[int, list[str]] = {row: [] for row in range(max(cell.row + cell.row_span for cell in cells))}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        spans = f' rowspan="{cell.row_span}" colspan="{cell.column_span}"'
        turned = ' style="writing-mode: vertical-rl"' if cell.vertical else ""
        rows[cell.row].append(f"<td{spans}{turned}>{'<br>'.join(html.escape(cell.text).split(chr(10)))}</td>")
    columns = "".join(f'<col width="{width}">' for width in widths)
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows.values())
    look = f'border="1" cellspacing="0" cellpadding="3" style="border-collapse: collapse; {style}"'
    return f"<table {look}>{columns}{body}</table>"


def html_page(parts: Iterable[str], font: str, *, size: float = 9, page: str = "A4", css: str = "") -> str:
    """Return an HTML page in one font; `page` is its size on paper."""
    style = f'@page {{ size: {page}; margin: 20pt }} body, td, p {{ font-family: "{font}"; font-size: {size}pt }} {css}'
    return f'<html><head><meta charset="utf-8"><style>{style}</style></head><body>{"".join(parts)}</body></html>'


def plain(text: str) -> str:
    """Return a text without the blanks that mean nothing: those beside a Han character."""
    kept: list[str] = []
    for index, character in enumerate(text):
        beside = text[index - 1 : index] + text[index + 1 : index + 2]
        if character == " " and any("\u2e80" <= other <= "\uffef" for other in beside):
            continue
        kept.append(character)
    return "".join(kept)


def unbroken(text: str) -> str:
    """Return a text without blanks and line breaks that mean nothing to a reader of figures."""
    return plain(text.replace("\n", ""))


def differences(cells: Table, grid: Grid) -> list[str]:
    """Return what reading a table gave that is not as it was made, each cell on its own."""
    made = {(c.row, c.column): (c.row_span, c.column_span, plain(c.text)) for c in cells}
    read = {(c.row, c.column): (c.row_span, c.column_span, plain(c.text)) for c in grid.cells}
    return [
        f"{position}: made {made.get(position)}, read {read.get(position)}"
        for position in sorted(made.keys() | read.keys())
        if made.get(position) != read.get(position)
    ]


def form(rows: Iterable[Sequence[tuple[str, int, int]]], columns: int) -> list[Made]:
    """Return a table given row by row as (text, rows covered, columns covered), covered places left out."""
    taken: set[tuple[int, int]] = set()
    cells: list[Made] = []
    for row, given in enumerate(rows):
        free = iter(range(columns))
        for words, down, across in given:
            column = next(column for column in free if (row, column) not in taken)
            taken |= {(r, c) for r in range(row, row + down) for c in range(column, column + across)}
            cells.append(Made(row, column, down, across, words))
    return cells


GOAL = (
    "<p>认真履行组建、引导、教育、服务职工群众和依法维护职工群众合法权益的职能。"
    "深入推进劳动技能竞赛和职工文体活动，满足职工精神文化需求；大力推进工资集体协商工作，构建和谐劳动关系；"
    "弘扬“三自管理”、“金雁文化”的精神，加强多方位服务于全区员工公寓、企业（员工）的精神生活，提高员工的幸福感和归属感。</p>"
)
RESULT = (
    "<p>通过加强完善各项工会工作，进一步扩大工会组织的覆盖面，增强职工幸福获得感 and 安全感。"
    "全年金雁文化系列服务覆盖区内300家以上企业及员工；金雁之声合唱团参加“珠江恺撒堡钢琴杯”广州市职工合唱大赛获得金奖。"
    "顺利完成年度各项指标任务，活动安全率达标。</p>"
)
INDICATORS = (
    ("各类活动次数", "161场次", "159场次"),
    ("各类培训次数", "0场次", "2场次"),
    ("活动安全事故达标率", "不发生安全事故", "无发生安全事故"),
    ("工作任务完成率", "90%", "全年完成各类工作任务"),
    ("服务群体满意度", "90%", "98%"),
    ("金雁艺术团节目编排数量", "3个", "4个"),
    ("金雁艺术团演出次数", "2场次", "2场次"),
    ("创编节目验收合格率", "100%", "全年完成创编节目验收合格无投诉"),
    ("工会组建新增量", "新增80家", "2021年度计划新增基层工会80家，实际新增99家"),
)
TASKS = (
    (
        "组织、举办各类活动",
        "深入推进劳动技能竞赛、职工文体活动和员工关爱等文体宣教项目，满足职工精神文化需求。",
        "<p>举办了四类活动（慰问劳模、技能大赛、人文关怀、体育活动）</p>",
        "活动数量",
        "瑜伽班144次课，金雁体育俱乐部常规活动6场，徒步活动2场。",
        "66.45",
    ),
    (
        "举办各类培训",
        "构建和谐劳动关系。",
        "举办培训（工会干部业务培训、女职工心理健康讲座）",
        "培训数量",
        "举办了工会干部业务培训1次",
        "1.39",
    ),
    (
        "“金雁文化”、“三自管理”品牌建设",
        "弘扬“三自管理”、“金雁文化”的精神。",
        "开展了金雁艺术团演出、培训、员工关爱等项目",
        "金雁艺术团演出次数和创编节目验收合格率",
        "超额完成1个创编节目。全年完成创编节目验收合格无投诉。",
        "27.52",
    ),
    (
        "组建工会",
        "履行组建、引导、教育、服务职工群众的职能",
        "工会组建新增99家",
        "工会新增数量",
        "印制工会《会员证》30000本，工会组建新增99家",
        "3.3",
    ),
)


def one(words: str) -> tuple[str, int, int]:
    """Return a cell that covers one place."""
    return words, 1, 1


SAMPLE = form(
    [
        [("部门名称", 1, 2), ("广州市黄埔区总工会（广州开发区总工会）", 1, 4)],
        [
            ("部门资金情况", 4, 1),
            one("整体支出年度预算数"),
            one("1505.02"),
            one("整体支出年初预算数"),
            ("1,859.01", 1, 2),
        ],
        [one("实际支出数"), one("1472.46"), one("年度调整额"), ("353.99", 1, 2)],
        [one("其中：一般公共预算"), one("1472.46"), one(""), ("", 1, 2)],
        [one("预算完成率"), one("97.8%"), one("预算调整率"), ("-19.0%", 1, 2)],
        [("年度整体目标", 2, 1), ("年度整体目标", 1, 2), ("整体目标完成情况", 1, 3)],
        [(GOAL, 1, 2), (RESULT, 1, 3)],
        [("年度关键指标", 10, 1), one("关键指标"), one("预期实现值"), ("指标完成情况", 1, 3)],
        *([one(name), one(target), (actual, 1, 3)] for name, target, actual in INDICATORS),
        [one(words) for words in ("主要任务", "预期目标", "目标完成情况", "关键指标", "指标完成情况", "任务涉及资金")],
        *([one(words) for words in task] for task in TASKS),
        [one("存在问题"), ("活动次数因疫情原因未达到预期次数，导致预算完成率出现一定偏差", 1, 5)],
        [one("改进措施"), ("预算要进一步细化准确", 1, 5)],
    ],
    columns=6,
)
HEADING = (
    "<p align=center>黄埔区广州开发区部门整体支出绩效自评表</p>"
    "<p align=center>(2021年度)</p><p align=right>单位：万元</p>"
)
