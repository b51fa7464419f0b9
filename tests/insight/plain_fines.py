"""The norms of the road traffic fine example, evaluated by hand: loops, dates and nothing of the engine.

Every function answers for one trace: a list of (row key, verdict, due or None).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from tests.insight.fine_days import clocked, rolled, workdays_after
from tests.insight.fine_traces import CREATE, PAY, PENALTY, SEND, Happening, Trace, read_traces

Answer = tuple[str, str, date | None]
NOTIFY, COLLECT = "Insert Fine Notification", "Send for Credit Collection"
DATED, APPEAL = "Insert Date Appeal to Prefecture", "Send Appeal to Prefecture"
RESULT, TOLD = "Receive Result Appeal from Prefecture", "Notify Result Appeal to Offender"
JUDGE = "Appeal to Judge"


def _needs(t: Trace, act: str, first: str, since: str | None = None) -> list[Answer]:
    answers: list[Answer] = []
    for event in t.of(act):
        seen = t.before(event, first)
        voided = t.before(event, since) if since else []
        if voided:
            seen = [e for e in seen if e in t.after(voided[-1], first)]
        answers.append((t.row(event), "met" if seen else "breached", None))
    return answers


def _sixty(t: Trace) -> list[Answer]:
    answers: list[Answer] = []
    for event in t.of(PENALTY):
        told = t.before(event, NOTIFY)
        if not told:
            answers.append((t.row(event), "breached", None))
            continue
        earliest = told[0].day + timedelta(days=60)
        verdict = "met" if event.day >= earliest else "breached"
        answers.append((t.row(event), verdict, earliest))
    return answers


def _whole(t: Trace, verdict: str, due: date | None = None) -> list[Answer]:
    return [(t.case, verdict, due)]


def _judged(holds: bool) -> str:
    return "met" if holds else "breached"


def _sent_in_time(t: Trace) -> list[Answer]:
    sent, made = t.of(SEND), t.of(CREATE)
    if not sent:
        if t.fine is None:
            return _whole(t, "unknown")
        if t.paid >= t.fine:
            return _whole(t, "not_applicable")
    if not made:
        return _whole(t, "not_applicable")
    done = next(iter(t.after(made[0], SEND)), None)
    return _whole(
        t,
        *clocked(done, t.as_of, lambda hopeful: rolled(made[0].day + timedelta(days=90), hopeful)),
    )


def _appealed_in_time(t: Trace) -> list[Answer]:
    told = t.of(NOTIFY)
    if not t.of(DATED) or not told:
        return _whole(t, "not_applicable")
    done = next(iter(t.after(told[0], DATED)), None)
    return _whole(
        t,
        *clocked(done, t.as_of, lambda hopeful: rolled(told[0].day + timedelta(days=60), hopeful)),
    )


def _forwarded_in_time(t: Trace) -> list[Answer]:
    dated = t.of(DATED)
    if not dated:
        return _whole(t, "not_applicable")
    done = next(iter(t.after(dated[0], APPEAL)), None)
    return _whole(
        t,
        *clocked(
            done,
            t.as_of,
            lambda hopeful: rolled(workdays_after(dated[0].day, 20, hopeful), hopeful),
        ),
    )


def _result_told_in_time(t: Trace) -> list[Answer]:
    answers: list[Answer] = []
    for event in t.of(RESULT):
        done = next(iter(t.after(event, TOLD)), None)
        answers.append(
            (
                t.row(event),
                *clocked(
                    done,
                    t.as_of,
                    lambda hopeful, e=event: rolled(workdays_after(e.day, 7, hopeful), hopeful),
                ),
            )  # type: ignore[misc]
        )
    return answers


def _settled(t: Trace) -> str | None:
    if t.owed is None:
        return "unknown"
    return "not_applicable" if t.paid >= t.owed else None


def _collected_in_two_years(t: Trace) -> list[Answer]:
    early = _settled(t)
    added = t.of(PENALTY)
    if early or not added:
        return _whole(t, early or "not_applicable")
    done = next(iter(t.after(added[0], COLLECT)), None)
    start, last = added[0].day, added[0].day + timedelta(days=730)
    for begun, ended in _pending(t, done):
        opened = max(begun, start)
        if opened >= last or (ended is not None and ended <= start):
            continue
        if ended is None:
            return _whole(t, "met" if done else "running")
        last += ended - opened
    return _whole(t, *clocked(done, t.as_of, lambda hopeful: rolled(last, hopeful)))


def _pending(t: Trace, done: Happening | None) -> list[tuple[date, date | None]]:
    """The appeals' days, merged; an appeal not answered before `done` ends there."""
    spans: list[tuple[date, date | None]] = []
    for event in t.of(APPEAL):
        answer = next(iter(t.after(event, RESULT)), None)
        if done is not None:
            if t.events.index(event) >= t.events.index(done):
                continue
            if answer is None or t.events.index(answer) > t.events.index(done):
                answer = done
        end = answer.day if answer else None
        if end == event.day:
            continue
        if spans and (spans[-1][1] is None or event.day <= spans[-1][1]):
            old = spans[-1]
            spans[-1] = (old[0], None if end is None or old[1] is None else max(end, old[1]))
        else:
            spans.append((event.day, end))
    return spans


