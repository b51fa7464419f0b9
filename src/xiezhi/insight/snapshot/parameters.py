"""Parameter values set on a node, in its snapshot: the audit judges by them as the node itself does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from xiezhi.insight.snapshot.manifest import Manifest, SnapshotError
from xiezhi.law.corpus import Corpus
from xiezhi.law.parameters import Value, overlaid

Plain = Mapping[str, Sequence[Mapping[str, Any]]]


def stated(local: Mapping[str, Sequence[Value]]) -> dict[str, list[dict[str, Any]]]:
    """As the manifest states them."""
    return {
        name: [
            {"from": v.from_.isoformat(), "when": dict(v.when), "value": v.value} for v in values
        ]
        for name, values in local.items()
    }


def with_values(corpus: Corpus, manifest: Manifest) -> Corpus:
    """The corpus under the parameter values of the snapshot's node.

    Raises SnapshotError when one of them is of a parameter that this corpus does not have.
    """
    if not manifest.parameters:
        return corpus
    missing = sorted(manifest.parameters.keys() - corpus.parameters.keys())
    if missing:
        raise SnapshotError(
            f"快照设定了语料库没有的参数：{'、'.join(missing)}。请用本节点的语料库审计。"
        )
    local = {name: [_value(row) for row in rows] for name, rows in manifest.parameters.items()}
    return replace(corpus, parameters=overlaid(corpus.parameters, local))


def _value(row: Mapping[str, Any]) -> Value:
    return Value(tuple(sorted(row["when"].items())), date.fromisoformat(row["from"]), row["value"])
