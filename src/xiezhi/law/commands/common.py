"""What the commands share: reading the corpus, printing for people and for machines, exit codes."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from xiezhi.law.corpus.load import NATIONAL, load
from xiezhi.law.corpus.model import Corpus
from xiezhi.law.reading import CorpusError

OK, FOUND, BAD_INPUT = 0, 1, 2


class BadInput(Exception):
    """The command cannot run; the message is a Chinese sentence."""


def parser(name: str, about: str) -> argparse.ArgumentParser:
    """With `--corpus`, which every command of this room takes."""
    found = argparse.ArgumentParser(prog=f"xiezhi {name}", description=about)
    found.add_argument(
        "--corpus",
        type=Path,
        action="append",
        default=[],
        metavar="目录",
        help="叠加在国家层之上的语料目录，可以重复，从高到低",
    )
    return found


def run(
    found: argparse.ArgumentParser,
    argv: Sequence[str],
    call: Callable[[argparse.Namespace, Corpus], int],
) -> int:
    """Exit code of `call`; 2 when the arguments or the corpus cannot be used; 0 when the reader had enough."""
    try:
        options = found.parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        return call(options, load([NATIONAL, *options.corpus]))
    except (CorpusError, BadInput) as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        print(f"不能读写 {error.filename}（{error.strerror}）。", file=sys.stderr)
        return BAD_INPUT


def as_json(value: Any) -> None:
    """One JSON document on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def as_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Tab-separated lines under a head: readable, and cut by other tools."""
    print("\t".join(head))
    for row in rows:
        print("\t".join(row))


def progress(done: int, whole: int, what: str) -> None:
    """Where long work stands, on standard error when a person looks at it."""
    if sys.stderr.isatty():
        end = "\n" if done == whole else ""
        print(f"\r{what} {done}/{whole}", end=end, file=sys.stderr, flush=True)
