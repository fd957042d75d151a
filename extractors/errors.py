"""Why a file, or a part of it, gave no record: one code a reason, with what to do about it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Reason:
    """A kind of failure. The texts take {detail}; `advice` says what a person can do."""

    code: str
    severity: Literal["error", "warning", "info"]
    message: str
    message_zh: str


NO_TABLE = Reason(
    "N01",
    "warning",
    "no self-evaluation table found{detail}; if there is one, send the file in: its layout is not known yet",
    "未发现绩效自评表{detail}；如确有此表，说明其版式尚未收录",
)
EMPTY = Reason("N02", "error", "the file is empty; fetch it again", "文件为空，请重新获取")
DAMAGED = Reason(
    "N03",
    "error",
    "the file is damaged or cut short: {detail}; fetch it again",
    "文件损坏或不完整：{detail}；请重新获取",
)
ENCRYPTED = Reason(
    "N04",
    "error",
    "the file is encrypted; save a copy without a password and run again",
    "文件已加密，请另存为无密码的副本后重试",
)
NO_TEXT = Reason(
    "N05",
    "error",
    "no text layer{detail}; recognition of scans is not built in yet: find the born-digital original",
    "无文字层（疑为扫描件）{detail}；暂不支持扫描识别，请获取原始电子文件",
)
UNKNOWN_ENCODING = Reason(
    "N06",
    "error",
    "the text is in no encoding that could be told ({detail}); save it as UTF-8 and run again",
    "无法判定文本编码（{detail}），请另存为 UTF-8 后重试",
)
UNSUPPORTED = Reason(
    "N07",
    "error",
    "{detail} is not read yet; save it as PDF, Word (.docx), HTML or text and run again",
    "暂不支持{detail}；请另存为 PDF、Word（.docx）、HTML 或文本后重试",
)
NOT_READABLE = Reason("N08", "error", "cannot be opened: {detail}", "无法打开：{detail}")
MISNAMED = Reason(
    "N09",
    "info",
    "the name says {detail}; it was read by its content",
    "文件名后缀与内容不符：{detail}；已按内容读取",
)
INTERNAL = Reason(
    "N10",
    "error",
    "the program failed on this file ({detail}); please report it with the file",
    "程序处理该文件时出错（{detail}），请连同文件一并反馈",
)
PARTLY_READ = Reason(
    "N11",
    "warning",
    "a part of the file was not read: {detail}",
    "文件有一部分未读取：{detail}",
)
LIMIT = Reason(
    "N12",
    "error",
    "too large to read safely: {detail}",
    "文件过大，未读取：{detail}",
)


YEAR_OF_NAME = Reason(
    "N13",
    "info",
    "the form prints no year; {detail} was taken from the file's name",
    "表中未注明年度，{detail} 年取自文件名",
)
OUT_OF_TIME = Reason(
    "N14",
    "error",
    "reading it took longer than {detail}; it was given up: look at the file, or allow more with --max-seconds",
    "读取超过{detail}，已放弃；请检查该文件，或用 --max-seconds 放宽时限",
)
OUT_OF_MEMORY = Reason(
    "N15",
    "error",
    "reading it took more memory than {detail}; it was given up: look at the file, or allow more with --max-memory",
    "读取所需内存超过{detail}，已放弃；请检查该文件，或用 --max-memory 放宽上限",
)
CRASHED = Reason(
    "N16",
    "error",
    "its worker came to an end while reading it ({detail}); please report it with the file",
    "读取该文件时工作进程意外终止（{detail}），请连同文件一并反馈",
)
NO_LEVEL = Reason(
    "N17",
    "warning",
    "no lines are drawn, and it cannot be told which level these indicators belong to: {detail}",
    "表格无框线，无法判定以下指标所属的层级：{detail}",
)


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason with its particulars in English and Chinese, each put into the reason's text.

    `fields` are the paths in the record of which it speaks, if any.
    """

    reason: Reason
    detail: str = ""
    detail_zh: str = ""
    fields: tuple[str, ...] = ()

    def of_page(self, number: int) -> "Problem":
        """Return what is said where only this page of a file is not read for it."""
        return Problem(
            PARTLY_READ, f"page {number} is left out: {self.detail}", f"第 {number} 页未读取：{self.detail_zh}"
        )

    @property
    def message(self) -> str:
        """The whole sentence in English."""
        return self.reason.message.format(detail=self.detail)

    @property
    def message_zh(self) -> str:
        """The whole sentence in Chinese."""
        return self.reason.message_zh.format(detail=self.detail_zh or self.detail)


class Unreadable(Exception):  # noqa: N818 - it names the state of the file, as its one use reads
    """A file that gives no document."""

    def __init__(self, reason: Reason, detail: str = "", detail_zh: str = "") -> None:
        self.problem = Problem(reason, detail, detail_zh)
        super().__init__(self.problem.message)
