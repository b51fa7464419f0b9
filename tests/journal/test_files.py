"""Files: whole or not at all, encrypted, kept once, verified when read."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from hypothesis import HealthCheck, given
from hypothesis import settings as within
from hypothesis import strategies as st
from tests.journal.conftest import act

from xiezhi.journal.ciphers import SUITES
from xiezhi.journal.container import CHUNK, chunks, fresh
from xiezhi.journal.door import record
from xiezhi.journal.erasure import erase
from xiezhi.journal.files import (
    FileDamaged,
    FileMissing,
    FileRefused,
    folder,
    open_file,
    place,
    store,
    sweep,
)
from xiezhi.journal.intake import take
from xiezhi.journal.models import StoredFile

M = "n1-2026-1"


def kept() -> list[Path]:
    return [path for path in folder().rglob("*") if path.is_file()]


def put(data: bytes, **how: Any) -> Any:
    return store(io.BytesIO(data), "照片.jpg", M, "image/jpeg", **how)


def sm3(data: bytes) -> str:
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize().hex()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_was_stored_is_read_back_with_both_digests(node: str, size: int) -> None:
    data = os.urandom(size)
    ref = put(data)
    assert (ref.sha256, ref.sm3, ref.size) == (hashlib.sha256(data).hexdigest(), sm3(data), size)
    with open_file(M, ref.sha256) as stream:
        assert stream.read() == data
    assert record(act(files=(ref,))).entry.content["files"][0]["sm3"] == ref.sm3


@within(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    pieces=st.lists(st.binary(max_size=400_000), max_size=8), cipher=st.sampled_from(sorted(SUITES))
)
def test_however_a_stream_is_cut_the_container_holds_the_same_bytes(
    settings: Any, pieces: list[bytes], cipher: str
) -> None:
    settings.XIEZHI_CIPHER = cipher

    class Pieces(io.RawIOBase):
        left = list(pieces)

        def read(self, size: int = -1, /) -> bytes:
            while self.left and not self.left[0]:
                self.left.pop(0)
            if not self.left:
                return b""
            given, self.left[0] = self.left[0][:size], self.left[0][size:]
            return given

    with TemporaryFile() as out:
        take(Pieces(), out, fresh(b"k" * 32, M, "image/jpeg"), None)
        out.seek(0)
        assert b"".join(chunks(out, b"k" * 32, M, "image/jpeg")) == b"".join(pieces)


def test_files_are_encrypted_on_disk(node: str) -> None:
    put(b"secret words " * 1000)
    assert not any(b"secret words" in path.read_bytes() for path in kept())


def test_the_same_bytes_in_a_matter_are_kept_once(node: str) -> None:
    assert put(b"x" * 5000) == put(b"x" * 5000)
    assert (len(kept()), StoredFile.objects.count()) == (1, 1)


def test_too_large_or_a_wrong_type_is_refused_and_nothing_is_kept(node: str) -> None:
    with pytest.raises(FileRefused, match="超过 10 字节"):
        put(b"x" * 11, limit=10)
    with pytest.raises(FileRefused, match="类型"):
        put(b"x", types=["application/pdf"])
    assert (kept(), StoredFile.objects.count()) == ([], 0)
    assert put(b"x" * 10, limit=10).size == 10


def test_a_broken_upload_leaves_nothing(node: str) -> None:
    class Breaking(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 2 * CHUNK:
                raise ConnectionError("断开")
            return super().read(size)

    with pytest.raises(ConnectionError):
        store(Breaking(b"x" * 4 * CHUNK), "a", M, "image/jpeg")
    assert (kept(), StoredFile.objects.count()) == ([], 0)


KILLED = """
import io, os, signal, sys, django
from django.conf import settings
django.setup()
from xiezhi.journal import files
class Dying(io.BytesIO):
    def read(self, size=-1, /):
        if self.tell() > 2 * 1024 * 1024:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(size)
files.store(Dying(b"x" * 4 * 1024 * 1024), "a", "m", "image/jpeg")
"""


def test_a_process_killed_during_an_upload_leaves_only_a_draft_that_is_swept(
    tmp_path: Path, sqlite_template: Path, settings: Any
) -> None:
    database = tmp_path / "x.sqlite3"
    database.write_bytes(sqlite_template.read_bytes())
    environment = {
        **os.environ,
        "XIEZHI_DATA": str(tmp_path),
        "XIEZHI_DATABASE": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "xiezhi.site.settings",
    }
    done = subprocess.run([sys.executable, "-c", KILLED], env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    settings.DATA = tmp_path
    assert [path.parent.name for path in kept()] == ["incoming"]


def test_sweeping_removes_drafts_and_unnamed_containers_but_no_named_file(node: str) -> None:
    put(b"named")
    for path in (folder() / "incoming" / "draft", place("ab" * 32)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"left over")
        os.utime(path, (time.time() - 90_000,) * 2)
    for path in kept():
        os.utime(path, (time.time() - 90_000,) * 2)
    assert sweep() == 2
    assert [path.name for path in kept()] == [StoredFile.objects.get().id]


@pytest.mark.parametrize("where", [0, 4, 10, 21, 500, CHUNK + 40, -1])
def test_a_changed_byte_is_noticed_when_reading(node: str, where: int) -> None:
    ref = put(b"x" * (CHUNK + 100))
    path = place(StoredFile.objects.get().id)
    data = bytearray(path.read_bytes())
    data[where] ^= 1
    path.write_bytes(data)
    with pytest.raises(FileDamaged, match="改动"), open_file(M, ref.sha256) as stream:
        stream.read()


@pytest.mark.parametrize("cut", [21, CHUNK + 37, 2 * CHUNK])
def test_a_shortened_file_is_noticed_when_reading(node: str, cut: int) -> None:
    ref = put(b"x" * (2 * CHUNK + 100))
    path = place(StoredFile.objects.get().id)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(FileDamaged), open_file(M, ref.sha256) as stream:
        stream.read()


def test_erased_files_are_gone_and_cannot_be_stored_again_under_the_old_row(node: str) -> None:
    ref = put(b"photo")
    record(act(files=(ref,)))
    refs = erase(act("files_destroyed"), "files").entry.content["refs"]
    assert refs == [{"key": StoredFile.objects.get().key, "rel": "erases"}]
    with pytest.raises(FileMissing):
        open_file(M, ref.sha256)
    with pytest.raises(FileRefused, match="依法删除"):
        put(b"photo")
    assert put(b"another").size == 7
