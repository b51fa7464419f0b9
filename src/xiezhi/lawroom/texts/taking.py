"""Read statutes into the tables: whole or not at all; the same texts again change nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from xiezhi.lawroom.models import Article, Statute, StatuteVersion
from xiezhi.lawroom.texts.reading import Fault, ReadStatute, Unreadable, read_statutes

#: Files of a folder that are about it.
ABOUT = frozenset({"readme.md", "license.md", "changelog.md"})


@dataclass(slots=True)
class Taken:
    """What one run did: laws with a new text, with a changed one, as they were; articles written."""

    files: int = 0
    added: int = 0
    changed: int = 0
    same: int = 0
    articles: int = 0

    def plain(self) -> dict[str, int]:
        return asdict(self)


def markdown_files(folder: Path) -> list[Path]:
    """The statutes of a folder and the folders in it."""
    return [path for path in sorted(folder.rglob("*.md")) if path.name.lower() not in ABOUT]


def read_folder(folder: Path, progress: Callable[[int, int], None]) -> list[ReadStatute]:
    """Every law of the folder. Raises Unreadable with the faults of all files."""
    files, faults, found = markdown_files(folder), list[Fault](), list[ReadStatute]()
    for done, path in enumerate(files, 1):
        try:
            found += read_statutes(path, path.relative_to(folder).as_posix())
        except Unreadable as fault:
            faults += fault.faults
        except OSError as fault:
            faults.append(Fault(path.name, 1, f"不能读取（{fault.strerror}）。"))
        progress(done, len(files))
    if not files:
        faults.append(Fault(str(folder), 1, "没有 .md 文件。"))
    faults += _repeated(found)
    if faults:
        raise Unreadable(faults)
    return found


def _repeated(found: Sequence[ReadStatute]) -> list[Fault]:
    """The same version in two files; an excerpt beside the whole text is passed over."""
    seen: dict[tuple[object, ...], ReadStatute] = {}
    faults = []
    for each in found:
        key = (each.law, each.adopted_on, each.partial)
        if key in seen:
            sentence = f"《{each.law}》{each.adopted_on} 的文本已在 {seen[key].source} 中。"
            faults.append(Fault(each.source, 1, sentence))
        seen[key] = each
    return faults


def take(found: Sequence[ReadStatute]) -> Taken:
    """Write what is new or different, in one transaction."""
    whole = {(each.law, each.adopted_on) for each in found if not each.partial}
    taken = Taken(files=len({each.source for each in found}))
    with transaction.atomic():
        for each in found:
            if not (each.partial and (each.law, each.adopted_on) in whole):
                _take(each, taken)
    return taken


def _take(each: ReadStatute, taken: Taken) -> None:
    named = {"title": each.title, "local": each.local}
    known = StatuteVersion.objects.filter(statute=each.law, adopted_on=each.adopted_on).first()
    if known is not None and (known.sha256 == each.sha256 or (each.partial and not known.partial)):
        taken.same += 1
        return
    Statute.objects.update_or_create(law=each.law, defaults=named)
    stated = {
        "in_force_from": each.in_force_from,
        "stated": each.stated,
        "partial": each.partial,
        "source": each.source,
        "sha256": each.sha256,
        "imported_at": timezone.now(),
    }
    version, fresh = StatuteVersion.objects.update_or_create(
        statute_id=each.law, adopted_on=each.adopted_on, defaults=stated
    )
    taken.added += fresh
    taken.changed += not fresh
    taken.articles += _write_articles(version, each)


def _write_articles(version: StatuteVersion, each: ReadStatute) -> int:
    version.articles.all().delete()
    rows = [
        Article(version=version, number=a.number, place=n, heading=a.heading, text=a.text)
        for n, a in enumerate(each.articles)
    ]
    Article.objects.bulk_create(rows, batch_size=500)
    return len(rows)
