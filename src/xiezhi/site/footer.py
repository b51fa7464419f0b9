"""What the law wants at the foot of a government page; each line comes from the node's environment."""

from __future__ import annotations

import os

LINES = (
    ("主办单位", "XIEZHI_SITE_HOST"),
    ("承办单位", "XIEZHI_SITE_OPERATOR"),
    ("网站标识码", "XIEZHI_SITE_CODE"),
    ("备案号", "XIEZHI_SITE_ICP"),
    ("公安备案", "XIEZHI_SITE_POLICE"),
    ("联系电话", "XIEZHI_SITE_PHONE"),
)


def footer_lines() -> list[tuple[str, str]]:
    return [(title, os.environ.get(name) or "未填写") for title, name in LINES]
