"""What entries of the register establish, and how a certificate stands on a day."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

from xiezhi.law.events import EPOCH, Event
from xiezhi.law.facts.model import Valid
from xiezhi.registry import reads
from xiezhi.registry.certificates import state
from xiezhi.registry.context import _REGISTERS, LiveRegisters
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Item, Organ, Party, RoleGrant
from xiezhi.registry.project import PROJECTORS, RolesExclude
from xiezhi.registry.receipts import find, issue


def happened(step: str, at: str, **fields: Any) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    event = Event("m", "t", "register", 1, step, moment, moment, fields=fields)
    for projector in PROJECTORS[step]:
        projector(None, event)


def organ(code: str = "cg") -> None:
    happened(
        "organ_confirmed",
        "2020-01-01",
        organ_code=code,
        organ_title="示范区城市管理局",
        organ_short_title="区城管局",
        region="110101",
        organ_kind="statutory",
    )


def certificate(number: str = "A001", person: str = "p-lin") -> None:
    happened(
        "certificate_issued",
        "2024-01-01",
        person_code=person,
        person_name="林正",
        organ_code="cg",
        certificate_number=number,
        certificate_scope="城市管理",
        region="110101",
        valid_from_on="2024-01-01",
        valid_to_on="2026-12-31",
    )


def states(*days: str) -> list[str]:
    found = reads.certificate_by_number("A001")
    return [state(found, date.fromisoformat(day)) for day in days]


def test_a_certificate_is_valid_on_its_first_and_last_day(db_on: str) -> None:
    organ()
    certificate()
    days = ("2023-12-31", "2024-01-01", "2026-12-31", "2027-01-01")
    assert states(*days) == ["not_yet", "valid", "valid", "expired"]


def test_a_suspension_counts_from_its_day_until_the_day_of_return(db_on: str) -> None:
    organ()
    certificate()
    happened(
        "certificate_suspended", "2026-03-01", certificate_number="A001", register_reason="核查"
    )
    happened(
        "certificate_restored", "2026-04-01", certificate_number="A001", register_reason="查清"
    )
    days = ("2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01")
    assert states(*days) == ["valid", "suspended", "suspended", "valid"]


def test_a_cancelled_certificate_was_valid_before_and_never_after(db_on: str) -> None:
    organ()
    certificate()
    happened(
        "certificate_cancelled", "2026-05-01", certificate_number="A001", register_reason="调离"
    )
    assert states("2026-04-30", "2026-05-01", "2027-05-01") == ["valid", "cancelled", "cancelled"]


def test_a_number_nobody_issued_is_unknown(db_on: str) -> None:
    assert states("2026-01-01") == ["unknown"]


def test_the_law_asks_the_register_and_gets_the_state_of_the_day(db_on: str) -> None:
    organ()
    certificate()
    ask = LiveRegisters().valid
    day = (date(2026, 6, 1) - EPOCH).days
    assert ask("certificate", "p-lin", day, {}) is True
    assert ask("certificate", "p-lin", day, {"region": "110102"}) is False
    assert ask("certificate", "p-nobody", day, {}) is False
    assert ask("qualification", "p-lin", day, {}) is False
    assert ask("weather", "p-lin", day, {}) is None
    happened(
        "qualification_recorded",
        "2026-01-01",
        person_code="p-lin",
        qualification_kind="law",
        qualified_on="2026-06-01",
    )
    assert ask("qualification", "p-lin", day, {}) is True
    assert ask("qualification", "p-lin", day - 1, {}) is False


def test_replaying_the_same_entries_changes_nothing(db_on: str) -> None:
    for _ in range(2):
        organ()
        certificate()
        happened(
            "certificate_suspended", "2026-03-01", certificate_number="A001", register_reason="x"
        )
    assert Organ.objects.count() == 1
    found = reads.certificate_by_number("A001")
    assert found is not None and found.suspensions.count() == 1


def grant(role: str, since: str = "2026-01-01") -> None:
    happened(
        "role_granted",
        since,
        person_code="p-lin",
        person_name="林正",
        organ_code="cg",
        role_code=role,
        role_from_on=since,
    )


ADMINS = ("system_admin", "security_admin", "audit_admin")
PAIRS = [(a, b) for a in ADMINS for b in (*ADMINS, "officer", "agency_head") if a != b]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_administrators_exclude_each_other_and_act_in_no_case(
    sqlite_db: str, first: str, second: str
) -> None:
    organ()
    for one, other in ((first, second), (second, first)):
        RoleGrant.objects.all().delete()
        grant(one)
        with pytest.raises(RolesExclude):
            grant(other)
        assert RoleGrant.objects.count() == 1


def test_a_withdrawn_role_is_gone_from_its_day_on(db_on: str) -> None:
    organ()
    certificate()
    grant("officer")
    withdrawal: Mapping[str, str] = {"role_until_on": "2026-07-01", "register_reason": "转岗"}
    happened(
        "role_withdrawn", "2026-07-01", person_code="p-lin", organ_code="cg", role_code="officer",
        **withdrawal,
    )  # fmt: skip
    assert reads.roles_of("p-lin", "cg", date(2026, 6, 30)) == {"officer"}
    assert reads.roles_of("p-lin", "cg", date(2026, 7, 1)) == frozenset()
    assert [p.code for p in reads.officers_of("cg", date(2026, 6, 30))] == ["p-lin"]
    assert reads.officers_of("cg", date(2026, 7, 1)) == []


def publish(day: str, high: int) -> None:
    happened(
        "item_published",
        day,
        item="CG-001",
        organ_code="cg",
        sector="urban",
        item_title="占用道路经营",
        item_basis=[{"basis_law": "某条例", "basis_version": "2020-01-01", "basis_article": "12"}],
        item_kinds=[{"kind": "fine"}],
        item_fine_min_cents=5000,
        item_fine_max_cents=high,
        effective_from_on=day,
    )


def test_a_running_case_keeps_the_item_version_of_its_day(db_on: str) -> None:
    organ()
    publish("2025-01-01", 50000)
    publish("2026-01-01", 100000)
    happened(
        "item_withdrawn",
        "2026-06-01",
        item="CG-001",
        effective_from_on="2026-06-01",
        register_reason="清理",
    )

    def high(day: str) -> int | None:
        found = reads.item_on("CG-001", date.fromisoformat(day))
        return found.fine_max_cents if found else None

    assert [high(d) for d in ("2024-12-31", "2025-12-31", "2026-01-01", "2026-06-01")] == [
        None,
        50000,
        100000,
        None,
    ]
    assert Item.objects.count() == 2


def test_parties_of_a_case_stand_on_the_register_under_the_code_of_the_entry(db_on: str) -> None:
    row = {
        "party": "d1",
        "party_kind": "citizen",
        "party_name": "张三",
        "party_phone": "13800000000",
    }
    happened("clue_registered", "2026-01-01", parties=[row])
    happened("case_filed", "2026-01-02", parties=[{**row, "party_name": "张叁"}])
    party = Party.objects.get()
    assert (party.code, party.name, party.phone) == ("d1", "张叁", "13800000000")


def test_a_receipt_code_is_found_however_it_is_typed_and_never_stored(db_on: str) -> None:
    party = Party.objects.create(kind="citizen", name="张三")
    code = issue("m-1", party)
    for typed in (code, code.lower(), code.replace("-", ""), f" {code} "):
        found = find(typed)
        assert found is not None and (found.matter, found.party_id) == ("m-1", party.code)
        assert code.replace("-", "") not in found.digest
    assert find(code[:-1]) is None


def day(text: str) -> int:
    return (date.fromisoformat(text) - EPOCH).days


def seizing(on: str) -> bool | None:
    return LiveRegisters().valid("mandate", "cg", day(on), {"power": "seizure"})


def test_a_power_counts_from_the_day_it_is_granted_until_it_ends(db_on: str) -> None:
    grant = {"organ_code": "cg", "mandate_power": "seizure", "mandate_basis": "法律"}
    happened("mandate_granted", "2026-01-01", **grant, valid_from_on="2026-01-01")
    assert [seizing(on) for on in ("2025-12-31", "2026-01-01", "2026-06-30")] == [False, True, True]
    assert not LiveRegisters().valid("mandate", "cg", day("2026-01-01"), {"power": "freeze"})
    ended = {"organ_code": "cg", "mandate_power": "seizure", "effective_from_on": "2026-06-30"}
    happened("mandate_ended", "2026-06-01", **ended)
    assert [seizing(on) for on in ("2026-06-29", "2026-06-30")] == [True, False]


def test_an_entrustment_granted_anew_replaces_what_was_granted_before(db_on: str) -> None:
    letter = {"organ_code": "st", "principal_code": "cg", "valid_to_on": "2026-12-31"}
    happened("entrustment_registered", "2026-01-01", **letter, valid_from_on="2026-01-01")
    happened("entrustment_registered", "2026-05-01", **letter, valid_from_on="2026-05-01")
    happened("entrustment_registered", "2026-05-01", **letter, valid_from_on="2026-05-01")
    asked = ("entrustment", "st", day("2026-08-01"), {"principal": "cg"})
    assert LiveRegisters().valid(*asked) is True
    rows = reads.in_force("entrustment", date(2026, 8, 1))
    assert [str(row.valid_from) for row in rows] == ["2026-05-01"]


def test_every_register_that_a_fact_asks_is_kept() -> None:
    asked = {f.derive.register for f in corpus().facts.values() if isinstance(f.derive, Valid)}
    assert asked and asked <= set(_REGISTERS)
