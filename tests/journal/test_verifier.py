"""The verifier: passes what is sound, finds and names everything that was touched."""

from __future__ import annotations

import ast
import io
import json
import random
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.journal.conftest import act

from xiezhi.journal import commands_checkpoint, commands_export, commands_verify
from xiezhi.journal import verifier as program
from xiezhi.journal.canonical import canonical
from xiezhi.journal.checkpoints import checkpoint
from xiezhi.journal.digests import log_next, log_start, of_text
from xiezhi.journal.door import ActRefused, record, record_many
from xiezhi.journal.erasure import erase
from xiezhi.journal.files import place, store
from xiezhi.journal.keys import folder as keys_folder
from xiezhi.journal.models import Entry, LogLine, SealKey, StoredFile

TABLES = ["entry", "logline", "attempt", "sealed", "storedfile", "checkpoint", "tile"]


def fill() -> None:
    """A small log with everything in it: 271 entries, sealed values, files, attempts, an erasure."""
    record_many(act(matter=f"m{i % 90}", step=f"s{i}") for i in range(260))
    for number in range(4):
        matter = f"n1-2026-{number}"
        photo = io.BytesIO(f"照片 {number}".encode() * 50)
        ref = store(photo, f"照片{number}.jpg", matter, "image/jpeg")
        fields = {"parties": [{"party": "x1", "party_name": f"王{number}"}], "phone": "13800000000"}
        record(act(matter=matter, fields=fields, files=(ref,), key=f"k{number}"))
        with pytest.raises(ActRefused):
            record(act("decision_made", matter=matter))
        checkpoint()
    erase(act("personal_data_erased", matter="n1-2026-3"), "x1")
    record_many(act(matter=f"z{i}", fields={"complainant_name": "赵六"}) for i in range(6))
    checkpoint()


@pytest.fixture
def filled(node: str) -> str:
    fill()
    return node


@pytest.fixture
def verify(capsys: pytest.CaptureFixture) -> Callable[..., tuple[int, str]]:
    def run(*argv: object) -> tuple[int, str]:
        code = commands_verify.main([str(word) for word in argv])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


Verify = Callable[..., tuple[int, str]]


