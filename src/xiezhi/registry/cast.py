"""The fixed people the demo offers at the door, by role. Only used when settings.XIEZHI_DEMO is on."""

from __future__ import annotations

from dataclasses import dataclass

from xiezhi.registry import receipts
from xiezhi.registry.models import Account


@dataclass(frozen=True, slots=True)
class Offer:
    login: str
    name: str
    role: str
    organ: str


#: (login, what the button says)
DOOR = (
    ("lin", "执法人员（主办）"),
    ("chen", "执法人员（协办）"),
    ("zhou", "办案机构负责人"),
    ("gao", "机关负责人"),
    ("shen", "法制审核人员"),
    ("fang", "听证主持人"),
    ("he", "公示员"),
    ("min", "受理窗口"),
    ("xin", "许可审查员"),
    ("bian", "许可核查员"),
    ("xu", "名录管理员"),
    ("song", "行政执法监督人员"),
    ("sys", "系统管理员"),
    ("sec", "安全管理员"),
    ("aud", "审计管理员"),
    ("qian", "外单位执法人员"),
)
#: The signing PIN of all of them.
DEMO_PIN = "202611"
#: The code of the demo's party; it opens the matter the demo issues it for.
DEMO_CODE = "2345-6789-ABCD-EFGH"


def demo_accounts() -> list[Offer]:
    """The people of `DOOR` who exist on this node."""
    rows = Account.objects.filter(login__in=dict(DOOR)).select_related("person__organ")
    known = {row.login: row.person for row in rows if row.person}
    return [
        Offer(login, known[login].name, word, known[login].organ.short_name)
        for login, word in DOOR
        if login in known
    ]


def demo_receipt() -> str:
    """The demo party's code, when a matter was opened for it."""
    return DEMO_CODE if receipts.find(DEMO_CODE) else ""
