"""Whether each of the six links has its records: what is there, what is missing, and where nobody can tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from xiezhi.documents.models import Document
from xiezhi.documents.render import current_library
from xiezhi.journal.reads import entries
from xiezhi.law.events import Event
from xiezhi.law.verdicts import Verdict
from xiezhi.matters.process.book import Cite, Link, Wanted, book
from xiezhi.matters.process.recordings import Recording, moment, omitted
from xiezhi.registry.corpus import corpus

#: Worst first: what is missing, what cannot be told, what a person must say.
ORDER = (Verdict.BREACHED, Verdict.UNKNOWN, Verdict.NEEDS_JUDGEMENT, Verdict.MET)


@dataclass(frozen=True, slots=True)
class Found:
    """One record wanted for one act; `reason` says what is wrong or why it cannot be told."""

    title: str
    event: Event
    verdict: Verdict
    reason: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class LinkState:
    """A link of the case. `texts` counts acts on record, `papers` documents, `sounds` recordings."""

    link: Link
    verdict: Verdict
    reason: str
    cite: Cite
    texts: int = 0
    papers: int = 0
    sounds: int = 0
    found: tuple[Found, ...] = ()

    @property
    def lacking(self) -> list[Found]:
        return [each for each in self.found if each.verdict is not Verdict.MET]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the case has: events in order, entries with files, valid documents by entry, recordings."""

    events: Sequence[Event]
    recordings: Sequence[Recording]
    documents: dict[str, int] = field(default_factory=dict)
    filed: frozenset[str] = frozenset()

    def of(self, steps: Iterable[str]) -> list[Event]:
        wanted = frozenset(steps)
        return [event for event in self.events if event.step in wanted]


def six_links(matter: str, events: Sequence[Event], rows: Sequence[Recording]) -> list[LinkState]:
    """The links in their order, judged over the matter's present history."""
    valid = Document.objects.filter(matter=matter, state=Document.State.VALID).exclude(entry="")
    documents: dict[str, int] = {}
    for entry in valid.values_list("entry", flat=True):
        documents[entry] = documents.get(entry, 0) + 1
    filed = frozenset(e.id for e in entries(matter) if e.content.get("files"))
    had = Evidence(events, rows, documents, filed)
    return [_state(link, had) for link in book().links]


def _state(link: Link, had: Evidence) -> LinkState:
    own, sounds = had.of(link.steps), [r for r in had.recordings if r.link == link.id]
    if not own:
        return _empty(link, had, len(sounds))
    found = tuple(each for wanted in link.wanted for each in _judged(wanted, link, had))
    worst = min((each.verdict for each in found), key=ORDER.index, default=Verdict.MET)
    papers = sum(had.documents.get(event.id, 0) for event in own)
    return LinkState(link, worst, "", book().cite, len(own), papers, len(sounds), found)


def _empty(link: Link, had: Evidence, sounds: int) -> LinkState:
    """No act of this link: not reached, not needed, or gone past without a trace."""
    procedures = {e.procedure for e in had.events if e.procedure.startswith("penalty.")}
    if had.of(link.unless) or (procedures and procedures <= set(link.without)):
        return LinkState(
            link, Verdict.NOT_APPLICABLE, "本案没有这个环节", book().cite, sounds=sounds
        )
    if had.of(link.gone):
        reason = "案件已经走过这个环节，却没有它的任何记录"
        return LinkState(link, Verdict.BREACHED, reason, book().cite, sounds=sounds)
    return LinkState(link, Verdict.RUNNING, "还没有到这个环节", book().cite, sounds=sounds)


def _judged(wanted: Wanted, link: Link, had: Evidence) -> Iterable[Found]:
    for event in had.of(wanted.steps):
        if any(event.fields.get(name) != value for name, value in wanted.when.items()):
            continue
        if wanted.need == "written":
            verdict, reason = _written(event, had)
        else:
            verdict, reason = _sounding(wanted, link, event, had)
        yield Found(wanted.title, event, verdict, reason, wanted.cite)


def _written(event: Event, had: Evidence) -> tuple[Verdict, str]:
    if event.id in had.documents or event.id in had.filed:
        return Verdict.MET, ""
    if event.mode == "attest":
        return Verdict.UNKNOWN, "是补录的，纸面原件没有扫描入卷，不能判断"
    step = corpus().step(event.procedure, event.step)
    if step is None or step.document not in current_library().kinds:
        return Verdict.MET, ""
    return Verdict.BREACHED, "没有有效的文书"


def _sounding(wanted: Wanted, link: Link, event: Event, had: Evidence) -> tuple[Verdict, str]:
    near = [row for row in had.recordings if row.link == link.id and _covers(row, event)]
    if any(row.checkable for row in near):
        return Verdict.MET, ""
    if near:
        return Verdict.UNKNOWN, "文件不在本系统，又没有摘要值，不能核对"
    if wanted.need == "must":
        return Verdict.BREACHED, "没有当时的音像记录"
    if link.id in omitted(had.events):
        return Verdict.MET, ""
    return (
        Verdict.NEEDS_JUDGEMENT,
        "没有音像记录；文字记录已能全面有效记录的，由执法人员说明理由",
    )


def _covers(row: Recording, event: Event) -> bool:
    """Made while the act went on; for an act that states no beginning and end, on its day."""
    stated = event.fields.get("started_at"), event.fields.get("finished_at")
    if all(stated):
        return row.started <= moment(str(stated[1])) and row.finished >= moment(str(stated[0]))
    return (
        row.started.date() <= event.at.astimezone(row.started.tzinfo).date() <= row.finished.date()
    )
