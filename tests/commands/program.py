"""The program as a process of its own, and documents for it to read."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-c", "from commands import main; main()"]
DISTURBING = {"COLUMNS", "FORCE_COLOR", "NO_COLOR", "TERM", "TTY_COMPATIBLE", "PYTHONIOENCODING"}
ENVIRONMENT = {key: value for key, value in os.environ.items() if key not in DISTURBING}

SHEET = """部门整体支出绩效自评表
(2021年度)
单位：万元
部门名称\t{department}\t\t\t
部门资金情况\t整体支出年度预算数\t1505.02\t整体支出年初预算数\t1,859.01
\t实际支出数\t1472.46\t年度调整额\t353.99
\t其中：一般公共预算\t1472.46\t\t
\t预算完成率\t97.8%\t预算调整率\t-19.0%
年度整体目标\t年度整体目标\t\t整体目标完成情况\t
\t完成各项工作\t\t已完成\t
年度关键指标\t关键指标\t预期实现值\t指标完成情况\t
\t各类活动次数\t161场次\t159场次\t
存在问题\t活动次数未达到预期\t\t\t
改进措施\t预算要进一步细化准确\t\t\t
"""
"""A self-evaluation table that contradicts itself: the sign of its adjustment is lost."""


def sheet(path: Path, department: str = "某市总工会") -> Path:
    """Write a self-evaluation table of a department as text, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SHEET.format(department=department))
    return path


def extract(
    *arguments: object, cwd: Path | None = None, env: Mapping[str, str] | None = None, **more: Any
) -> subprocess.CompletedProcess[str]:
    """Run the program to its end and return what it said."""
    return subprocess.run(
        [*COMMAND, *(str(argument) for argument in arguments)],
        cwd=cwd,
        env={**ENVIRONMENT, **(env or {})},
        stdout=more.pop("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        errors="surrogateescape",
        timeout=60,
        check=False,
        **more,
    )
