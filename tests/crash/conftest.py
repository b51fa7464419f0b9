"""Prints the crash table: point × database × result (seen without -n, where the run is one process)."""

from __future__ import annotations

from itertools import groupby
from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    reports = [r for found in terminalreporter.stats.values() for r in found]
    rows = [
        str(value).split("|")
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == "crash" and getattr(report, "when", "") == "call"
    ]
    if not rows:
        return
    terminalreporter.section("kill -9：环节 × 位置 × 数据库")
    rows.sort(key=lambda row: (row[0], row[1], row[2]))
    for (name, point), group in groupby(rows, key=lambda row: (row[0], row[1])):
        said = "　".join(f"{row[2]}：{row[3]}" for row in group)
        terminalreporter.write_line(f"{name:　<4}{point:<20}{said}")
