"""Verification: is this document genuine, current and unchanged? Says the verdict first, never guesses."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from xiezhi.documents.reads import by_code
from xiezhi.publicity.models import Publication
from xiezhi.publicity.throttle import Throttled, count_try
from xiezhi.registry.access import PUBLIC, page

LARGEST = 50 * 1024 * 1024


@page(PUBLIC)
def entrance(request: HttpRequest) -> HttpResponse:
    """For those who type the code printed beside the QR."""
    code = request.GET.get("code", "").strip()
    if code:
        return redirect("publicity:verify_code", code=code)
    return render(request, "publicity/verify_entrance.html")


@page(PUBLIC, methods=("GET", "POST"))
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """The document behind a code; POST compares a file with the stored bytes."""
    try:
        count_try(request.META.get("REMOTE_ADDR", ""), timezone.now(), timedelta(minutes=1))
    except Throttled as wait:
        return render(request, "publicity/verify_wait.html", {"wait": wait}, status=429)
    document = by_code(code)
    if document is None:
        return render(request, "publicity/verify_unknown.html", {"code": code}, status=404)
    publication = Publication.objects.filter(document=document.code).first()
    context = {
        "d": document,
        "domain": settings.XIEZHI_PUBLIC_URL,
        "publication": publication,
        "compared": _compared(request, document.sha256),
    }
    return render(request, "publicity/verify.html", context)


def _compared(request: HttpRequest, sha256: str) -> str | None:
    """`same`, `different` or `too_large` for an uploaded file, None without one."""
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile):
        return None
    if (upload.size or 0) > LARGEST:
        return "too_large"
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return "same" if digest.hexdigest() == sha256 else "different"
