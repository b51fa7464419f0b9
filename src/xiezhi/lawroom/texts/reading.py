"""A Markdown statute → its name, version and articles; or what is wrong with it, with the line.

A file is `法名(日期).md` (`地方-…` for local ones, `节录-…` for excerpts of several laws, each under its own heading).
Above `<!-- INFO END -->` stand the title and when it was adopted, amended and put in force; below it headings (`#`)
and articles, each beginning a line with 第…条.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import cn2an

END_OF_HEAD = "<!-- INFO END -->"
LOCAL, EXCERPT = "地方-", "节录-"
_NAME = re.compile(r"(?P<law>.+?)(?:[(（](?P<version>\d{4}[^()（）]*)[)）])?\.md")
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_ARTICLE = re.compile(
    r"第(?P<main>[〇零一二三四五六七八九十百千]+)条(?:之(?P<extra>[一二三四五六七八九十]+))?(?=[\s　])"
)
_IN_FORCE = re.compile(r"自(?P<day>\d{4}年\d{1,2}月\d{1,2}日)起(?:施行|实施|执行)")
_PART = re.compile(r"-.{1,8}[编章]$")
_SECTION = re.compile(r"(?P<law>[^（(]+)[（(](?P<told>.*)[）)]")


@dataclass(frozen=True, slots=True)
class Fault:
    """`line` counts from 1."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class ReadArticle:
    number: str
    heading: str
    text: str


@dataclass(slots=True)
class ReadStatute:
    """One law of a file. `stated`: its text says from when it is in force."""

    law: str
    title: str
    local: bool
    partial: bool
    adopted_on: date
    in_force_from: date
    stated: bool
    source: str
    articles: list[ReadArticle] = field(default_factory=list)

    @property
    def sha256(self) -> str:
        """Of what the tables keep, so that a change of the file's name or spacing is none."""
        parts = [self.title, str(self.adopted_on), str(self.in_force_from), str(self.partial)]
        parts += [f"{a.number}\x1f{a.heading}\x1f{a.text}" for a in self.articles]
        return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()


