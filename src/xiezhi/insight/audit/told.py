"""What an audit says of itself besides its findings: counts, what was not understood, when, by which corpus."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xiezhi.insight.logs.account import Account
from xiezhi.insight.logs.values import iso
from xiezhi.law.corpus import Corpus
from xiezhi.law.verdicts import Verdict

FORMAT = "xiezhi-audit-1"
Counts = Mapping[str, Mapping[Verdict, int]]


@dataclass(frozen=True, slots=True)
class Told:
    """`made_at` is ISO with zone, `as_of` a day number, `log` what was audited, in words."""

    log: str
    corpus: Corpus
    layers: tuple[str, ...]
    as_of: int
    made_at: str
    counts: Counts
    account: Account

    def as_data(self) -> dict[str, Any]:
        """For machines."""
        return {
            "format": FORMAT,
            "complete": self.account.complete,
            "log": self.log,
            "made_at": self.made_at,
            "as_of": iso(self.as_of),
            "corpus": {"version": self.corpus.version, "layers": list(self.layers)},
            "verdicts": {
                norm: {verdict.value: n for verdict, n in found.items()}
                for norm, found in self.counts.items()
            },
            **self.account.as_data(),
        }


def beside(out: Path) -> Path:
    """The file that says of the findings in `out` what they are."""
    return out.with_name(f"{out.stem}.summary.json")


def write_whole(path: Path, text: str) -> None:
    """The file under its name, or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def as_json(told: Told) -> str:
    return json.dumps(told.as_data(), ensure_ascii=False, indent=1) + "\n"
