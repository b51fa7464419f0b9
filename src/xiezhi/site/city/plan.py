"""What a demo district is made from: its seed, its size, the moment it stands at."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Plan:
    """`now` is aware; everything else of the district follows from these. `each`: cases of every kind of
    defect, None by size; `crew`: most officers of an organ that
    handles cases, None for all 2,676. `papers`: so many cases come with their documents. `done`: all of it has been written."""

    seed: int
    cases: int
    now: datetime
    each: int | None = None
    crew: int | None = None
    papers: int = 0
    done: bool = False

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def parties(self) -> int:
        """How many different parties of each kind are drawn from."""
        return max(20, self.cases // 2)

    def write(self, folder: Path) -> None:
        """Keep the plan, so that an interrupted seeding goes on as it began."""
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / "plan.part"
        part.write_text(json.dumps(asdict(self) | {"now": self.now.isoformat()}), encoding="utf-8")
        part.replace(folder / "plan.json")

    @classmethod
    def read(cls, folder: Path) -> Plan:
        """Raises FileNotFoundError."""
        kept = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
        return cls(**kept | {"now": datetime.fromisoformat(kept["now"])})

    def finished(self) -> Plan:
        return replace(self, done=True)
