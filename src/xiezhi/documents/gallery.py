"""All kinds as they print, from sample data: for looking at, and for the golden pages."""

from __future__ import annotations

from pathlib import Path

from xiezhi.documents.render import current_library, render
from xiezhi.documents.samples import sample, sample_files


def render_all(folder: Path) -> list[Path]:
    """Write one PDF per kind into `folder` (made when missing); the paths, in order of kind."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for kind in sorted(current_library().kinds):
        path = folder / f"{kind}.pdf"
        path.write_bytes(render(kind, sample(kind), files=sample_files(kind)))
        paths.append(path)
    return paths
