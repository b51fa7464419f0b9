"""`xiezhi journal checkpoint`: sign the log as it stands now."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from xiezhi.journal.checkpoints import checkpoint


def main(argv: Sequence[str]) -> int:
    """Exit code 0 whether or not there was anything to sign."""
    if argv:
        sys.stderr.write("用法：xiezhi journal checkpoint\n")
        return 2
    made = checkpoint()
    if made is None:
        sys.stdout.write("上一个检查点之后没有新的记载，无须再签。\n")
    else:
        sys.stdout.write(
            f"第 {made.number} 个检查点：{made.size} 条记载，根 {made.content['root']}\n"
        )
    return 0
