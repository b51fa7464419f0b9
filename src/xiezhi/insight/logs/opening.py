"""Opens a log of any known form as a stream of raw events; damage is told with its place."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from xiezhi.insight.logs.problems import LogError, LogProblem


class RawEvent(NamedTuple):
    """One event as the file has it: its place, the attributes of its case and its own (text, or lists of maps).

    `trace` and `number` of the event in it; `trace` is the line where `number` is 0, and 0 where only events count.
    """

    trace: int
    number: int
    case: dict[str, Any]
    own: dict[str, Any]


class BadRow(NamedTuple):
    """A row that cannot be read as an event, while the rows after it can."""

    place: str
    field: str
    reason: str


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The (uncompressed) bytes of `path`. Raises `LogError` for a missing, damaged or truncated file."""
    try:
        with _stream(path) as stream:
            yield stream
    except FileNotFoundError:
        raise damage(path, "没有这个文件") from None
    except EOFError:
        raise damage(path, "压缩文件不完整（被截断），请重新导出或者重新传输") from None
    except (gzip.BadGzipFile, zlib.error):
        raise damage(path, "不是完好的 gzip 文件，请重新导出或者重新传输") from None
    except OSError as error:
        raise damage(path, f"不能读取（{error.strerror}）") from None


def _stream(path: Path) -> BinaryIO:
    if path.suffix == ".gz":
        return cast(BinaryIO, gzip.open(path, "rb"))
    return path.open("rb")


def damage(path: Path, reason: str, place: str = "", field: str = "") -> LogError:
    """A `LogError` with one problem."""
    return LogError([LogProblem(str(path), place, field, reason)])
