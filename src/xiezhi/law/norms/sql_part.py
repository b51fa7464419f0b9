"""One norm on its way into SQL."""

from __future__ import annotations

from dataclasses import dataclass

from xiezhi.law.corpus.model import Corpus
from xiezhi.law.facts.sql_stage import Stage
from xiezhi.law.facts.sql_text import Texts
from xiezhi.law.norms.model import Norm


@dataclass(frozen=True, slots=True)
class Part:
    """`stage` makes the marked rows of the grain; `prefix` begins the names of this norm's columns."""

    corpus: Corpus
    texts: Texts
    stage: Stage
    norm: Norm
    prefix: str

    @property
    def marked(self) -> str:
        """The table of marked rows."""
        return f"marked_{self.stage.grain.name}"
