"""执法人员名录 inside, and outside the question: is this person an officer, now?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xiezhi.registry import certificates, reads, throttle
from xiezhi.registry.access import PUBLIC, page, roles, scope_of
from xiezhi.registry.clock import today
from xiezhi.registry.forms.values import compact
from xiezhi.registry.models import Certificate
from xiezhi.registry.reading import address_of
from xiezhi.registry.screen import Column, Row, Table, paged
from xiezhi.registry.screen.words import day_words

READERS = roles(
    "officer", "unit_head", "agency_head", "agency_chief", "legal_reviewer", "register_clerk",
    "supervisor", "system_admin",
)  # fmt: skip
COLUMNS = ("姓名", "证件编号", "单位", "执法类别", "有效期至", "状态")


@page(READERS)
def officers(request: HttpRequest) -> HttpResponse:
    """The certificates of the organs this person works for or oversees."""
    organs = scope_of(request).register_organs
    found = reads.certificates_of(organs)
    seek = compact(request.GET.get("q", ""))
    if seek:
        found = found.filter(person__name__contains=seek) | found.filter(number=seek)
    pages, query = paged(request, found)
    table = Table(
        "执法人员名录",
        [Column(c) for c in COLUMNS],
        [_row(c) for c in pages],
        empty="没有符合条件的执法人员。请核对姓名，或者输入完整证件编号。",
        page=pages,
        query=query,
    )
    shown = {"table": table, "q": seek, "crumbs": [("名录", ""), ("执法人员", "")]}
    return render(request, "registry/officers.html", shown)


def _row(certificate: Certificate) -> Row:
    person = certificate.person
    unit = f"{person.organ.short_name} {person.unit}".strip()
    word = certificates.WORDS[certificates.state(certificate, today())]
    until = day_words(certificate.valid_to)
    return Row((person.name, certificate.number, unit, certificate.fields, until, word))


@page(PUBLIC)
def officer(request: HttpRequest) -> HttpResponse:
    """Public look-up by the exact certificate number. Shows no id number and no telephone number."""
    number = compact(request.GET.get("number", "")).upper()
    if not number:
        return render(request, "registry/officer.html", {})
    key = f"officer:{address_of(request)}"
    wait = throttle.wait_seconds(key)
    if wait:
        return render(
            request, "registry/officer.html", {"number": number, "wait": wait}, status=429
        )
    found = reads.certificate_by_number(number)
    if found is None:
        throttle.failed(key)
    state = certificates.state(found, today())
    shown = {"number": number, "certificate": found, "state": state, "at": today()}
    answer = {"answer": certificates.WORDS[state]}
    return render(request, "registry/officer.html", shown | answer)
