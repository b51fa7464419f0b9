"""Role codes (docs: procedures 0.4), their Chinese names, and which may not meet in one person."""

from __future__ import annotations

from collections.abc import Iterable

ROLES = {
    "officer": "执法人员",
    "assistant": "辅助人员",
    "unit_head": "办案机构负责人",
    "case_reviewer": "案件审核人员",
    "legal_reviewer": "法制审核人员",
    "agency_head": "机关负责人",
    "agency_chief": "机关主要负责人",
    "collective": "集体讨论成员",
    "hearing_chair": "听证主持人",
    "hearing_clerk": "听证记录员",
    "custodian": "财物保管员",
    "cashier": "罚没管理员",
    "publicity_clerk": "公示员",
    "archivist": "档案员",
    "register_clerk": "名录管理员",
    "file_reviewer": "案卷评查员",
    "window": "受理窗口",
    "plan_admin": "检查计划管理员",
    "licence_examiner": "许可审查员",
    "licence_verifier": "许可核查员",
    "supervisor": "行政执法监督人员",
    "government": "本级人民政府",
    "system_admin": "系统管理员",
    "security_admin": "安全管理员",
    "audit_admin": "审计管理员",
}

#: Who acts in a procedure without a role on this platform.
OUTSIDE = {
    "party": "当事人",
    "agent": "代理人",
    "interested_party": "利害关系人",
    "witness": "见证人",
    "review_body": "复议机关",
    "court": "人民法院",
}

#: The three administrators exclude each other and every role that acts in cases (三员分立).
ADMINISTRATORS = frozenset({"system_admin", "security_admin", "audit_admin"})
#: Roles that see the cases of every organ of their region, to supervise them.
OVERSEEING = frozenset({"supervisor", "file_reviewer", "government"})


def title(role: str) -> str:
    return ROLES.get(role) or OUTSIDE.get(role, "其他人员")


def separation(held: Iterable[str], role: str) -> str | None:
    """Why a person who holds `held` may not also hold `role`; None when it may."""
    others = set(held) - {role}
    if role in ADMINISTRATORS and others:
        return f"{title(role)}不得兼任其他角色，此人现任{_names(others)}。"
    administrators = others & ADMINISTRATORS
    if administrators:
        return f"{_names(administrators)}不得参与办案或者兼任其他角色，不能再任{title(role)}。"
    return None


def _names(roles: Iterable[str]) -> str:
    return "、".join(sorted(title(role) for role in roles))