def _collected_in_five_years(t: Trace) -> list[Answer]:
    told, early = t.of(NOTIFY), _settled(t)
    if not t.of(PENALTY):
        return _whole(t, "not_applicable")
    if early or not told:
        return _whole(t, early or "not_applicable")
    start = told[0].day
    leap = (start.month, start.day) == (2, 29)
    last = date(start.year + 5, 2, 28) if leap else start.replace(year=start.year + 5)
    done = next(iter(t.after(told[0], COLLECT)), None)
    return _whole(t, *clocked(done, t.as_of, lambda hopeful: last))


def _created_once_and_first(t: Trace) -> list[Answer]:
    made = t.of(CREATE)
    if len(made) != 1:
        return _whole(t, "breached")
    return _whole(t, _judged(made[0].seq == 1))


def _sent_then_told(t: Trace) -> list[Answer]:
    quiet = not t.of(PAY, APPEAL, DATED, JUDGE)
    return [
        (t.row(e), _judged(bool(t.after(e, NOTIFY))) if quiet else "not_applicable", None)
        for e in t.of(SEND)
    ]


def _paid_once_a_day(t: Trace) -> list[Answer]:
    paid = [e.day for e in t.of(PAY)]
    if not paid:
        return _whole(t, "not_applicable")
    return _whole(t, _judged(len(set(paid)) == len(paid)))


def _at_most_double(t: Trace) -> list[Answer]:
    answers: list[Answer] = []
    for event in t.of(PENALTY):
        amount, fine = event.cents("amount"), t.fine
        known = amount is not None and fine is not None
        verdict = _judged(amount * 100 <= fine * 205) if known else "unknown"  # type: ignore[operator]
        answers.append((t.row(event), verdict, None))
    return answers


def _not_after_paying(t: Trace, act: str) -> list[Answer]:
    answers: list[Answer] = []
    for event in t.of(act):
        owed = t.fine
        raised = t.before(event, PENALTY) if act == COLLECT else []
        if raised and raised[-1].cents("amount") is not None:
            owed = raised[-1].cents("amount")
        paid = sum(e.cents("paymentAmount") or 0 for e in t.before(event, PAY))
        verdict = "unknown" if owed is None else _judged(paid < owed + t.expense)
        answers.append((t.row(event), verdict, None))
    return answers


def _not_while_pending(t: Trace) -> list[Answer]:
    answers: list[Answer] = []
    for event in t.of(COLLECT):
        appeals = t.before(event, APPEAL)
        if not appeals:
            answers.append((t.row(event), "not_applicable", None))
            continue
        results = [e for e in t.after(appeals[-1], RESULT) if e in t.before(event, RESULT)]
        answers.append((t.row(event), _judged(bool(results)), None))
    return answers


