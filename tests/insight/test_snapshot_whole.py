"""A snapshot is whole under its name or not there; its manifest says what it holds."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.conftest import switched
from tests.insight.playing import play_random, snapshot

from xiezhi.insight.snapshot import write
from xiezhi.insight.snapshot.manifest import SnapshotError, read_manifest
from xiezhi.insight.snapshot.progress import Progress
from xiezhi.insight.snapshot_command import main
from xiezhi.journal.models import LogLine
from xiezhi.registry.corpus import corpus


def test_the_manifest_names_node_position_corpus_counts_and_digests(
    node: str, tmp_path: Path
) -> None:
    matters = play_random(corpus(), 5, 1)
    manifest = snapshot(tmp_path / "out", corpus()).manifest
    last = LogLine.objects.order_by("-position").first()
    assert last is not None
    assert (manifest.node, manifest.position, manifest.log_hash) == (
        "n1",
        last.position,
        last.log_hash,
    )
    assert (manifest.corpus, manifest.matters) == (corpus().version, len(matters))
    assert manifest.rows["events"] == last.position
    files = {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (tmp_path / "out").iterdir()
    }
    assert files.pop("manifest.json")
    assert manifest.files == files


def test_a_failure_on_the_way_leaves_nothing(
    node: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play_random(corpus(), 2, 1)

    def full(folder: Path) -> dict[str, str]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(write, "digests", full)
    assert main(["--out", str(tmp_path / "there" / "out")]) == 2
    assert list((tmp_path / "there").iterdir()) == []


def test_a_folder_in_use_is_refused_and_kept(
    node: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("留着")
    assert main(["--out", str(tmp_path / "out")]) == 2
    assert "已有内容，没有写快照" in capsys.readouterr().err
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_the_command_writes_an_empty_node_and_says_so(
    node: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--out", str(tmp_path / "out")]) == 0
    assert "流水至第 0 条，事项 0，记载 0" in capsys.readouterr().out
    assert read_manifest(tmp_path / "out").rows["events"] == 0


def test_a_node_without_tables_is_told_what_to_do(
    tmp_path: Path, django_db_blocker: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    with switched(f"sqlite:///{tmp_path / 'none.sqlite3'}"), django_db_blocker.unblock():
        assert main(["--out", str(tmp_path / "out")]) == 2
    assert "xiezhi manage migrate" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_without_a_folder_it_goes_under_the_nodes_data(node: str, tmp_path: Path) -> None:
    assert main([]) == 0
    (made,) = (tmp_path / "data" / "snapshots").iterdir()
    assert read_manifest(made).node == "n1"


def test_a_folder_without_a_manifest_is_no_snapshot(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="不是完整的快照"):
        read_manifest(tmp_path)
    (tmp_path / "manifest.json").write_text('{"format": "other"}')
    with pytest.raises(SnapshotError, match="xiezhi-snapshot-1"):
        read_manifest(tmp_path)


def test_progress_speaks_when_its_time_has_come() -> None:
    said: list[str] = []
    ticks = iter([0.0, 1.0, 5.0, 6.0, 10.0])
    progress = Progress(200, said.append, 5.0, lambda: next(ticks))
    for done in (10, 50, 60, 200):
        progress.reached(done)
    assert said == ["已写入 50 / 200 条记载（25%）", "已写入 200 / 200 条记载（100%）"]
