"""Why an outcome may have been missed: what never changed on the rows of the norm that were forged."""

from __future__ import annotations

from collections import defaultdict

from tests.law.forge.forged import Forged
from tests.law.forge.relevance import Relevance

from xiezhi.law.facts.context import Scalar
from xiezhi.law.norms.model import Norm


def why(forged: Forged, norm: Norm) -> str:
    """The facts that had one value on every row, in one line."""
    values: dict[str, set[Scalar]] = defaultdict(set)
    for norms, events in forged.matters():
        for row in forged.rows(events)[norm.grain] if norm.id in norms else ():
            for name in Relevance(forged.corpus, norm).names:
                values[name].add(row.facts[name])
    stuck = [
        f"{name} 总是 {found.pop()}" for name, found in sorted(values.items()) if len(found) == 1
    ]
    if not values:
        return "没有一份历史有这种行"
    return "；".join(stuck) or "每个事实都取过不同的值，是几个事实没有同时取到"
