"""A party comes in with the code on the document; nothing else is asked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from xiezhi.registry import receipts, throttle
from xiezhi.registry.access import PARTY, PUBLIC, page, scope_of
from xiezhi.registry.models import Party
from xiezhi.registry.reading import address_of, log_access
from xiezhi.registry.scope import MATTER, PARTY_CODE, Scope
from xiezhi.registry.screen import FieldError


@page(PUBLIC, methods=("GET", "POST"))
def receipt(request: HttpRequest) -> HttpResponse:
    """Ask for the receipt code and open the matter it belongs to."""
    if request.method == "GET":
        return render(request, "registry/receipt.html", {})
    key = f"receipt:{address_of(request)}"
    wait = throttle.wait_seconds(key)
    if wait:
        return _again(request, f"连续多次未能查到，请{wait}秒后再试。", 429)
    found = receipts.find(request.POST.get("code", ""))
    if found is None:
        throttle.failed(key)
        return _again(
            request, "没有查到这个查询码。请核对文书上的16位查询码，字母不分大小写。", 400
        )
    request.session.flush()
    request.session[MATTER], request.session[PARTY_CODE] = found.matter, found.party_id
    return redirect("registry:party_home")


def _again(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    shown = {
        "errors": [FieldError("code", sentence)],
        "wrong": sentence,
        "code": request.POST.get("code", ""),
    }
    return render(request, "registry/receipt.html", shown, status=status)


@page(PARTY)
def party_home(request: HttpRequest) -> HttpResponse:
    """The party's own data as the organ holds it."""
    scope: Scope = scope_of(request)
    party = Party.objects.filter(pk=scope.party).first()
    log_access(request, "查看", scope.party or "", "当事人查询本人事项", ("姓名", "住址", "电话"))
    return render(request, "registry/party_home.html", {"party": party, "matter": scope.matter})
