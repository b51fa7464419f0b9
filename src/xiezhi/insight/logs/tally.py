"""What a mapping did not use of a log, counted by name: nothing is dropped in silence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts of one reading of a log."""

    events: int = 0
    kept: int = 0
    lists: int = 0
    unknown_activities: Counter[str] = field(default_factory=Counter)
    unknown_attributes: Counter[str] = field(default_factory=Counter)
    ignored_activities: Counter[str] = field(default_factory=Counter)
    other_lifecycle: Counter[str] = field(default_factory=Counter)

    def unexplained(self) -> bool:
        """Whether the log holds names that the mapping neither maps nor sets aside."""
        return bool(self.unknown_activities or self.unknown_attributes)

    def sentences(self) -> list[str]:
        """Chinese lines for standard error, most frequent first."""
        named = (
            ("mapping 未写明的活动（未参与判断）", self.unknown_activities),
            ("mapping 未写明的属性（未使用）", self.unknown_attributes),
            ("mapping 写明不用的活动", self.ignored_activities),
            ("生命周期不在 keep 之内的事件", self.other_lifecycle),
        )
        return [
            f"{title}：" + "、".join(f"{name}（{n}）" for name, n in counts.most_common())
            for title, counts in named
            if counts
        ]
