"""What goes in at the door: an act, who did it, its files and references; and why it was not taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from xiezhi.law.verdicts import Finding

if TYPE_CHECKING:
    from xiezhi.journal.models import Entry

#: Step by which an entry's content is put right; it refers to the entry with the relation `CORRECTS`.
CORRECTION = "entry_corrected"
CORRECTS = "corrects"
ERASES = "erases"


@dataclass(frozen=True, slots=True)
class Actor:
    """One who acts: person and organ codes of the registry, the role acted in, and for whom.

    `in_name_of`: the organ in whose name an entrusted organisation acts (《行政处罚法》第二十条);
    `on_behalf_of`: the party an agent speaks for; `proof`: signature, certificate or recording.
    """

    person: str
    role: str
    organ: str = ""
    in_name_of: str = ""
    on_behalf_of: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class FileRef:
    """A stored file: digests over its plain bytes (lower-case hexadecimal), `size` in bytes, media `type`."""

    name: str
    sha256: str
    sm3: str
    size: int
    type: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to another matter, to an entry (its id), or, for an erasure, to the key destroyed."""

    rel: str
    matter: str = ""
    entry: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """One act to record. `at` is when it happened, with its zone.

    `thread` None: the matter's latest thread of `procedure`; a new one when there is none, or it is closed and
    the step begins another. `mode` `decide`: the
    platform gives the act its effect; `attest` (补录): it happened elsewhere, from `source`.
    `expect`: last `seq` of the matter the sender had seen; `key`: the sender's own key against repeats.
    """

    matter: str
    step: str
    fields: Mapping[str, Any]
    by: tuple[Actor, ...]
    at: datetime
    procedure: str
    thread: str | None = None
    parent: str | None = None
    mode: str = "decide"
    source: str = ""
    reason: str = ""
    files: tuple[FileRef, ...] = ()
    refs: tuple[Ref, ...] = ()
    expect: int | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """The entry that now exists, and what the law said of it (of a repeated try: norm, verdict, reason)."""

    entry: Entry
    findings: tuple[Finding, ...] = field(default=())


class NotTaken(Exception):
    """Nothing was recorded; the message is what to show."""


class ActRefused(NotTaken):
    """The law refuses the act; `findings` are the refusing ones."""

    def __init__(self, act: Act, findings: Sequence[Finding]) -> None:
        self.act, self.findings = act, tuple(findings)
        reasons = "；".join(f.reason or f.norm for f in self.findings)
        super().__init__(f"不能办理：{reasons}。没有写入任何记载。")


class NotWellFormed(NotTaken):
    """The act is not complete or not readable; one Chinese sentence for each fault."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("".join(self.sentences))


class StaleExpect(NotTaken):
    """Others recorded in the matter meanwhile: `entries` are theirs, `act` is the one not taken."""

    def __init__(self, act: Act, entries: Sequence[Entry]) -> None:
        self.act, self.entries = act, tuple(entries)
        super().__init__(
            f"在您填写期间，本事项又有 {len(self.entries)} 条新记载。您的内容没有写入，仍保留在页面上；请核对后重新提交。"
        )


class KeyReused(NotTaken):
    """The key was used before for an act with other content."""

    def __init__(self, act: Act) -> None:
        self.act = act
        super().__init__("同一提交编号已用于另一内容，本次没有写入。请刷新页面后重新提交。")
