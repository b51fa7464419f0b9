"""The node itself as a log for the audit: a snapshot in a temporary folder, gone when the audit is done."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xiezhi.insight.snapshot.parameters import with_values
from xiezhi.insight.snapshot.progress import Say
from xiezhi.insight.snapshot.source import NodeLog
from xiezhi.insight.snapshot.write import write_snapshot
from xiezhi.law.corpus import Corpus
from xiezhi.registry.corpus import corpus


@contextmanager
def node_log(say: Say, buckets: int | None = None) -> Iterator[tuple[Corpus, NodeLog]]:
    """The node's corpus and its journal as it stands now. Raises SnapshotError, CorpusError, OSError."""
    loaded = corpus()
    with tempfile.TemporaryDirectory(prefix="xiezhi-audit-") as folder:
        log = NodeLog(
            Path(folder) / "node", write_snapshot(Path(folder) / "node", loaded, say, buckets)
        )
        say(f"本节点流水至第 {log.manifest.position} 条，事项 {log.manifest.matters}")
        yield with_values(loaded, log.manifest), log
