"""The map as a picture."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.safestring import SafeString

from xiezhi.registry.drawing import Clock, Lane, Node, both, graph
from xiezhi.registry.drawing.svg import WIDE
from xiezhi.registry.maps.content import Map, MapStep


def drawn(shown: Map, key: str = "map", wide: int = WIDE) -> SafeString:
    """For the desk, or a page of another width, and for a phone."""
    return both(key, lambda name, width: _picture(shown, name, width), wide)


def alone(shown: Map, width: int = WIDE) -> SafeString:
    """One picture, for a file of its own."""
    return _picture(shown, "map", width)


def _picture(shown: Map, key: str, width: int) -> SafeString:
    lanes = [_lane(shown, title) for _, title in shown.procedure.phases]
    lanes = [lane for lane in lanes if lane.nodes]
    clocks = [Clock(c.starts, c.ends, c.period, c.norm.id) for c in shown.clocks]
    title = f"{shown.procedure.title}流程图"
    return graph(key, title, _about(shown, len(lanes)), lanes, clocks, width)


def _about(shown: Map, lanes: int) -> str:
    told = f"{lanes}个阶段，{len(shown.steps)}个步骤，{len(shown.clocks)}个期限。"
    done = [step.title for step in shown.steps if step.state and step.state.tone == "done"]
    here = [step.title for step in shown.steps if step.state and step.state.tone == "current"]
    told += f"已办理：{'、'.join(done + here)}。" if done or here else ""
    return told + "下面的表格有同样的内容。"


def _lane(shown: Map, phase: str) -> Lane:
    procedure = shown.procedure
    steps = [step for step in shown.steps if step.phase == phase]
    return Lane(phase, tuple(_node(step, procedure.steps[step.name].after) for step in steps))


def _node(step: MapStep, after: tuple[str, ...]) -> Node:
    state = step.state
    return Node(
        step.name,
        step.title,
        tuple(_notes(step)),
        after,
        state.tone if state else "plain",
        state.tag.word if state and state.tone != "plain" else "",
    )


def _notes(step: MapStep) -> Iterator[str]:
    if step.state and step.state.when:
        yield step.state.when
    yield step.who
    if step.not_after:
        more = "等" if len(step.not_after) > 1 else ""
        yield f"{step.not_after[0]}{more}后不办"
    gates = f"{len(step.gates)}条规范把关" if step.gates else ""
    papers = [word for word in (step.document, gates) if word]
    if papers:
        yield "；".join(papers)
