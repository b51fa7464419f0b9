"""Envelopes between two nodes: whole, exactly once, in order, or not at all."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from tests.exchange.nodes import Node

from xiezhi.exchange.models import Envelope, ForeignEntry, Peer
from xiezhi.journal.models import Entry
from xiezhi.journal.signing import signer

Nodes = tuple[Node, Node]


def packed(node: Node, out: Path, *more: str) -> Path:
    assert node.run("pack", "--to", "city", "--out", out, *more) == 0
    return out


def held(node: Node) -> list[tuple[str, int, str]]:
    with node.here():
        rows = ForeignEntry.objects.order_by("position")
        return list(rows.values_list("matter", "seq", "hash"))


def own(node: Node) -> list[tuple[str, int, str]]:
    with node.here():
        rows = Entry.objects.order_by("line__position")
        return list(rows.values_list("matter", "seq", "hash"))


def test_what_was_packed_arrives_whole_and_the_receipt_comes_back(
    nodes: Nodes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    district, city = nodes
    first = district.clue(text="只有当事人知道的事")
    one = packed(district, tmp_path / "1")
    assert city.run("take", one) == 0
    district.clue(first)
    district.clue()
    two = packed(district, tmp_path / "2")
    assert city.run("take", two) == 0
    assert held(city) == own(district) and len(held(city)) == 6
    assert "只有当事人知道的事" not in one.read_text() and "commitment" in one.read_text()
    assert "新收 4 条" in capsys.readouterr().out
    for file in (one, two):
        assert district.run("receipt", f"{file}.receipt") == 0
    with district.here():
        assert Envelope.objects.exclude(receipt="").count() == 2
    assert district.run("pack", "--to", "city", "--out", tmp_path / "3") == 2
    assert "没有新的记载" in capsys.readouterr().err


def test_the_same_envelope_twice_changes_nothing_and_gives_the_same_receipt(
    nodes: Nodes, tmp_path: Path
) -> None:
    district, city = nodes
    district.clue()
    one = packed(district, tmp_path / "1")
    assert city.run("take", one) == 0
    before = (tmp_path / "1.receipt").read_bytes()
    assert city.run("take", one) == 0
    assert (tmp_path / "1.receipt").read_bytes() == before and len(held(city)) == 2


def test_entries_sent_again_from_an_earlier_position_are_kept_once(
    nodes: Nodes, tmp_path: Path
) -> None:
    district, city = nodes
    district.clue()
    assert city.run("take", packed(district, tmp_path / "1")) == 0
    district.clue()
    assert city.run("take", packed(district, tmp_path / "2", "--since", "1")) == 0
    assert held(city) == own(district)
    assert district.run("pack", "--to", "city", "--out", tmp_path / "3", "--since", "9") == 2


def test_a_gap_names_the_missing_envelope_which_can_be_written_again(
    nodes: Nodes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    district, city = nodes
    files = []
    for name in "123":
        district.clue()
        files.append(packed(district, tmp_path / name))
    assert city.run("take", files[2]) == 2
    assert "还缺第 1 至 2 号" in capsys.readouterr().err and held(city) == []
    assert city.run("take", files[0]) == 0
    assert city.run("take", files[2]) == 2
    again = packed(district, tmp_path / "again", "--again", "2")
    assert again.read_bytes() == files[1].read_bytes()
    assert [city.run("take", file) for file in (again, files[2], files[0])] == [0, 0, 0]
    assert held(city) == own(district)


def test_whatever_is_altered_or_cut_off_nothing_of_it_is_taken(
    nodes: Nodes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    district, city = nodes
    district.clue()
    whole = packed(district, tmp_path / "1").read_bytes()
    bad = tmp_path / "bad"
    lines = whole.splitlines(keepends=True)
    attempts = [whole[:end] for end in range(0, len(whole) - 1, 97)]
    attempts += [
        whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), 61)
    ]
    attempts += [b"".join(lines[:-1]), whole + lines[-1], b"".join([*lines[:2], *lines[:1:-1]])]
    for each in attempts:
        bad.write_bytes(each)
        assert city.run("take", bad) == 2, each[:200]
        assert "没有收下任何内容" in capsys.readouterr().err
    assert held(city) == [] and city.run("take", tmp_path / "1") == 0


def resigned(node: Node, file: Path, change: dict[str, object], lines: list[str]) -> None:
    """Write `lines` under a header with `change`, signed by `node`."""
    header, _, *_ = file.read_text().splitlines()
    text = json.dumps(
        json.loads(header) | change, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    with node.here():
        signature = signer().sign(text)
    file.write_text("\n".join([text, signature, *lines]) + "\n")


def test_a_sender_that_rewrites_its_own_log_is_found_out(
    nodes: Nodes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    district, city = nodes
    district.clue()
    file = packed(district, tmp_path / "1")
    lines = file.read_text().splitlines()[2:]
    lines[0] = lines[0].replace("占道", "无事")
    content = hashlib.sha256(("\n".join(lines) + "\n").encode()).hexdigest()
    resigned(district, file, {"content": content}, lines)
    assert city.run("take", file) == 2
    assert "接不上前一条" in capsys.readouterr().err and held(city) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"to": "elsewhere"}, "信封是给节点 elsewhere 的"),
        ({"v": 2}, "请先升级本节点"),
        ({"first": 2, "last": 3}, "中间有缺口"),
        ({"from": "stranger"}, "没有登记节点 stranger 的公钥"),
        ({"number": "1"}, "文件头不符合格式"),
        ({"entries": 3}, "位置与记载数不符"),
    ],
)
def test_an_envelope_that_is_not_for_us_or_not_due_is_refused(
    nodes: Nodes,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    change: dict[str, object],
    said: str,
) -> None:
    district, city = nodes
    district.clue()
    file = packed(district, tmp_path / "1")
    resigned(district, file, change, file.read_text().splitlines()[2:])
    assert city.run("take", file) == 2
    assert said in capsys.readouterr().err and held(city) == []


def test_a_receipt_of_another_key_or_for_other_content_is_not_taken(
    nodes: Nodes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    district, city = nodes
    district.clue()
    one = packed(district, tmp_path / "1")
    assert city.run("take", one) == 0
    receipt = tmp_path / "1.receipt"
    good = receipt.read_bytes()
    receipt.write_bytes(good.replace(b'"added":2', b'"added":1'))
    assert district.run("receipt", receipt) == 2
    resigned(district, receipt, {}, [])
    assert district.run("receipt", receipt) == 2
    assert capsys.readouterr().err.count("签名不是节点 city 的") == 2
    receipt.write_bytes(good)
    assert district.run("receipt", receipt) == 0


def test_foreign_entries_cannot_be_changed(nodes: Nodes, tmp_path: Path) -> None:
    district, city = nodes
    district.clue()
    assert city.run("take", packed(district, tmp_path / "1")) == 0
    with city.here(), pytest.raises(Exception, match="记载只增不改"):
        ForeignEntry.objects.update(step="x")


def test_a_key_that_is_none_is_not_trusted(nodes: Nodes) -> None:
    district, _ = nodes
    assert district.run("trust", "province", "abc") == 2
    with district.here():
        assert not Peer.objects.filter(node="province").exists()
