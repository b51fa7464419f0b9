"""A matter in one zip: a bag that verifies offline, and names what was changed in it."""

from __future__ import annotations

import hashlib
import io
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from tests.journal.conftest import act

from xiezhi.journal import commands_export
from xiezhi.journal.bag import Bag
from xiezhi.journal.bundle_parts import Part, scope
from xiezhi.journal.door import record, record_many
from xiezhi.journal.files import store
from xiezhi.journal.verifier.program import main

Verify = Callable[..., tuple[int, str]]
MATTER = "n1-2026-1"


@pytest.fixture
def verify(capsys: pytest.CaptureFixture) -> Verify:
    """The verifier alone, without a database."""

    def run(*argv: object) -> tuple[int, str]:
        code = main([str(word) for word in argv])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


@pytest.fixture
def bag(node: str, tmp_path: Path) -> Path:
    """Three entries of one matter among others, a photo of 2 MiB, a paper beside the bundle."""
    record_many(act(matter=f"m{n}") for n in range(7))
    photo = store(io.BytesIO(b"\xff\xd8" + bytes(2 << 20)), "照片.jpg", MATTER, "image/jpeg")
    parties = [{"party": "x1", "party_name": "王一"}]
    record(act(fields={"parties": parties, "complainant_name": "赵六"}, files=(photo,)))
    record_many([act("notice_served"), act("decision_made")])
    path = tmp_path / "case.zip"
    paper = Part("casefile.pdf", lambda: io.BytesIO(b"%PDF-1.7 paper"))
    with path.open("wb") as out:
        out.writelines(Bag("case", scope([MATTER], True), [paper], "东湖区综合执法局").stream())
    return path


def repacked(bag: Path, to: Path, change: Callable[[Path], None], how: int = ZIP_DEFLATED) -> Path:
    """What somebody can do with a bag: unpack it, change it, pack it again."""
    folder = to / "case"
    shutil.rmtree(folder, ignore_errors=True)
    with ZipFile(bag) as packed:
        packed.extractall(to)
    change(folder)
    path = to / "changed.zip"
    with ZipFile(path, "w", how) as packed:
        for each in sorted(p for p in folder.rglob("*") if p.is_file()):
            packed.write(each, each.relative_to(to))
    return path


def test_a_bag_verifies_offline_packed_unpacked_and_packed_again(
    bag: Path, verify: Verify, tmp_path: Path
) -> None:
    code, said = verify(bag)
    assert (code, "3 条记载、1 个文件" in said) == (0, True), said
    assert "1 项密封内容与承诺相符，1 个文件与摘要相符" in said
    assert verify(repacked(bag, tmp_path, lambda folder: None))[0] == 0
    assert verify(tmp_path / "case")[0] == 0


