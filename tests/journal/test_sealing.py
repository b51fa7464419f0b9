"""Personal data: sealed in the journal, opened on demand, erased with its key."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from tests.journal.conftest import act

from xiezhi.journal.acts import NotWellFormed
from xiezhi.journal.ciphers import SUITES, Damaged
from xiezhi.journal.door import KeyReused, record
from xiezhi.journal.erasure import erase
from xiezhi.journal.keys import MasterKeyMissing, folder
from xiezhi.journal.models import Entry, Sealed, SealKey
from xiezhi.journal.reads import history

FIELDS = {
    "cause": "无照经营",
    "complainant_name": "赵六",
    "parties": [
        {"party": "x1", "party_name": "王五", "phone": "13800000000"},
        {"party": "x2", "party_name": "李四"},
    ],
}


def shown(**how: bool) -> dict[str, Any]:
    fields = dict(history("n1-2026-1", **how)[0].fields)
    del fields["by"]
    return fields


def test_no_personal_value_stands_in_the_entry_or_anywhere_in_the_tables(node: str) -> None:
    text = record(act(fields=FIELDS)).entry.text
    rows = [bytes(row.box) for row in Sealed.objects.all()]
    for value in ("赵六", "王五", "李四", "13800000000"):
        assert value not in text
        assert not any(value.encode() in row for row in rows)


def test_sealed_values_are_hidden_until_they_are_asked_for(node: str) -> None:
    record(act(fields=FIELDS))
    assert shown()["parties"][0]["party_name"] == "〔密封〕"
    assert shown(reveal=True) == {**FIELDS, "complainant_name": "〔密封〕"}
    assert shown(reveal=True, protected=True) == FIELDS


def test_each_person_of_a_matter_has_a_key_and_the_complainant_another(node: str) -> None:
    record(act(fields=FIELDS))
    record(act("notice_served", fields=FIELDS))
    subjects = SealKey.objects.order_by("subject").values_list("subject", flat=True)
    assert list(subjects) == ["complainant", "x1", "x2"]


def test_the_same_value_twice_has_two_commitments(node: str) -> None:
    commitments = {
        record(act(f"s{i}", fields={"party_name": "王五"})).entry.content["sealed"][0]["commitment"]
        for i in range(2)
    }
    assert len(commitments) == 2


def test_erasing_one_person_leaves_the_others_and_the_entry(node: str) -> None:
    entry = record(act(fields=FIELDS)).entry
    key = SealKey.objects.get(subject="x1").id
    erased = erase(act("personal_data_erased", reason="保存期满"), "x1").entry
    assert erased.content["refs"] == [{"key": key, "rel": "erases"}]
    parties = shown(reveal=True)["parties"]
    assert parties[0] == {"party": "x1", "party_name": "〔已删除〕", "phone": "〔已删除〕"}
    assert parties[1]["party_name"] == "李四"
    assert Entry.objects.get(id=entry.id).text == entry.text


def test_what_is_already_erased_cannot_be_erased_again(node: str) -> None:
    record(act(fields=FIELDS))
    erase(act("personal_data_erased"), "x1")
    with pytest.raises(NotWellFormed, match="已经删除"):
        erase(act("personal_data_erased"), "x1")
    assert Entry.objects.count() == 2


def test_a_repeated_try_after_erasure_still_gets_its_first_answer(node: str) -> None:
    keyed = act(key="k", fields={"party_name": "王五"})
    first = record(keyed).entry
    erase(act("personal_data_erased"), "party")
    assert record(keyed).entry == first
    with pytest.raises(KeyReused):
        record(act(key="k", fields={}))


@pytest.mark.parametrize("cipher", sorted(SUITES))
def test_both_algorithms_seal_and_old_values_stay_readable(
    node: str, settings: Any, cipher: str
) -> None:
    settings.XIEZHI_CIPHER = cipher
    record(act(fields=FIELDS))
    settings.XIEZHI_CIPHER = next(name for name in SUITES if name != cipher)
    assert shown(reveal=True, protected=True) == FIELDS


def test_a_value_moved_to_another_entry_does_not_open(node: str) -> None:
    one, two = (record(act(f"s{i}", fields={"party_name": f"王{i}"})).entry for i in range(2))
    box = bytes(Sealed.objects.get(entry=one).box)
    with connection.cursor() as cursor:
        drop = {
            "sqlite": "DROP TRIGGER journal_sealed_no_update",
            "postgresql": "ALTER TABLE journal_sealed DISABLE TRIGGER ALL",
        }
        cursor.execute(drop[node])
        cursor.execute("UPDATE journal_sealed SET box = %s WHERE entry_id = %s", [box, two.id])
    with pytest.raises(Damaged):
        history("n1-2026-1", reveal=True)


def test_the_master_key_is_private_and_never_made_twice(node: str) -> None:
    record(act(fields=FIELDS))
    path = folder() / "master.key"
    assert path.stat().st_mode & 0o777 == 0o600
    path.rename(path.with_name("elsewhere"))
    with pytest.raises(MasterKeyMissing, match="备份"):
        record(act("s2", fields=FIELDS))
    assert Entry.objects.count() == 1
