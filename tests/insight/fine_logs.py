"""Made-up logs of road traffic fines, tidy and untidy, as XES."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import quoteattr

from tests.insight import plain_fines as acts

ROOT = Path(__file__).parents[2] / "corpus" / "examples" / "road_traffic_fine"
LATER = (acts.SEND, acts.NOTIFY, acts.PENALTY, acts.PAY, acts.COLLECT, acts.DATED, acts.APPEAL)
LAST = (acts.RESULT, acts.TOLD, acts.JUDGE, acts.CREATE)


def write_log(path: Path, cases: int, seed: int) -> Path:
    """A log of `cases` traces; the same seed gives the same log."""
    rng = random.Random(seed)
    traces = "".join(_trace(f"C{number}", rng) for number in range(cases))
    path.write_text(f'<?xml version="1.0"?>\n<log xes.version="1.0">\n{traces}</log>\n', "utf-8")
    return path


def _trace(case: str, rng: random.Random) -> str:
    at = datetime(2000, 1, 5) + timedelta(days=rng.randrange(4900))  # noqa: DTZ001
    order = [acts.CREATE, *LATER] if rng.random() < 0.8 else list(LATER)
    chosen = [act for act in order if act == acts.CREATE or rng.random() < 0.6]
    chosen += rng.choices((*LATER, *LAST), k=rng.randrange(5))
    if rng.random() < 0.3:
        rng.shuffle(chosen)
    events = []
    for act in chosen or [acts.CREATE]:
        at += timedelta(days=rng.choice((0, 0, 1, 5, 20, 59, 60, 61, 90, 91, 200, 730)))
        events.append(_event(act, at, rng))
    return f"<trace>{_attribute('string', 'concept:name', case)}{''.join(events)}</trace>\n"


def _event(act: str, at: datetime, rng: random.Random) -> str:
    parts = [_attribute("string", "concept:name", act)]
    parts.append(_attribute("string", "lifecycle:transition", "complete"))
    parts.append(_attribute("date", "time:timestamp", f"{at:%Y-%m-%d}T00:00:00+01:00"))
    for name, values in _DATA.get(act, {}).items():
        if rng.random() < 0.9:
            parts.append(_attribute("string", name, rng.choice(values)))
    return f"<event>{''.join(parts)}</event>"


_DATA: dict[str, dict[str, tuple[str, ...]]] = {
    acts.CREATE: {
        "amount": ("35.0", "74.0", "74.01", "0.0", "5000.01"),
        "article": ("7", "157", "142"),
        "vehicleClass": ("A", "M"),
        "org:resource": ("561", "541"),
        "dismissal": ("NIL", "A"),
    },
    acts.SEND: {"expense": ("11.0", "13.5")},
    acts.PENALTY: {"amount": ("70.0", "71.75", "71.76", "148.0")},
    acts.PAY: {
        "paymentAmount": ("35.0", "46.0", "81.0", "0.5"),
        "totalPaymentAmount": ("35.0", "81.0"),
    },
    acts.APPEAL: {"dismissal": ("NIL", "G", "#")},
    acts.JUDGE: {"dismissal": ("NIL", "D")},
}


def _attribute(kind: str, key: str, value: str) -> str:
    return f"<{kind} key={quoteattr(key)} value={quoteattr(value)}/>"