def _no_late_money(t: Trace) -> list[Answer]:
    return _whole(t, _judged(not any(t.before(e, COLLECT) for e in t.of(PAY))))


def _sums_agree(t: Trace) -> list[Answer]:
    payments = t.of(PAY)
    if not payments:
        return _whole(t, "not_applicable")
    stated = payments[-1].cents("totalPaymentAmount")
    if stated is None:
        return _whole(t, "unknown")
    return _whole(t, _judged(stated == t.paid))


def _within_range(t: Trace) -> list[Answer]:
    if t.fine is None:
        return _whole(t, "unknown")
    article = t.of(CREATE)[0].data.get("article")
    most = {"7": 7400, "157": 8000}.get(article or "", 500000)
    return _whole(t, _judged(0 < t.fine <= most))


def _complete(t: Trace) -> list[Answer]:
    made = t.of(CREATE)
    data = made[0].data if made else {}
    officers = {e.data["org:resource"] for e in made if "org:resource" in e.data}
    whole = "article" in data and "vehicleClass" in data and len(officers) == 1
    return _whole(t, _judged(whole))


def _dismissed(t: Trace) -> list[Answer]:
    codes = [e.data.get("dismissal") for e in t.of(CREATE, APPEAL, JUDGE)]
    known = any(code not in (None, "NIL") for code in codes)
    return _whole(t, "needs_judgement" if known else "not_applicable")


def _pending_days(t: Trace) -> list[Answer]:
    if not t.of(APPEAL):
        return _whole(t, "not_applicable")
    covered: set[date] = set()
    for event in t.of(APPEAL):
        for answer in t.after(event, RESULT)[:1]:
            covered |= {event.day + timedelta(days=i) for i in range((answer.day - event.day).days)}
    return _whole(t, _judged(len(covered) <= 210))


NORMS: dict[str, Callable[[Trace], list[Answer]]] = {
    "RTF-001": lambda t: _needs(t, SEND, CREATE),
    "RTF-002": lambda t: _needs(t, NOTIFY, SEND),
    "RTF-003": lambda t: _needs(t, PENALTY, NOTIFY),
    "RTF-004": _sixty,
    "RTF-005": lambda t: _needs(t, COLLECT, PENALTY),
    "RTF-006": lambda t: _needs(t, APPEAL, DATED),
    "RTF-007": lambda t: _needs(t, RESULT, APPEAL),
    "RTF-008": lambda t: _needs(t, TOLD, RESULT, since=APPEAL),
    "RTF-009": _sent_in_time,
    "RTF-010": _appealed_in_time,
    "RTF-011": _forwarded_in_time,
    "RTF-012": _result_told_in_time,
    "RTF-013": _collected_in_two_years,
    "RTF-014": _collected_in_five_years,
    "RTF-015": _created_once_and_first,
    "RTF-016": _sent_then_told,
    "RTF-017": lambda t: _whole(t, _judged(not (t.of(JUDGE) and t.of(APPEAL)))),
    "RTF-018": _paid_once_a_day,
    "RTF-019": _at_most_double,
    "RTF-020": lambda t: _not_after_paying(t, PENALTY),
    "RTF-021": lambda t: _not_after_paying(t, COLLECT),
    "RTF-022": _not_while_pending,
    "RTF-023": _no_late_money,
    "RTF-024": _sums_agree,
    "RTF-025": _within_range,
    "RTF-026": _complete,
    "RTF-027": _dismissed,
    "RTF-028": _pending_days,
}


def answers(path: Path) -> dict[tuple[str, str], tuple[str, str | None]]:
    """(norm, row) → (verdict, due)."""
    return {
        (norm, row): (verdict, due.isoformat() if due else None)
        for trace in read_traces(path)
        for norm, judge in NORMS.items()
        for row, verdict, due in judge(trace)
    }