class Unreadable(Exception):
    """What is wrong with one file."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(map(str, faults)))


def read_statutes(path: Path, file: str) -> list[ReadStatute]:
    """The laws of one file. Raises Unreadable, OSError."""
    lines = _lines(path, file)
    if path.name.startswith(EXCERPT):
        return list(_excerpts(lines, file))
    return [_whole(path.name, lines, file)]


def _lines(path: Path, file: str) -> list[str]:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable([Fault(file, line, "不是 UTF-8 编码的文字，请转存为 UTF-8。")]) from None
    return text.splitlines()


def _whole(name: str, lines: list[str], file: str) -> ReadStatute:
    named = _NAME.fullmatch(name)
    law = (named["law"] if named else name).removeprefix(LOCAL)
    head, body = _split(lines)
    told = unicodedata.normalize("NFKC", "\n".join(lines[:head]))
    adopted = _adopted(named["version"] if named else None, told)
    if adopted is None:
        sentence = (
            "看不出这一文本是哪一天通过或者修改的；请把日期写进文件名，如 某法(2021-01-22).md。"
        )
        raise Unreadable([Fault(file, 1, sentence)])
    articles = list(_articles(lines, body, len(lines), file))
    in_force = _in_force(told, articles)
    return ReadStatute(
        law=_PART.sub("", law),
        title=_title(lines) or law,
        local=name.startswith(LOCAL),
        partial=bool(_PART.search(law)),
        adopted_on=adopted,
        in_force_from=max(in_force or adopted, adopted),
        stated=in_force is not None and in_force >= adopted,
        source=file,
        articles=articles,
    )


def _excerpts(lines: list[str], file: str) -> Iterator[ReadStatute]:
    starts = [n for n, line in enumerate(lines) if line.startswith("## ")]
    if not starts:
        raise Unreadable(
            [Fault(file, 1, "节录没有标题；每部法写一行“## 法名（某年某月某日修正）”。")]
        )
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        found = _SECTION.fullmatch(lines[start].removeprefix("## ").strip())
        told = unicodedata.normalize("NFKC", found["told"]) if found else ""
        days = _days(told)
        year = re.match(r"(\d{4})年", told)
        if not found or not (days or year):
            sentence = "看不出法名和日期；请写成“## 法名（某年某月某日修正）”。"
            raise Unreadable([Fault(file, start + 1, sentence)])
        adopted = days[0] if days else date(int(year[1]) if year else 1, 1, 1)
        yield ReadStatute(
            law=found["law"].strip(),
            title=found["law"].strip(),
            local=False,
            partial=True,
            adopted_on=adopted,
            in_force_from=max(days) if days else adopted,
            stated="施行" in told,
            source=file,
            articles=list(_articles(lines, start + 1, end, file)),
        )


def _split(lines: list[str]) -> tuple[int, int]:
    """Where the head ends and the text begins; without the mark the head is what stands before the first article."""
    for number, line in enumerate(lines):
        if line.strip() == END_OF_HEAD:
            return number, number + 1
    first = next((n for n, line in enumerate(lines) if _ARTICLE.match(line)), len(lines))
    return first, 0


def _title(lines: list[str]) -> str:
    heads = [line.removeprefix("# ").strip() for line in lines[:6] if line.startswith("# ")]
    return " ".join(heads)


def _days(text: str) -> list[date]:
    return [found for match in _DATE.finditer(text) if (found := _day(*match.groups()))]


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _adopted(named: str | None, told: str) -> date | None:
    """The day in the file's name; else the last day of the head that is not that of coming into force, of the year
    that the name gives."""
    if named:
        try:
            return date.fromisoformat(named)
        except ValueError:
            told = "\n".join(line for line in told.splitlines() if line.startswith(named[:4]))
    lines = [line for line in told.splitlines() if not line.rstrip().endswith("施行")]
    days = _days("\n".join(lines)) or _days(told)
    return max(days, default=None)


def _in_force(told: str, articles: list[ReadArticle]) -> date | None:
    """As the head says, else as one of the last articles says."""
    lines = [line for line in told.splitlines() if line.rstrip().endswith("施行")]
    days = _days("\n".join(lines))
    if days:
        return max(days)
    for article in reversed(articles[-3:]):
        found = _IN_FORCE.search(unicodedata.normalize("NFKC", article.text))
        if found:
            return next(iter(_days(found["day"])), None)
    return None


def _articles(lines: list[str], start: int, end: int, file: str) -> Iterator[ReadArticle]:
    """Raises Unreadable with every fault of the file."""
    faults: list[Fault] = []
    found: list[ReadArticle] = []
    for number, heading, body, line in _pieces(lines, start, end):
        if any(each.number == number for each in found):
            faults.append(Fault(file, line, f"第{number}条在同一文本中出现两次。"))
        if not body:
            faults.append(Fault(file, line, f"第{number}条没有内容。"))
        found.append(ReadArticle(number, heading, body))
    if not found:
        faults.append(Fault(file, start + 1, "没有找到条文；每条另起一行，以“第…条”开头。"))
    if faults:
        raise Unreadable(faults)
    yield from found


def _pieces(lines: list[str], start: int, end: int) -> Iterator[tuple[str, str, str, int]]:
    """(number, heading, text, line) of every article."""
    heading, number, body, at, chapter = "", "", [], 0, ""  # type: str, str, list[str], int, str
    for place in range(start, end):
        line = lines[place].strip()
        begins = _ARTICLE.match(line + " ")
        if line.startswith("#") or begins:
            if number:
                yield number, heading, "\n".join(body), at
            number = ""
        if line.startswith("#"):
            chapter = _heading(chapter, line)
        elif begins:
            number, heading, at = _number(begins), chapter, place + 1
            body = [rest] if (rest := line[begins.end() :].strip()) else []
        elif line and number:
            body.append(line)
    if number:
        yield number, heading, "\n".join(body), at


def _heading(before: str, line: str) -> str:
    """A section (节) stands under the chapter above it."""
    words = " ".join(line.lstrip("#").split())
    section = re.match(r"第[一二三四五六七八九十]+节", words)
    chapter = before.split(" · ")[0]
    return f"{chapter} · {words}" if section and chapter else words


def _number(match: re.Match[str]) -> str:
    main = str(cn2an.cn2an(match["main"].replace("〇", "零"), "smart"))
    return f"{main}-{cn2an.cn2an(match['extra'], 'smart')}" if match["extra"] else main
