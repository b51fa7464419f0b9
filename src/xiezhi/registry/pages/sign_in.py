"""Signing in and out, and 「我的」."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from xiezhi.registry import pins, reads, sessions, throttle
from xiezhi.registry.access import PUBLIC, SIGNED_IN, page, scope_of
from xiezhi.registry.cast import DEMO_PIN, demo_accounts, demo_receipt
from xiezhi.registry.certificates import WORDS, state
from xiezhi.registry.clock import today
from xiezhi.registry.models import Account
from xiezhi.registry.reading import address_of
from xiezhi.registry.roles import title
from xiezhi.registry.screen import FieldError, Row, Table
from xiezhi.registry.screen.words import day_words


@page(PUBLIC, methods=("GET", "POST"))
def sign_in(request: HttpRequest) -> HttpResponse:
    """A password, or in the demo one of the fixed people."""
    if request.method == "GET":
        return _form(request, [])
    if settings.XIEZHI_DEMO and "person" in request.POST:
        return _as_demo_person(request, request.POST["person"])
    return _with_password(request)


def _with_password(request: HttpRequest) -> HttpResponse:
    name, password = request.POST.get("login", "").strip(), request.POST.get("password", "")
    keys = (f"login:{name}", f"address:{address_of(request)}")
    wait = throttle.wait_seconds(*keys)
    if wait:
        sentence = f"连续多次未能登录，请{wait}秒后再试。忘记密码请联系本单位系统管理员重设。"
        return _form(request, [FieldError("password", sentence)], 429)
    account = authenticate(request, username=name, password=password)
    if not isinstance(account, Account):
        throttle.failed(*keys)
        return _form(request, [FieldError("password", "登录名或者密码不对，请重新输入。")], 400)
    throttle.forget(keys[0])
    return _welcome(request, account)


def _as_demo_person(request: HttpRequest, name: str) -> HttpResponse:
    account = Account.objects.filter(login=name, is_active=True).first()
    if account is None or name not in {offer.login for offer in demo_accounts()}:
        return _form(request, [FieldError("login", "演示中没有这个人，请从名单中选择。")], 400)
    return _welcome(request, account)


def _welcome(request: HttpRequest, account: Account) -> HttpResponse:
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    sessions.begin(request)
    back = request.POST.get("next", "")
    local = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return HttpResponseRedirect(back if local else "/")


def _form(request: HttpRequest, errors: list[FieldError], status: int = 200) -> HttpResponse:
    shown = {
        "errors": errors,
        "wrong": {e.name: e.sentence for e in errors},
        "login": request.POST.get("login", ""),
        "next": request.POST.get("next", request.GET.get("next", "")),
        "pin": DEMO_PIN if pins.asked() else "",
        "people": demo_accounts() if settings.XIEZHI_DEMO else [],
        "receipt": demo_receipt() if settings.XIEZHI_DEMO else "",
    }
    return render(request, "registry/sign_in.html", shown, status=status)


@page(PUBLIC, methods=("POST",))
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("registry:sign_in")


@page(SIGNED_IN, methods=("POST",))
def pin(request: HttpRequest) -> HttpResponse:
    """Set the signing PIN, or change it knowing the one before."""
    account = request.user
    assert isinstance(account, Account)
    try:
        pins.set_pin(account, request.POST.get("pin", ""), request.POST.get("before", ""))
        messages.success(request, "签名口令已经设置。签署审批文稿时要输入。")
    except pins.PinRefused as refused:
        messages.error(request, str(refused))
    return redirect("registry:me")


@page(SIGNED_IN)
def me(request: HttpRequest) -> HttpResponse:
    """Who I am here, which roles I hold where, my certificates."""
    scope = scope_of(request)
    names = reads.names_of_organs(scope.register_organs)
    rows = [
        (title(role), "、".join(sorted(names[organ] for organ in organs)))
        for role, organs in sorted(scope.grants.items())
    ]
    certificates = reads.certificates_of_person(scope.person) if scope.person else []
    lines = [
        Row((c.number, c.fields, day_words(c.valid_to), WORDS[state(c, today())]))
        for c in certificates
    ]
    table = Table("执法证件", ("证件编号", "执法类别", "有效期至", "状态"), lines)
    shown = {
        "person": scope.person,
        "roles": rows,
        "certificates": table if lines else None,
        "pins": pins.asked() and scope.person is not None,
        "crumbs": [("我的", "")],
    }
    return render(request, "registry/me.html", shown)