@contextmanager
def unguarded(table: str) -> Iterator[Callable[..., None]]:
    """What an administrator with the database can do: take the triggers off and put them back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE journal_{table} DISABLE TRIGGER ALL")
            yield cursor.execute
            cursor.execute(f"ALTER TABLE journal_{table} ENABLE TRIGGER ALL")
            for name in ("change", "truncate") if table in TABLES else ():
                trigger = f"journal_{table}_no_{name}"
                cursor.execute(f"ALTER TABLE journal_{table} ENABLE ALWAYS TRIGGER {trigger}")
            return
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
            [f"journal_{table}"],
        )
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield cursor.execute
        for _, sql in triggers:
            cursor.execute(sql)


def test_a_sound_log_is_passed_with_counts(filled: str, verify: Verify) -> None:
    code, said = verify()
    assert code == 0, said
    assert "271 条记载、4 个文件、14 项密封内容、4 条被拒的尝试、5 个检查点" in said


def test_an_empty_node_is_sound(node: str, verify: Verify) -> None:
    assert verify()[0] == 0


def test_entries_after_the_last_checkpoint_are_said_to_be_so(filled: str, verify: Verify) -> None:
    record(act(matter="later"))
    code, said = verify()
    assert (code, "最后 1 条记载尚未被检查点盖住" in said) == (0, True)


def flipped(value: Any, chance: random.Random) -> Any:
    """`value` with one byte, bit or unit changed."""
    if value is None:
        return "x"
    if isinstance(value, int):
        return value + chance.choice([-100_000, 100_000])
    if isinstance(value, bytes | memoryview):
        data = bytearray(value)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        return bytes(data)
    if isinstance(value, str):
        place_ = chance.randrange(len(value)) if value else 0
        other = chance.choice([c for c in "0a:{}王 " if not value or c != value[place_]])
        return value[:place_] + other + value[place_ + 1 :]
    return value.replace(microsecond=(value.microsecond + 1) % 1_000_000)


def raw_rows(table: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM journal_{table}")
        names = [column[0] for column in cursor.description]
        return names, list(cursor.fetchall())


@pytest.mark.parametrize("table", [*TABLES, "sealkey"])
def test_every_column_of_every_table_is_covered(filled: str, verify: Verify, table: str) -> None:
    chance = random.Random(f"{filled}{table}")
    names, rows = raw_rows(table)
    if table == "sealed":
        kept = set(SealKey.objects.values_list("id", flat=True))
        rows = [row for row in rows if row[names.index("key")] in kept]
    for column, name in enumerate(names):
        row = chance.choice(rows)
        changed = list(row)
        changed[column] = flipped(row[column], chance)
        with unguarded(table) as execute:
            _rewrite(execute, table, names, row, changed)
        code, said = verify()
        assert code == 1, f"{table}.{name}: {row[column]!r} → {changed[column]!r} 未被发现:{said}"
        assert re.search(r"第 \d+|事项|记载|文件|检查点|尝试", said)
        with unguarded(table) as execute:
            _rewrite(execute, table, names, changed, row)
    assert verify()[0] == 0


def _rewrite(execute: Any, table: str, names: list[str], old: Any, new: Any) -> None:
    key = names[0]
    columns = ", ".join(f'"{name}" = %s' for name in names)
    execute(f'UPDATE journal_{table} SET {columns} WHERE "{key}" = %s', [*new, old[0]])


@pytest.mark.parametrize("table", TABLES)
def test_a_deleted_row_is_missed(filled: str, verify: Verify, table: str) -> None:
    names, rows = raw_rows(table)
    for row in (rows[0], rows[-1]):
        with unguarded(table) as execute:
            execute(f'DELETE FROM journal_{table} WHERE "{names[0]}" = %s', [row[0]])
        if table == "tile" or (table == "checkpoint" and row == rows[-1]):
            continue
        code, said = verify()
        assert code == 1, said
        marks = ", ".join(["%s"] * len(row))
        with unguarded(table) as execute:
            execute(f"INSERT INTO journal_{table} VALUES ({marks})", list(row))


def test_an_altered_entry_is_named(filled: str, verify: Verify) -> None:
    entry = Entry.objects.get(key="k2")
    with unguarded("entry") as execute:
        text = entry.text.replace('"x1"', '"x2"')
        execute("UPDATE journal_entry SET text = %s WHERE id = %s", [text, entry.id])
    code, said = verify()
    assert code == 1
    assert "第 263 条记载（事项 n1-2026-2 第 1 号，步骤 case_filed）被改动" in said


def test_rewriting_the_chain_without_the_key_is_found_by_the_checkpoint(
    filled: str, verify: Verify
) -> None:
    """Edit the first entry and repair every hash that follows."""
    with unguarded("entry") as execute, unguarded("logline") as write:
        rehash(execute, write)
    code, said = verify()
    assert code == 1
    assert "第 1 至 256 条记载中有改动" in said


def rehash(execute: Any, write: Any) -> None:
    log, heads = log_start("n1"), {}
    for line in LogLine.objects.select_related("entry").order_by("position"):
        content = line.entry.content
        if line.position == 1:
            content["fields"]["cause"] = "改过的案由"
        content["prev"] = heads.get(content["matter"])
        text = canonical(content)
        digest = heads[content["matter"]] = of_text(text)
        log = log_next(log, line.position, digest)
        execute(
            "UPDATE journal_entry SET text = %s, hash = %s WHERE id = %s",
            [text, digest, line.entry_id],
        )
        write(
            "UPDATE journal_logline SET entry_hash = %s, log_hash = %s WHERE position = %s",
            [digest, log, line.position],
        )


def test_a_key_lost_without_an_erasure_on_record_is_found(filled: str, verify: Verify) -> None:
    SealKey.objects.get(matter="n1-2026-1", subject="x1").delete()
    code, said = verify()
    assert code == 1
    assert "事项 n1-2026-1" in said and "缺少密钥" in said


def test_guards_taken_away_are_missed(filled: str, verify: Verify) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER journal_entry_no_update"
            if filled == "sqlite"
            else "ALTER TABLE journal_entry DISABLE TRIGGER journal_entry_no_change"
        )
    code, said = verify()
    assert (code, "触发器 journal_entry_no_" in said) == (1, True)


@pytest.mark.parametrize("number", range(4))
def test_every_kind_of_damage_to_a_stored_file_is_named(
    filled: str, verify: Verify, number: int
) -> None:
    row = StoredFile.objects.get(matter=f"n1-2026-{number}")
    path = place(row.id)
    whole = path.read_bytes()
    chance = random.Random(number)
    for _ in range(5):
        path.write_bytes(flipped(whole, chance))
        code, said = verify()
        assert (code, f"附件「照片{number}.jpg」" in said) == (1, True)
    path.unlink()
    code, said = verify()
    assert (code, "缺失" in said) == (1, True)
    path.write_bytes(whole)
    assert verify()[0] == 0


def test_an_exported_bundle_verifies_offline(filled: str, verify: Verify, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    assert commands_export.main([str(bundle)]) == 0
    code, said = verify(bundle)
    assert code == 0, said
    assert "271 条记载、4 个文件" in said
    assert commands_export.main([str(bundle)]) == 1


def test_a_bundle_of_one_matter_proves_its_place_in_the_signed_log(
    filled: str, verify: Verify, tmp_path: Path
) -> None:
    bundle = tmp_path / "bundle"
    assert commands_export.main([str(bundle), "--matter", "n1-2026-1", "--opened"]) == 0
    code, said = verify(bundle)
    assert code == 0, said
    assert "1 条记载、1 个文件" in said
    assert "王1" in (bundle / "opened.jsonl").read_text()
    assert [path.read_bytes() for path in (bundle / "opened").iterdir()] == ["照片 1".encode() * 50]


def test_a_bundle_never_opens_the_complainant(filled: str, verify: Verify, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    commands_export.main([str(bundle), "--matter", "z1", "--opened"])
    assert verify(bundle)[0] == 0
    assert not any("赵六".encode() in p.read_bytes() for p in bundle.rglob("*") if p.is_file())


@pytest.mark.parametrize("opened", [[], ["--opened"]])
def test_any_byte_changed_in_a_bundle_is_found(
    filled: str, verify: Verify, tmp_path: Path, opened: list[str]
) -> None:
    whole = tmp_path / "bundle"
    commands_export.main([str(whole), *opened, *(["--matter", "n1-2026-1"] if opened else [])])
    chance = random.Random(7)
    paths = sorted(path for path in whole.rglob("*") if path.is_file())
    for path in paths * 3:
        data = path.read_bytes()
        if not data:
            continue
        path.write_bytes(flipped(data, chance))
        code, said = verify(whole)
        assert (code, "核验不通过" in said) == (1, True), f"{path.name}: {said}"
        path.write_bytes(data)
    assert verify(whole)[0] == 0


def test_a_file_added_to_or_taken_from_a_bundle_is_found(
    filled: str, verify: Verify, tmp_path: Path
) -> None:
    bundle = tmp_path / "bundle"
    commands_export.main([str(bundle)])
    (bundle / "containers" / "extra").write_bytes(b"x")
    assert "不在清单之中" in verify(bundle)[1]
    (bundle / "containers" / "extra").unlink()
    for name in ("log.jsonl", "manifest.sig", "attempts.jsonl"):
        shutil.move(bundle / name, tmp_path / name)
        assert verify(bundle)[0] == 1
        shutil.move(tmp_path / name, bundle / name)
    assert verify(bundle)[0] == 0


def test_a_bundle_signed_by_someone_else_is_refused(
    filled: str, verify: Verify, tmp_path: Path
) -> None:
    bundle = tmp_path / "bundle"
    commands_export.main([str(bundle)])
    manifest = json.loads((bundle / "manifest.json").read_text())
    assert verify(bundle, "--public-key", manifest["public"][0])[0] == 0
    code, said = verify(bundle, "--public-key", "ab" * 32)
    assert (code, "不是由您信任的公钥签出" in said) == (1, True)


def test_a_log_rolled_back_is_found_by_a_checkpoint_kept_elsewhere(
    node: str, verify: Verify, tmp_path: Path
) -> None:
    record(act())
    checkpoint()
    before = {table: raw_rows(table) for table in ("entry", "logline", "checkpoint")}
    record(act("notice_served"))
    commands_export.main([str(tmp_path / "kept")])
    witness = tmp_path / "kept" / "checkpoints.jsonl"
    assert verify("--witness", witness)[0] == 0
    for table in ("logline", "entry", "checkpoint"):
        names, rows = before[table]
        with unguarded(table) as execute:
            execute(f'DELETE FROM journal_{table} WHERE "{names[0]}" <> %s', [rows[0][0]])
    assert verify()[0] == 0
    code, said = verify("--witness", witness)
    assert (code, "截断" in said) == (1, True)


def test_without_the_master_key_it_says_what_it_could_not_open(
    filled: str, verify: Verify, tmp_path: Path
) -> None:
    bare = tmp_path / "public"
    bare.mkdir()
    shutil.copy(keys_folder() / "signing.pub", bare)
    here = commands_verify._here()
    code, said = verify("--database", here[1], "--files", here[3], "--keys", bare)
    assert code == 0, said
    assert "没有主密钥" in said


def test_what_it_cannot_read_is_said_in_words(node: str, verify: Verify, tmp_path: Path) -> None:
    for argv in ([tmp_path], ["--database", tmp_path / "none.sqlite3"]):
        code, said = verify(*argv)
        assert (code, said.startswith("无法核验：")) == (2, True)


def test_checkpoints_are_only_made_when_something_was_added(node: str, capsys: Any) -> None:
    record(act())
    assert commands_checkpoint.main([]) == 0
    assert "1 条记载" in capsys.readouterr().out
    assert commands_checkpoint.main([]) == 0
    assert "无须再签" in capsys.readouterr().out


def test_the_verifier_shares_no_code_with_the_writer() -> None:
    allowed = {*sys.stdlib_module_names, "cryptography", "psycopg"}
    folder = Path(program.__file__).parent
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                modules = [node.module or ""]
            else:
                continue
            for module in modules:
                inside = module.startswith("xiezhi.journal.verifier")
                assert inside or module.partition(".")[0] in allowed, f"{path.name}: {module}"
