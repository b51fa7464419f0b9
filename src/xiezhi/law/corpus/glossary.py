"""Words of the platform with their Chinese title, meaning and article."""

from __future__ import annotations

from dataclasses import dataclass

from xiezhi.law.reading import View


@dataclass(frozen=True, slots=True)
class Term:
    word: str
    title: str
    gloss: str = ""
    cite: str = ""


def load_glossary(view: View) -> dict[str, Term]:
    """The terms of one `glossary/` (`terms: {word: {title, gloss?, cite?}}`)."""
    found = {word: _term(word, each) for word, each in view.entries("terms")}
    view.done()
    return found


def _term(word: str, view: View) -> Term:
    found = Term(word, view.text("title"), view.text("gloss", ""), view.text("cite", ""))
    view.done()
    return found
