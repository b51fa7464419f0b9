"""Reads one procedure file."""

from __future__ import annotations

from xiezhi.law.procedures.model import Procedure, Step, Story
from xiezhi.law.reading import View


def load_procedure(view: View) -> Procedure:
    """The procedure in `view`; its problems are those of the view."""
    phases = view.table("phases")
    procedure = Procedure(
        code=view.text("id"),
        title=view.text("title"),
        cite=_cite(view),
        steps={name: _step(name, each) for name, each in view.entries("steps")},
        phases=tuple((code, phases.text(code)) for code in phases.raw) if phases else (),
        kind_of=view.text("kind_of", None),
        inherits=view.flag("inherits", False),
        without=view.names("without", ()),
        adds_to=view.text("adds_to", None),
        adds_fields=_more_fields(view),
        recurs=view.flag("recurs", False),
        stories=tuple(_story(each) for each in view.tables("stories")),
        source=view.raw.file,
    )
    view.done()
    if not procedure.steps and not procedure.adds_to:
        view.problem("steps", "没有步骤", "至少一个步骤")
    return procedure


def _more_fields(view: View) -> dict[str, tuple[str, ...]]:
    """Optional fields that a lower layer adds to known steps, by step."""
    more = view.table("adds_fields")
    found = {step: more.names(step) for step in more.raw} if more else {}
    for step, fields in found.items():
        if more and not all(field.endswith("?") for field in fields):
            more.problem(step, "、".join(fields), "可以不填的字段（名称后加“?”）")
    if more:
        more.done()
    return {step: tuple(f.removesuffix("?") for f in fields) for step, fields in found.items()}


def _cite(view: View) -> str:
    cite = view.table("cite")
    if cite is None:
        view.problem(None, "没有引用 cite", "cite: {law: …, articles: …}")
        return ""
    found = f"《{cite.text('law')}》第{cite.text('articles')}条"
    cite.done()
    return found


def _step(name: str, view: View) -> Step:
    fields = view.names("fields", ())
    step = Step(
        name=name,
        title=view.text("title"),
        by=view.names("by", ()),
        modes=view.names("modes", ("decide", "attest")),
        phase=view.text("phase", ""),
        people=view.integer("people", 0),
        approval=view.names("approval", ()),
        document=view.text("document", None),
        fields=tuple(field.removesuffix("?") for field in fields),
        optional=tuple(field.removesuffix("?") for field in fields if field.endswith("?")),
        after=view.names("after", ()),
        not_after=view.names("not_after", ()),
        once=view.flag("once", False),
        closes=view.flag("closes", False),
        step_up=view.flag("step_up", False),
        starts=view.text("starts", None),
        event=view.flag("event", False),
        hint=view.text("hint", ""),
        source=view.raw.file,
        line=view.line(),
    )
    view.done()
    if unknown := set(step.modes) - {"decide", "attest"}:
        view.problem("modes", "、".join(sorted(unknown)), "decide、attest")
    return step


def _story(view: View) -> Story:
    fields, elsewhere = view.table("fields"), view.table("elsewhere")
    story = Story(
        name=view.text("name"),
        steps=tuple(view.value("steps", ()) or ()),
        refuses=view.text("refuses", None),
        because=view.text("because", None),
        allows=view.text("allows", None),
        warns=view.text("warns", None),
        fields=dict(fields.raw) if fields else {},
        by=tuple(view.value("by", ()) or ()),
        not_valid=view.names("not_valid", ()),
        elsewhere=dict(elsewhere.raw) if elsewhere else {},
        at=view.value("at", None),
        source=view.raw.file,
        line=view.line(),
    )
    view.done()
    ends = [each for each in (story.refuses, story.warns, story.allows) if each]
    if len(ends) != 1:
        wanted = "写 refuses（和 because）、warns（和 because）或者 allows"
        view.problem(None, f"结局 {len(ends)} 个", wanted)
    if (story.refuses or story.warns) and not story.because:
        view.problem(None, "没有写 because", "因何规范被拒绝或者提示")
    return story
