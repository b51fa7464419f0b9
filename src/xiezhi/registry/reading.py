"""Writing the access log: who looked at whose data, why, which fields — never the data itself."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from xiezhi.registry.models import AccessLog
from xiezhi.registry.scope import scope_of


def log_access(
    request: HttpRequest,
    what: str,
    subject: str,
    purpose: str = "",
    fields: tuple[str, ...] = (),
    count: int = 1,
) -> None:
    """Leave a row: `what` is a verb (查看, 查询, 导出, 打印, 拒绝), `subject` a matter or party code."""
    scope = scope_of(request)
    person = scope.person
    AccessLog.objects.create(
        at=timezone.now(),
        account=_account(request, scope.matter),
        person=person.code if person else "",
        organ=person.organ_id if person else "",
        what=what,
        subject=subject[:120],
        purpose=purpose[:200],
        fields="、".join(fields)[:300],
        count=count,
        address=address_of(request),
    )


def _account(request: HttpRequest, matter: str | None) -> str:
    if request.user.is_authenticated:
        return request.user.login
    return "凭查询码的当事人" if matter else "公众"


def address_of(request: HttpRequest) -> str:
    """The network address the request came from."""
    return str(request.META.get("REMOTE_ADDR", ""))[:64]
