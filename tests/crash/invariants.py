"""What must hold after every kill, on the whole node."""

from __future__ import annotations

from itertools import groupby

import pytest

from xiezhi.documents.models import Document, Number, Series
from xiezhi.journal import commands_verify
from xiezhi.journal.files import folder
from xiezhi.journal.models import Entry, StoredFile
from xiezhi.matters.models import Case, EvidenceItem
from xiezhi.publicity.models import Publication


def check(capsys: pytest.CaptureFixture) -> None:
    """Raises AssertionError naming what does not hold; the log is verified from its beginning."""
    code = commands_verify.main([])
    assert code == 0, capsys.readouterr().out
    check_tables()


def check_tables() -> None:
    """The same without reading the whole log."""
    _files()
    _numbers()
    _documents()
    _cases()


def _files() -> None:
    """The store holds the containers that rows name, and nothing else."""
    found = {path.name for path in folder().rglob("*") if path.is_file()}
    assert found == set(StoredFile.objects.values_list("id", flat=True))
    kept = set(StoredFile.objects.values_list("matter", "sha256"))
    assert set(EvidenceItem.objects.values_list("matter", "sha256")) <= kept


def _numbers() -> None:
    """From 1 without a gap; each used by what is in force, or voided with its reason."""
    rows = Number.objects.order_by("series_id", "n").select_related("series")
    for series, numbers in groupby(rows, key=lambda row: row.series_id):
        given = [row.n for row in numbers]
        assert given == list(range(1, Series.objects.get(pk=series).last + 1))
    for row in rows:
        assert row.state != Number.State.RESERVED, f"{row.text} 没有下落"
        assert row.state == Number.State.USED or row.reason


def _documents() -> None:
    """A document in force was given effect by an entry that holds its bytes; a voided one says why."""
    public = set(Publication.objects.values_list("document", flat=True))
    for row in Document.objects.all():
        if row.state == Document.State.VOIDED:
            assert row.reason and not row.entry
        elif row.code not in public:
            files = Entry.objects.get(pk=row.entry).content["files"]
            assert row.sha256 in {file["sha256"] for file in files}


def _cases() -> None:
    """The case's row stands where its entries stand."""
    for case in Case.objects.all():
        assert case.seq == Entry.objects.filter(matter=case.matter).count()
