"""One step of the process list of a case."""

from __future__ import annotations

from dataclasses import dataclass

STATES = {
    "done": "已完成",
    "current": "进行中",
    "open": "未开始",
    "skipped": "不适用",
    "stopped": "已中止",
    "wrong": "有问题",
}


@dataclass(frozen=True, slots=True)
class FlowStep:
    """`state` is done | current | open | skipped | stopped | wrong; `why` explains what is skipped."""

    title: str
    state: str
    when: str = ""
    who: str = ""
    why: str = ""
    href: str = ""

    @property
    def word(self) -> str:
        return STATES[self.state]