def test_a_bag_is_a_bag_of_rfc_8493(bag: Path) -> None:
    with ZipFile(bag) as packed:
        assert packed.testzip() is None
        read = {name.removeprefix("case/"): packed.read(name) for name in packed.namelist()}
    assert read["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    for listed in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in read[listed].decode().splitlines():
            sum_, path = line.split("  ", 1)
            assert hashlib.sha256(read[path]).hexdigest() == sum_
    payload = [name for name in read if name.startswith("data/")]
    assert len(payload) == len(read["manifest-sha256.txt"].splitlines())
    oxum = f"Payload-Oxum: {sum(len(read[n]) for n in payload)}.{len(payload)}\n"
    assert oxum.encode() in read["bag-info.txt"]


def test_what_the_file_needs_is_in_the_clear_but_never_the_informant(bag: Path) -> None:
    with ZipFile(bag) as packed:
        opened = packed.read("case/data/opened.jsonl").decode()
        assert "王一" in opened
        assert not any("赵六".encode() in packed.read(name) for name in packed.namelist())


def test_a_byte_changed_in_any_part_is_found_and_named(
    bag: Path, verify: Verify, tmp_path: Path
) -> None:
    chance, changed = random.Random(8493), tmp_path / "changed.zip"
    whole = bag.read_bytes()
    with ZipFile(bag) as packed:
        parts = [(i.filename, i.header_offset, i.file_size) for i in packed.infolist()]
    for name, header, size in parts:
        for _ in range(3 if size else 0):
            data = bytearray(whole)
            start = header + 30 + int.from_bytes(whole[header + 26 : header + 28], "little")
            start += int.from_bytes(whole[header + 28 : header + 30], "little")
            data[start + chance.randrange(size)] ^= 1 << chance.randrange(8)
            changed.write_bytes(data)
            code, said = verify(changed)
            assert (code, "核验不通过" in said) == (1, True), f"{name}: {said}"
            assert _named(name, said), f"{name}: {said}"


#: What a report calls a part: the entry, value or file it holds rather than the table it lies in.
NAMES = {
    "entries.jsonl": ("条记载",),
    "log.jsonl": ("条记载", "log.jsonl"),
    "checkpoints.jsonl": ("检查点", "checkpoints.jsonl"),
    "sealed.jsonl": ("密封内容", "sealed.jsonl"),
    "proofs.jsonl": ("条记载", "proofs.jsonl"),
    "files.jsonl": ("照片.jpg", "files.jsonl", "文件"),
    "opened.jsonl": ("明文", "opened.jsonl"),
    "manifest.sig": ("manifest.json",),
}


def _named(part: str, said: str) -> bool:
    name = part.rpartition("/")[2]
    if "/containers/" in part:
        return "附件「照片.jpg」" in said
    return any(word in said for word in (*NAMES.get(name, ()), name))


def test_a_part_taken_away_or_added_is_named(bag: Path, verify: Verify, tmp_path: Path) -> None:
    with ZipFile(bag) as packed:
        names = [name.removeprefix("case/") for name in packed.namelist()]
    for name in names:
        code, said = verify(repacked(bag, tmp_path, lambda folder, n=name: (folder / n).unlink()))
        assert (code, "核验不通过" in said) == (1, True), f"{name}: {said}"
        assert _named(name, said), f"{name}: {said}"
    for name in ("extra.txt", "data/extra.txt", "data/opened/extra"):
        said = verify(repacked(bag, tmp_path, lambda f, n=name: (f / n).write_text("x")))[1]
        assert name.rpartition("/")[2] in said


def test_the_first_altered_entry_is_named(bag: Path, verify: Verify, tmp_path: Path) -> None:
    def change(folder: Path) -> None:
        path = folder / "data" / "entries.jsonl"
        lines = path.read_text().splitlines(keepends=True)
        path.write_text(
            "".join([lines[0], *(x.replace("无照经营", "有照经营") for x in lines[1:])])
        )

    said = verify(repacked(bag, tmp_path, change))[1]
    assert "第 9 条记载被改动" in said


def test_sums_made_anew_without_the_key_are_found(
    bag: Path, verify: Verify, tmp_path: Path
) -> None:
    """Whoever changes bag-info and repairs the lists still cannot sign them."""

    def change(folder: Path) -> None:
        info = folder / "bag-info.txt"
        info.write_text(info.read_text().replace("东湖区", "西湖区"))
        tags = folder / "tagmanifest-sha256.txt"
        sum_ = hashlib.sha256(info.read_bytes()).hexdigest()
        rows = [r for r in tags.read_text().splitlines() if not r.endswith("bag-info.txt")]
        tags.write_text("\n".join(sorted([*rows, f"{sum_}  bag-info.txt"], key=lambda r: r[66:])))

    said = verify(repacked(bag, tmp_path, change))[1]
    assert "tagmanifest.sig 被改动" in said


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "case/../../out.txt", "loose.txt"])
def test_a_name_that_leaves_the_folder_is_refused(
    bag: Path, verify: Verify, tmp_path: Path, name: str
) -> None:
    with ZipFile(bag, "a") as packed:
        packed.writestr(name, "x")
    code, said = verify(bag)
    assert (code, "没有展开" in said) == (1, True)
    assert not (tmp_path / "out.txt").exists()


def test_a_zip_cut_short_is_said_to_be_so(bag: Path, verify: Verify) -> None:
    whole = bag.read_bytes()
    for length in (0, 100, len(whole) // 2, len(whole) - 3):
        bag.write_bytes(whole[:length])
        code, said = verify(bag)
        assert (code, "核验不通过" in said) == (1, True)


def test_the_command_writes_a_bag_once(node: str, verify: Verify, tmp_path: Path) -> None:
    record(act())
    path = tmp_path / "whole.zip"
    assert commands_export.main([str(path)]) == 0
    assert verify(path)[0] == 0
    assert commands_export.main([str(path)]) == 1
