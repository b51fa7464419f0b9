"""Random predicates of the closed subset over eight integer and four word facts, and random rows with NULLs."""

from __future__ import annotations

from random import Random

INTEGERS = tuple(f"c{i}" for i in range(8))
WORDS = tuple(f"w{i}" for i in range(4))
NAMES = {**dict.fromkeys(INTEGERS, "count"), **dict.fromkeys(WORDS, "word")}
_WORD_VALUES = ("fine", "warning", "吊销", "it's")

Row = dict[str, int | str | None]


class Writer:
    """Writes random text; `depth` bounds the nesting."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def condition(self, depth: int) -> str:
        makers = [self._compare, self._words, self._is_null, self._in]
        if depth > 0:
            makers += [self._not, self._chain, self._chain, self._case_condition, self._coalesce]
        return self.random.choice(makers)(depth - 1)

    def integer(self, depth: int) -> str:
        pick = self.random.random()
        if depth <= 0 or pick < 0.45:
            return self.random.choice(INTEGERS)
        if pick < 0.6:
            return self.random.choice(["0", "1", "7", "-3", "100000", "NULL"])
        if pick < 0.8:
            a, b = self.integer(depth - 1), self.integer(depth - 1)
            return f"({a} {self.random.choice('+-*')} {b})"
        if pick < 0.85:
            return f"-{self.random.choice(INTEGERS)}"
        if pick < 0.92:
            parts = [self.random.choice(INTEGERS), self.integer(depth - 1), self.integer(0)]
            return f"COALESCE({', '.join(parts)})"
        return self._case(lambda: self.integer(depth - 1), self.random.choice(INTEGERS), depth)

    def _case(self, result, sure: str, depth: int) -> str:  # type: ignore[no-untyped-def]
        branches = "".join(
            f" WHEN {self.condition(depth - 1)} THEN {result()}"
            for _ in range(self.random.randint(1, 3))
        )
        return f"CASE{branches} WHEN c0 = 1 THEN {sure}{self._otherwise(result)} END"

    def _otherwise(self, result) -> str:  # type: ignore[no-untyped-def]
        return self.random.choice(["", " ELSE NULL", f" ELSE {result()}"])

    def _compare(self, depth: int) -> str:
        op = self.random.choice(["<", "<=", ">", ">=", "=", "<>", "!="])
        return f"{self.integer(depth)} {op} {self.integer(depth)}"

    def _word(self) -> str:
        pick = self.random.random()
        if pick < 0.5:
            return self.random.choice(WORDS)
        if pick < 0.6:
            return f"COALESCE({self.random.choice(WORDS)}, {self.random.choice(WORDS)})"
        return "'" + self.random.choice(_WORD_VALUES).replace("'", "''") + "'"

    def _words(self, depth: int) -> str:
        return f"{self._word()} {self.random.choice(['=', '<>'])} {self._word()}"

    def _is_null(self, depth: int) -> str:
        what = self.random.choice([self.integer(depth), self._word(), f"({self.condition(depth)})"])
        return f"{what} IS {self.random.choice(['', 'NOT '])}NULL"

    def _in(self, depth: int) -> str:
        way = self.random.choice(["IN", "NOT IN"])
        null = self.random.choice(["", "", ", NULL"])
        if self.random.random() < 0.5:
            return f"{self._word()} {way} ('fine', '吊销'{null})"
        return f"{self.integer(depth)} {way} (1, -3, 5{null})"

    def _not(self, depth: int) -> str:
        return f"NOT ({self.condition(depth)})"

    def _chain(self, depth: int) -> str:
        parts = [f"({self.condition(depth)})" for _ in range(self.random.randint(2, 3))]
        return f" {self.random.choice(['AND', 'OR'])} ".join(parts)

    def _case_condition(self, depth: int) -> str:
        return self._case(lambda: self.condition(depth), "c1 = 2", depth)

    def _coalesce(self, depth: int) -> str:
        return f"COALESCE({self.condition(depth)}, {self.condition(depth)})"


def random_rows(random: Random, n: int) -> list[Row]:
    """Rows in which every fact is NULL one time in four."""
    return [
        {
            name: None
            if random.random() < 0.25
            else random.randint(-5, 9)
            if name in INTEGERS
            else random.choice(_WORD_VALUES)
            for name in NAMES
        }
        for _ in range(n)
    ]


def random_conditions(random: Random, n: int, depth: int = 4) -> list[str]:
    writer = Writer(random)
    return [writer.condition(depth) for _ in range(n)]
