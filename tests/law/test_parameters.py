"""Parameters: whose value wins, from which day, and that Python and predicate text choose the same."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.calendars import NATIONAL, on

from xiezhi.law.events import EPOCH
from xiezhi.law.parameters import Parameter, Value, load_parameters, overlaid
from xiezhi.law.predicates import parse
from xiezhi.law.reading import CorpusError

ORGANISATION, MARKET = ("party_kind", "organisation"), ("sector", "market")
LIMIT = Parameter(
    id="limit",
    title="限额",
    unit="cents",
    keys=("organ", "sector", "party_kind"),
    basis=("行政处罚法", "51"),
    set_by=("system_admin",),
    default=20000,
    values=(
        Value((ORGANISATION,), date(2021, 7, 15), 300000),
        Value((ORGANISATION,), date(2024, 1, 1), 400000),
        Value((MARKET,), date(2022, 1, 1), 50000),
        Value((ORGANISATION, MARKET), date(2023, 1, 1), 600000),
    ),
)


@pytest.mark.parametrize(
    ("keys", "day", "expected"),
    [
        ({}, "2026-01-01", 20000),
        ({"party_kind": None}, "2026-01-01", 20000),
        ({"party_kind": "citizen"}, "2026-01-01", 20000),
        ({"party_kind": "organisation"}, "2021-07-14", 20000),
        ({"party_kind": "organisation"}, "2021-07-15", 300000),
        ({"party_kind": "organisation"}, "2023-12-31", 300000),
        ({"party_kind": "organisation"}, "2024-01-01", 400000),
        ({"sector": "market", "party_kind": "organisation"}, "2022-06-01", 50000),
        ({"sector": "market", "party_kind": "organisation"}, "2026-01-01", 600000),
    ],
)
def test_the_most_specific_then_the_latest_value_in_force_wins(
    keys: dict[str, str | int | None], day: str, expected: int
) -> None:
    assert LIMIT.value_at(keys, on(day)) == expected


def test_a_local_value_wins_over_every_value_above_it() -> None:
    local = Value((), date(2025, 1, 1), 70000)
    whole = overlaid({"limit": LIMIT}, {"limit": [local]})["limit"]
    keys = {"sector": "market", "party_kind": "organisation"}
    assert whole.value_at(keys, on("2024-12-31")) == 600000
    assert whole.value_at(keys, on("2025-01-01")) == 70000
    assert LIMIT.value_at(keys, on("2025-01-01")) == 600000
    with pytest.raises(KeyError):
        overlaid({"limit": LIMIT}, {"unheard": [local]})


def test_without_default_and_values_there_is_no_value() -> None:
    empty = Parameter("x", "无", "days", (), ("法", "1"), ("r",), None)
    assert empty.value_at({}, on("2026-01-01")) is None
    assert empty.expression("as_of_day") == "NULL"


WORDS = st.sampled_from([None, "a", "b", "it's"])
KEYS = ("k1", "k2", "k3")
WHENS = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["a", "b", "it's"]), max_size=3)
DAYS = st.integers(0, 20).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
VALUES = st.lists(
    st.builds(
        lambda when, day, value, level: Value(tuple(sorted(when.items())), day, value, level),
        WHENS,
        DAYS,
        st.integers(-5, 500),
        st.integers(0, 2),
    ),
    max_size=6,
    unique_by=lambda v: (v.when, v.from_, v.level),
)


@given(VALUES, st.one_of(st.none(), st.integers(0, 9)), st.tuples(WORDS, WORDS, WORDS), DAYS)
@settings(max_examples=300, deadline=None)
def test_the_expression_chooses_what_value_at_chooses(
    values: list[Value], default: int | None, words: tuple[str | None, ...], day: date
) -> None:
    chosen = Parameter("p", "参数", "days", KEYS, ("法", "1"), ("r",), default, tuple(values))
    keys = dict(zip(KEYS, words, strict=True))
    found = parse("param.p + 0", None, lambda _: chosen.expression("own_day")).python()
    row = {**keys, "own_day": (day - EPOCH).days}
    assert found(row) == chosen.value_at(keys, day)


def test_every_national_parameter_can_stand_in_a_predicate() -> None:
    parameters = load_parameters([NATIONAL])
    for parameter in parameters.values():
        names = {**dict.fromkeys(parameter.keys, "word"), "as_of_day": "day"}
        found = parse(
            f"param.{parameter.id} > 0", names, lambda i: parameters[i].expression("as_of_day")
        )
        assert found.names <= names.keys()


GOOD = """id: limit
title: 限额
unit: cents
keys: [sector]
basis: {law: 行政处罚法, article: 51}
set_by: [system_admin]
default: 20000
values:
  - {when: {sector: market}, from: 2026-01-01, value: 50000}
"""


def _layer(folder: Path, text: str, name: str = "limit.yaml") -> Path:
    (folder / "parameters").mkdir(parents=True, exist_ok=True)
    (folder / "parameters" / name).write_text(text, encoding="utf-8")
    return folder


def test_a_lower_layer_adds_values_to_a_parameter_declared_above(tmp_path: Path) -> None:
    city = "id: limit\nbasis: {law: 某市规定, article: 3}\nvalues:\n  - {when: {}, from: 2026-06-01, value: 30000}\n"
    layers = [_layer(tmp_path / "a", GOOD), _layer(tmp_path / "b", city)]
    found = load_parameters(layers)["limit"]
    assert found.value_at({"sector": "market"}, on("2026-05-31")) == 50000
    assert found.value_at({"sector": "market"}, on("2026-06-01")) == 30000
    assert found.title == "限额"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("default: 20000\n", "", "缺少“default”"),
        ("default: 20000", "default: x", "“default”"),
        ("sector: market}", "party_kind: a}", "条件“party_kind”"),
        ("sector: market}", "sector: true}", "条件“sector”的值"),
        ("value: 50000", "value: 5.5", "5.5"),
        ("basis: {law: 行政处罚法, article: 51}\n", "", "没有依据"),
        ("from: 2026-01-01", "from: 2026-1-1", "“from”"),
        ("set_by", "setby", "缺少“set_by”"),
        ("values:\n", "values:\n  - {when: {sector: market}, from: 2026-01-01, value: 1}\n", "第二个值"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_parameter_is_reported(
    tmp_path: Path, old: str, new: str, found: str
) -> None:
    with pytest.raises(CorpusError) as raised:
        load_parameters([_layer(tmp_path, GOOD.replace(old, new))])
    assert any(found in problem.found for problem in raised.value.problems)


def test_the_same_id_twice_in_one_layer_is_refused(tmp_path: Path) -> None:
    _layer(tmp_path, GOOD)
    with pytest.raises(CorpusError, match="已有同名文件"):
        load_parameters([_layer(tmp_path, GOOD, "again.yaml")])
