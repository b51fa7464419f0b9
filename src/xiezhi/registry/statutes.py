"""Texts of articles, when the node has a folder of statutes (`XIEZHI_STATUTES`): files 名称(版本日期).md."""

from __future__ import annotations

import os
import re
from datetime import date
from functools import lru_cache
from pathlib import Path

from xiezhi.registry.screen.words import article_words

NAME = re.compile(r"(?P<law>.+)\((?P<version>\d{4}-\d{2}-\d{2})\)\.md")
#: An article begins a line with its number; a heading or the next article ends it.
START = re.compile(
    r"^(第[〇零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)[\s　]", re.M
)


def folder() -> Path | None:
    path = os.environ.get("XIEZHI_STATUTES")
    return Path(path) if path and Path(path).is_dir() else None


def article(law: str, number: str, on: date) -> tuple[str, list[str]] | None:
    """(version, paragraphs) of the article in the latest version not after the day; None without a text."""
    found = _version(law, on)
    if found is None:
        return None
    version, path = found
    text = _articles(path).get(article_words(number))
    return (version, text) if text else None


def _version(law: str, on: date) -> tuple[str, Path] | None:
    place = folder()
    if place is None:
        return None
    named = ((NAME.fullmatch(path.name), path) for path in place.iterdir())
    known = [(m["version"], path) for m, path in named if m and m["law"] == law]
    return max((row for row in known if row[0] <= on.isoformat()), default=None)


@lru_cache(maxsize=64)
def _articles(path: Path) -> dict[str, list[str]]:
    text = path.read_text(encoding="utf-8")
    marks = [*START.finditer(text)]
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return {m[1]: _paragraphs(text[m.start() : end]) for m, end in zip(marks, ends, strict=True)}


def _paragraphs(text: str) -> list[str]:
    body = text.split("\n#", 1)[0]
    return [line.strip() for line in body.splitlines() if line.strip()]
