"""A foreign log made ready for the audit: read by its mapping, or as the event-log format where there is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from xiezhi.insight.audit.engine import connect
from xiezhi.insight.audit.source import StagedLog
from xiezhi.insight.logs.account import Account
from xiezhi.insight.logs.forms import form_of, read_log
from xiezhi.insight.logs.mapping import LogMapping
from xiezhi.insight.logs.mapping_file import read_mapping
from xiezhi.insight.logs.opening import damage
from xiezhi.insight.logs.stage import Stage
from xiezhi.insight.logs.standard import narrowed, standard
from xiezhi.law.corpus import Corpus

#: A bucket is meant to hold about this many bytes of the (compressed) log.
BUCKET_BYTES = 32 << 20


def mapping_of(log: Path, file: Path | None, corpus: Corpus) -> LogMapping:
    """The mapping in `file`; without one the log must speak the corpus's own names."""
    if file is not None:
        return read_mapping(file, corpus)
    own = standard(corpus, form_of(log))
    return narrowed(own, read_log(log, own))


def staged(
    log: Path,
    mapping: LogMapping,
    corpus: Corpus,
    folder: Path,
    buckets: int | None,
    strict: bool,
    say: Callable[[str], None],
) -> tuple[StagedLog, Account]:
    """The log as Parquet in `folder`. Raises `LogError` when it cannot be used, `strict` also for unknown names."""
    source = StagedLog(folder, buckets or _buckets(log), mapping)
    stage = Stage(log, mapping, corpus, folder, source.buckets, strict)
    stage.add_all(read_log(log, mapping))
    account = Account(stage.tally, stage.aside)
    say(f"读入事件 {stage.tally.events}，参与判断 {stage.tally.kept}")
    for sentence in account.sentences():
        say(sentence)
    if strict and stage.tally.unexplained():
        raise damage(log, "有 mapping 未写明的名称（--strict）")
    split = source.split_cases(connect(folder / "spill"))
    if split:
        reason = f"同一案件标识出现在不止一条轨迹：{'、'.join(split)}"
        raise damage(log, reason, field=mapping.case)
    return source, account


def _buckets(log: Path) -> int:
    files = log.rglob("*.parquet") if log.is_dir() else [log]
    try:
        return 1 + sum(file.stat().st_size for file in files) // BUCKET_BYTES
    except OSError:
        return 1
