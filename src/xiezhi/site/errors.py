"""Error pages in plain Chinese. A reference of six signs joins the page to the node's log."""

from __future__ import annotations

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xiezhi.registry.receipts import ALPHABET

LOG = logging.getLogger("xiezhi.errors")


def _page(
    request: HttpRequest, status: int, title: str, sentences: tuple[str, ...]
) -> HttpResponse:
    reference = "".join(secrets.choice(ALPHABET) for _ in range(6))
    LOG.warning("%s %s %s %r", reference, status, request.method, request.path)
    shown = {"title": title, "sentences": sentences, "reference": reference, "back": "/"}
    return render(request, "error.html", shown, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request, 400, "没有看懂这次请求", ("没有保存任何内容。", "请返回上一页，检查后重试。")
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    why = str(exception) or "您现在的角色不能打开本页面。"
    cure = "需要办理的，请本单位安全管理员调整角色，或者换一个账号登录。"
    return _page(request, 403, "不能打开本页面", (why, cure))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same page, to the byte, for what is not there and for what is hidden: no reference, no address."""
    sentences = ("这里没有内容，也可能不对您开放。", "请核对网址，或者从首页重新进入。")
    shown = {"title": "没有找到", "sentences": sentences, "back": "/"}
    return render(request, "error.html", shown, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    kept = "刚才的一步没有完成，没有保存任何内容；之前的内容都在。"
    return _page(
        request,
        500,
        "服务器没有办完这一步",
        (kept, "请稍后重试；仍然不行的，请把下面的编号告诉系统管理员。"),
    )


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The CSRF answer: the form is older than the sign-in it was opened with."""
    kept = "没有保存任何内容。"
    cure = "请返回上一页并刷新，再填写一次；浏览器须允许本站使用 Cookie。"
    return _page(request, 403, "页面已经过期", (kept, cure))
