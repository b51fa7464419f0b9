"""The closed subset: what it takes, how NULL behaves in it, and how it names what it refuses."""

from __future__ import annotations

import pytest

from xiezhi.law.predicates import Predicate, PredicateError, parse

UNITS = {"n": "count", "m": "cents", "flag": "bool", "kind": "word", "other": "word"}
TRUTH = {
    # a, b: AND, OR, NOT a
    (True, True): (True, True, False),
    (True, False): (False, True, False),
    (True, None): (None, True, False),
    (False, True): (False, True, True),
    (False, False): (False, False, True),
    (False, None): (False, None, True),
    (None, True): (None, True, None),
    (None, False): (False, None, None),
    (None, None): (None, None, None),
}


@pytest.mark.parametrize(("inputs", "expected"), TRUTH.items())
def test_and_or_not_follow_the_three_valued_truth_table(
    inputs: tuple[bool | None, bool | None], expected: tuple[bool | None, ...]
) -> None:
    row = {"n": None if inputs[0] is None else int(inputs[0]), "m": inputs[1]}
    texts = ("n = 1 AND m = 1", "n = 1 OR m = 1", "NOT n = 1")
    assert tuple(parse(text).python()(row) for text in texts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("n + m > 0", None),
        ("n - 1 = 2", True),
        ("-n = -3", True),
        ("n * 100000 * 100000 = 30000000000", True),
        ("m IS NULL", True),
        ("m IS NOT NULL", False),
        ("(m = 1) IS NULL", True),
        ("n IN (1, 3)", True),
        ("n IN (1, 2)", False),
        ("n IN (1, NULL)", None),
        ("n IN (3, NULL)", True),
        ("m IN (1)", None),
        ("n NOT IN (1, NULL)", None),
        ("n NOT IN (1, 2)", True),
        ("COALESCE(m, n) = 3", True),
        ("COALESCE(m = 1, n = 3)", True),
        ("COALESCE(m = 1, n = 4)", False),
        ("COALESCE(m, flag, 7)", 7),
        ("CASE WHEN m = 1 THEN 1 WHEN n = 3 THEN 2 ELSE 3 END", 2),
        ("CASE WHEN m = 1 THEN 1 END", None),
        ("CASE WHEN n = 3 THEN m ELSE 1 END = 1", None),
        ("CASE WHEN n = 3 THEN m = 1 ELSE TRUE END", None),
        ("kind = 'fine'", True),
        ("kind <> 'it''s'", True),
        ("kind IN ('fine', 'warning')", True),
        ("other = 'x' OR kind = 'fine'", True),
        ("NULL = n", None),
        ("n > NULL AND kind = 'no'", False),
    ],
)
def test_an_expression_has_the_value_that_sql_gives_it(text: str, expected: object) -> None:
    row = {"n": 3, "m": None, "kind": "fine"}
    assert parse(text, UNITS).python()(row) == expected


def test_a_missing_fact_is_null() -> None:
    assert parse("n = 1").python()({}) is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("LENGTH(kind) = 1", "LENGTH(kind)"),
        ("n / m = 1", "n / m"),
        ("n % 2 = 1", "n % 2"),
        ("n BETWEEN 1 AND 2", "n BETWEEN 1 AND 2"),
        ("kind LIKE 'f%'", "kind LIKE 'f%'"),
        ("CAST(n AS TEXT) = '1'", "CAST(n AS TEXT)"),
        ("n IN (SELECT 1)", "n IN (SELECT 1)"),
        ("n IN (m)", "n IN (m)"),
        ("n IS TRUE", "n IS TRUE"),
        ("CASE n WHEN 1 THEN 2 END = 2", "CASE n WHEN 1 THEN 2 END"),
        ("CURRENT_DATE = n", "CURRENT_DATE"),
        ("n = 1.5", "1.5"),
        ("n = 99999999999999999999", "99999999999999999999"),
        ("t.n = 1", "t.n"),
        ("n = ?", "?"),
        ("unheard = 1", "unheard"),
        ("N = 1", "N"),
        ("kind < 'b'", "kind < 'b'"),
        ("(n = 1) = (m = 1)", "(n = 1) = (m = 1)"),
        ("n = 'a'", "'a'"),
        ("kind = 1", "1"),
        ("kind + 1 = 2", "kind"),
        ("n AND m = 1", "n"),
        ("NOT flag", "flag"),
        ("COALESCE(n, 'a') = 1", "'a'"),
        ("CASE WHEN n THEN 1 END = 1", "n"),
        ("CASE WHEN n = 1 THEN 1 ELSE 'a' END = 1", "'a'"),
        ("COALESCE(NULL, NULL) = 1", "COALESCE(NULL, NULL)"),
        ("param.nothing = 1", "param.nothing"),
    ],
)
def test_what_is_outside_the_subset_is_refused_and_named(text: str, named: str) -> None:
    def expand(name: str) -> str:
        raise KeyError(name)

    with pytest.raises(PredicateError) as raised:
        parse(text, UNITS, expand)
    assert f"「{named}」" in str(raised.value)
    assert text in str(raised.value)


