"""Citations of the corpus against the texts that are loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from xiezhi.law.norms.model import Citation, Norm
from xiezhi.lawroom.models import Article, StatuteVersion
from xiezhi.registry.corpus import corpus
from xiezhi.registry.screen.words import article_words, day_words

_NUMBER = re.compile(r"第?(?P<main>\d+)(?:-(?P<extra>\d+))?条?")


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A citation of an article that the loaded text does not have."""

    norm: str
    law: str
    article: str
    version: date

    def __str__(self) -> str:
        return f"《{self.law}》（{day_words(self.version)}文本）{article_words(self.article)}"


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation with what it leads to: `version` None: the law is not loaded for that day; `article` None: the loaded
    version has no such article, or (a partial one) not this one."""

    cite: Citation
    version: StatuteVersion | None
    article: Article | None

    @property
    def broken(self) -> bool:
        """Whether the text says that there is no such article."""
        return self.version is not None and self.article is None and not self.version.partial


def number_of(article: str) -> str:
    """`第51条` and `51` are `51`; anything else stands."""
    found = _NUMBER.fullmatch(str(article).strip())
    if not found:
        return str(article)
    return found["main"] + (f"-{found['extra']}" if found["extra"] else "")


def versions_of(law: str) -> QuerySet[StatuteVersion]:
    """The latest first."""
    return StatuteVersion.objects.filter(statute=law).order_by("-in_force_from", "-adopted_on")


def version_on(law: str, on: date) -> StatuteVersion | None:
    """The text in force on the day."""
    return versions_of(law).filter(in_force_from__lte=on).first()


def article_in(version: StatuteVersion, article: str) -> Article | None:
    return version.articles.filter(number=number_of(article)).first()


def cited(cite: Citation, on: date) -> Cited:
    """Where a citation leads: to the version that it names, else to the one in force on the day."""
    version = _named(cite) or version_on(cite.law, on)
    return Cited(cite, version, article_in(version, cite.article) if version else None)


def _named(cite: Citation) -> StatuteVersion | None:
    if not cite.version:
        return None
    try:
        day = date.fromisoformat(cite.version)
    except ValueError:
        return None
    return versions_of(cite.law).filter(adopted_on=day).first()


def citing(law: str, article: str) -> list[Norm]:
    """The norms encoded from an article."""
    wanted = number_of(article)
    norms = corpus().norms.values()
    return [
        n for n in norms if any(c.law == law and number_of(c.article) == wanted for c in n.cite)
    ]


def unresolved() -> list[Unresolved]:
    """Citations that name an article which the loaded version does not have."""
    return list(_unresolved())


def _unresolved() -> Iterator[Unresolved]:
    known = {(v.statute_id, v.adopted_on): v for v in StatuteVersion.objects.filter(partial=False)}
    numbers = {v.pk: set(v.articles.values_list("number", flat=True)) for v in known.values()}
    for norm in corpus().norms.values():
        for cite in norm.cite:
            day = date.fromisoformat(cite.version) if cite.version else None
            version = known.get((cite.law, day)) if day else None
            if version and day and number_of(cite.article) not in numbers[version.pk]:
                yield Unresolved(norm.id, cite.law, cite.article, day)
