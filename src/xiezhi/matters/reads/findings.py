"""Findings of the law in words a person can act on."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from django.urls import reverse

from xiezhi.law.norms.model import Norm
from xiezhi.law.verdicts import Finding, Verdict
from xiezhi.registry.corpus import corpus
from xiezhi.registry.screen import RefusalView


def refusal_views(findings: Iterable[Finding], act: str, matter: str) -> list[RefusalView]:
    """Each refusing finding: sentence, article, cure and the page where it is done."""
    seen: dict[str, RefusalView] = {}
    for finding in findings:
        norm = corpus().norms.get(finding.norm)
        if norm is not None:
            seen.setdefault(finding.norm, _view(finding, norm, act, matter))
    return list(seen.values())


def _view(finding: Finding, norm: Norm, act: str, matter: str) -> RefusalView:
    cite = norm.cite[0] if norm.cite else None
    return RefusalView(
        act=act,
        reason=sentence(finding, norm),
        law=cite.law if cite else "",
        article=str(cite.article) if cite else "",
        cure=norm.breach.cure,
        cure_href=cure_href(norm, matter),
        missing=missing_words(finding) if finding.verdict is Verdict.UNKNOWN else (),
    )


def sentence(finding: Finding, norm: Norm) -> str:
    """What is wrong: the norm's own finding; for missing data and open questions, that."""
    if finding.verdict is Verdict.UNKNOWN:
        return f"{norm.title}：数据不足，还不能判断。"
    if finding.verdict is Verdict.NEEDS_JUDGEMENT:
        return f"{norm.title}：须由有权的人先作出判断。"
    if finding.verdict is Verdict.RUNNING:
        return f"{norm.title}：期限还没有届满。"
    return f"{norm.breach.finding}。"


def missing_words(finding: Finding) -> tuple[str, ...]:
    facts = corpus().facts
    return tuple(facts[name].title if name in facts else name for name in finding.missing)


def cure_href(norm: Norm, matter: str) -> str:
    """The page of the step that cures the breach, when the norm names one; in its own procedures first."""
    wanted, law = norm.breach.cure_by, corpus()
    own = law.covered(norm.applies.procedures) or frozenset()
    for code in sorted(law.procedures, key=lambda code: code not in own):
        if wanted and wanted in law.procedures[code].steps:
            return reverse("matters:step", args=(matter, code, quote(wanted)))
    return ""
