"""Sample data for the gallery. Invented; the components, not the law, are on show."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from xiezhi.law.verdicts import Verdict
from xiezhi.registry.screen import (
    Column,
    DeadlineView,
    FieldError,
    FlowStep,
    RefusalView,
    Row,
    Table,
    Tag,
    deadline,
    suspended,
)

CALCULATION = (
    "起算：2026年11月3日立案，次日为第1日。",
    "期间：90日，自立案之日的次日起连续计算。",
    "扣除：鉴定12日(11月10日至11月21日)。",
    "届满：2027年2月13日为休息日，顺延至下一个工作日。",
)


def everything() -> dict[str, Any]:
    """All that the gallery page draws."""
    now = timezone.localtime()
    return {
        "crumbs": [("工作台", "/"), ("组件", "")],
        "table": _table(now),
        "nothing": Table(
            "今天到期的事项", ["案件"], [], empty="今天没有到期事项。本周有4件，最早11月24日。"
        ),
        "dues": _dues(now),
        "flow": _flow(),
        "refusal": _refusal(),
        "sample_errors": [
            FieldError("fine", "罚款金额请写数字，例如 1200.50。"),
            FieldError("reason", "请填写理由。"),
        ],
        "facts": [("当事人", "示范区某餐饮店"), ("案由", "占用道路经营"), ("承办人", "林正、陈实")],
        "check": [("当事人", "示范区某餐饮店", "#party"), ("罚款", "500元", "#fine")],
        "acts": _acts(now),
        "verdicts": list(Verdict),
        "states": _states(),
    }


def _table(now: datetime) -> Table:
    columns = ("案件", "当事人", Column("罚款", number=True), "状态", "期限")
    rows = [
        Row(
            ("示城管罚〔2026〕12号", "某餐饮店", "500元", Tag("进行中", "now"), _due(now, 3, 5)),
            "#a",
        ),
        Row(
            ("示城管罚〔2026〕9号", "某商行", "1,200元", Tag("有问题", "bad"), _due(now, -2, 5)),
            "#b",
        ),
        Row(("示城管罚〔2026〕7号", "某建筑公司", "30,000元", Tag("已完成", "good"), ""), "#c"),
    ]
    return Table("在办案件", columns, rows, count=3)


def _due(now: datetime, days: int, soon: int) -> DeadlineView:
    return deadline(now.date() + timedelta(days), now, CALCULATION, soon_days=soon)


def _dues(now: datetime) -> list[DeadlineView]:
    return [
        _due(now, 40, 5),
        _due(now, 3, 5),
        _due(now, 0, 5),
        _due(now, -2, 5),
        deadline(now + timedelta(hours=5), now, CALCULATION, soon_days=1),
        deadline(now.date() + timedelta(420), now, CALCULATION, provisional=True),
        suspended(now.date(), "等待鉴定结果", CALCULATION),
    ]


def _flow() -> list[FlowStep]:
    return [
        FlowStep("立案", "done", "11月3日", "周明"),
        FlowStep("调查取证", "done", "11月3日至18日", "林正、陈实"),
        FlowStep("告知", "current", "11月19日送达", "林正", "当事人可以在5个工作日内申请听证。"),
        FlowStep("听证", "skipped", why="不适用：罚款没有达到应当告知听证权的数额。"),
        FlowStep("法制审核", "open"),
        FlowStep("决定", "open"),
        FlowStep("送达", "open"),
    ]


def _refusal() -> RefusalView:
    return RefusalView(
        "作出处罚决定",
        "尚未告知当事人拟处罚的内容、事实、理由和依据。",
        "行政处罚法",
        "44",
        "请先办理「处罚告知」。",
        "#notice",
    )


def _acts(now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "title": "复核陈述申辩",
            "href": "#statement",
            "reason": "当事人于11月20日提出，应当复核。",
            "law": "行政处罚法",
            "article": "45",
            "due": _due(now, 3, 5),
        },
        {"title": "补充证据", "href": "#evidence", "reason": "第2项事实还没有证据。"},
    ]


def _states() -> list[Tag]:
    words = (
        ("未开始", "plain"),
        ("进行中", "now"),
        ("已完成", "good"),
        ("已中止", "care"),
        ("有问题", "bad"),
    )
    return [Tag(word, tone) for word, tone in words]
