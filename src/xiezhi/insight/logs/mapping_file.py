"""Reads `mapping.yaml` strictly, and checks it against the corpus it will be audited by."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from xiezhi.insight.logs.mapping import FieldOf, ListOf, LogMapping, Moment, StepOf
from xiezhi.law.corpus import Corpus
from xiezhi.law.corpus.names import ACTOR_PARTS
from xiezhi.law.reading import Problem, Table, View, all_or_raise, read


def read_mapping(path: Path, corpus: Corpus) -> LogMapping:
    """The mapping in `path`. Raises `CorpusError` naming every line that is wrong or names nothing known."""
    problems: list[Problem] = []
    table = read(path, problems)
    mapping = _mapping(View(table, problems), corpus) if table is not None else None
    all_or_raise(problems)
    assert mapping is not None
    return mapping


def _mapping(view: View, corpus: Corpus) -> LogMapping:
    procedure = view.text("procedure")
    mapping = LogMapping(
        title=view.text("title"),
        zone=_zone(view),
        case=view.text("case"),
        activity=view.text("activity"),
        time=_moment(view, "time") or Moment(""),
        recorded=_moment(view, "recorded", required=False),
        mode=view.choice("mode", ("attest", "decide"), "attest"),
        lifecycle=_lifecycle(view),
        steps=_steps(view, procedure, corpus),
        fields=tuple(_field(each, corpus.fields) for each in view.tables("fields")),
        lists=tuple(_list(name, each, corpus) for name, each in view.entries("lists")),
        ignored_activities=frozenset(view.names("ignore_activities", ())),
        ignored_attributes=frozenset(view.names("ignore_attributes", ())),
        delimiter=view.text("delimiter", ","),
        json=view.text("fields_json", ""),
        id=view.text("id", ""),
        case_object_type=view.text("case_object_type", ""),
    )
    view.done()
    return mapping


def _zone(view: View) -> str:
    name = view.text("zone")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        view.problem("zone", f"时区“{name}”", "IANA 时区名，例如 Asia/Shanghai")
    return name


def _moment(view: View, key: str, required: bool = True) -> Moment | None:
    if not isinstance(view.raw.get(key), Table):
        name = view.text(key) if required else view.text(key, "")
        return Moment(name) if name else None
    inner = view.table(key)
    assert inner is not None
    moment = Moment(
        inner.text("attribute"), inner.text("format", ""), inner.flag("optional", False)
    )
    inner.done()
    return moment


def _lifecycle(view: View) -> tuple[str, frozenset[str]] | None:
    inner = view.table("lifecycle")
    if inner is None:
        return None
    found = (inner.text("attribute"), frozenset(inner.names("keep")))
    inner.done()
    return found


def _steps(view: View, procedure: str, corpus: Corpus) -> dict[str, StepOf]:
    inner = view.table("steps")
    if inner is None:
        view.problem(None, "没有“steps”", "活动名到步骤名的对应表")
        return {}
    return {activity: _step(inner, activity, procedure, corpus) for activity in inner.raw}


def _step(inner: View, activity: str, procedure: str, corpus: Corpus) -> StepOf:
    if isinstance(inner.raw[activity], Table):
        view = inner.table(activity)
        assert view is not None
        found = StepOf(view.text("step"), view.text("procedure", procedure))
        view.done()
    else:
        found = StepOf(inner.text(activity), procedure)
    known: Any = corpus.procedures.get(found.procedure)
    if known is None:
        inner.problem(
            activity, f"程序“{found.procedure}”", "、".join(sorted(corpus.procedures)) + "之一"
        )
    elif found.step not in known.steps:
        inner.problem(activity, f"步骤“{found.step}”", "、".join(known.steps) + "之一")
    return found


def _field(view: View, known: Collection[str]) -> FieldOf:
    word = view.text("word", None)
    found = FieldOf(
        attribute="" if word else view.text("attribute"),
        field=view.text("field"),
        steps=view.names("steps", ()),
        unit=view.choice("unit", ("cents", "yuan", "euro"), "cents"),
        words=_words(view),
        empty=view.names("empty", ()),
        format=view.text("format", ""),
        word=word,
    )
    view.done()
    if found.field not in known:
        view.problem("field", f"字段“{found.field}”", "语料写明的字段")
    return found


def _words(view: View) -> tuple[tuple[str, str], ...]:
    inner = view.table("words")
    return tuple((raw, inner.text(raw)) for raw in inner.raw) if inner else ()


def _list(name: str, view: View, corpus: Corpus) -> ListOf:
    inner = corpus.fields.get(name)
    known = ACTOR_PARTS if name == "by" else inner.of if inner else ()
    fields = tuple(_field(each, known) for each in view.tables("fields"))
    found = ListOf(name, view.text("attribute", ""), fields, view.names("steps", ()))
    view.done()
    return found