@pytest.mark.parametrize("text", ["", "n = ", "(n = 1", "n = 1; m = 2", "n = 1, m = 2", "n = 'a"])
def test_a_text_that_is_not_one_expression_is_refused(text: str) -> None:
    with pytest.raises(PredicateError):
        parse(text)


def test_names_are_those_read_and_words_that_databases_reserve_are_quoted() -> None:
    found = parse("step = 'a' AND (mode = 'b' OR n > m) AND n IS NOT NULL")
    assert found.names == {"step", "mode", "n", "m"}
    assert found.sql("sqlite") == (
        """(("step" = 'a') AND (("mode" = 'b') OR ("n" > "m")) AND (NOT ("n" IS NULL)))"""
    )
    assert found.sql("duckdb", lambda name: f"f.{name}").startswith("((f.step = 'a') AND")


def test_a_dialect_that_was_not_tested_is_refused() -> None:
    with pytest.raises(ValueError, match="mysql"):
        parse("n = 1").sql("mysql")


def test_a_long_ladder_compiles() -> None:
    rungs = " ".join(f"WHEN n > {i} AND m = {i} THEN {i}" for i in range(300))
    evaluate = parse(f"CASE {rungs} ELSE -1 END").python()
    assert evaluate({"n": 500, "m": 299}) == 299
    assert evaluate({"n": 0, "m": 299}) == -1


def test_a_parameter_is_expanded_and_its_key_facts_are_read() -> None:
    found = parse("m <= param.limit", UNITS, {"limit": "CASE WHEN kind = 'a' THEN 5 ELSE 9 END"}.__getitem__)  # fmt: skip
    assert (set(found.names), set(found.parameters)) == ({"m", "kind"}, {"limit"})
    evaluate = found.python()
    assert [evaluate({"m": 7, "kind": kind}) for kind in ("a", "b", None)] == [False, True, True]


def test_a_parameter_without_value_makes_the_predicate_unknown() -> None:
    found = parse("m * param.limit <= 3", UNITS, lambda _: "NULL")
    assert found.python()({"m": 1}) is None
    assert "CAST(NULL AS BIGINT)" in found.sql("postgres")


def test_a_parameter_whose_key_fact_is_out_of_sight_is_refused() -> None:
    expression = "CASE WHEN sector = 'x' THEN 1 ELSE 2 END"
    with pytest.raises(PredicateError, match=r"展开 param\.limit 后不成立.*sector"):
        parse("m = param.limit", UNITS, lambda _: expression)


def test_an_unexpanded_parameter_is_read_from_the_row_by_its_name() -> None:
    found: Predicate = parse("n = param.limit", UNITS)
    assert found.names == {"n", "param.limit"}
    assert found.python()({"n": 2, "param.limit": 2}) is True


def test_types_are_told() -> None:
    assert parse("n = 1").type == "boolean"
    assert parse("n + 1").type == "integer"
    assert parse("COALESCE(kind, 'x')", UNITS).type == "text"
