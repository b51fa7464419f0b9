"""Whether a decision must, may not, or may by someone's judgement be published: read from the norms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils import timezone

from xiezhi.journal.models import Entry
from xiezhi.journal.reads import history
from xiezhi.law.events import EPOCH
from xiezhi.law.facts.derive import derive
from xiezhi.law.norms.judge import judge
from xiezhi.law.norms.model import Norm, Publicity
from xiezhi.law.verdicts import Finding, Verdict
from xiezhi.publicity.models import Publication
from xiezhi.registry.context import law_context
from xiezhi.registry.corpus import corpus

Means = Literal["barred", "required", "judgement", "open"]
APPLIES = frozenset({Verdict.MET, Verdict.BREACHED, Verdict.RUNNING})
OPEN = frozenset({Verdict.NEEDS_JUDGEMENT, Verdict.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Publishability:
    """`means`: barred beats unanswered judgement, which beats required; `norms` are those it rests on."""

    means: Means
    ground: str
    norms: tuple[Norm, ...]
    due_on: date | None = None


def publishability(matter: str, seq: int) -> Publishability:
    """How the publicity norms stand for the decision recorded as entry `seq` of the matter."""
    norms = {n.id: n for n in corpus().norms.values() if isinstance(n.rule, Publicity)}
    context = law_context(timezone.localtime())
    rows = derive(corpus(), history(matter), context)
    findings = judge(corpus(), rows, context, norms=norms)
    own = [f for f in findings if f.row in (matter, f"{matter}/{seq}")]
    return _weigh([(norms[f.norm], f) for f in own])


def publishability_of(publication: Publication) -> Publishability:
    """How the norms stand for the decision behind a publication."""
    entry = Entry.objects.get(pk=publication.decision)
    return publishability(entry.matter, entry.seq)


def _weigh(found: list[tuple[Norm, Finding]]) -> Publishability:
    barred = [n for n, f in found if _means(n) == "barred" and f.verdict in APPLIES]
    if barred:
        return Publishability("barred", _grounds(barred), tuple(barred))
    asked = [n for n, f in found if _means(n) == "judgement" and f.verdict in OPEN]
    if asked:
        return Publishability("judgement", _grounds(asked), tuple(asked))
    required = [(n, f) for n, f in found if _means(n) == "required" and f.verdict in APPLIES]
    dues = [f.due_day for _, f in required if f.due_day is not None]
    due = EPOCH + timedelta(days=min(dues)) if dues else None
    norms = tuple(n for n, _ in required)
    return Publishability("required" if norms else "open", _grounds(norms), norms, due)


def _means(norm: Norm) -> str:
    return norm.rule.means if isinstance(norm.rule, Publicity) else ""


def _grounds(norms: list[Norm] | tuple[Norm, ...]) -> str:
    return ";".join(n.rule.ground for n in norms if isinstance(n.rule, Publicity))
