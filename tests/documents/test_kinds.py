"""Kinds are data: read strictly, replaced by lower layers, every mistake reported at its line."""

from pathlib import Path

import pytest

from xiezhi.documents.kinds import library
from xiezhi.documents.render import render
from xiezhi.law.reading import CorpusError


def layer(folder: Path, text: str) -> Path:
    (folder / "documents").mkdir()
    (folder / "documents" / "local.yaml").write_text(text)
    (folder / "documents" / "local.typ").write_text(
        '#import "frame.typ": *\n#show: frame.with()\n本地'
    )
    return folder


def test_a_city_may_replace_a_national_document(tmp_path: Path, settings: object) -> None:
    local = "{id: service_receipt, title: 本市送达回证, template: local.typ}"
    settings.XIEZHI_CORPUS = [layer(tmp_path, local)]  # type: ignore[attr-defined]
    assert library((tmp_path,)).kind("service_receipt").title == "本市送达回证"
    assert render("service_receipt", {}).startswith(b"%PDF-1.7")


def test_every_mistake_of_a_description_is_reported(tmp_path: Path) -> None:
    text = (
        "id: x\ntitle: 文书\ntemplate: none.typ\nnumber: true\nnumber_pattern: 第号\nsea: true\n"
        "elements:\n  - {name: a, title: 甲, requires: [a]}\n  - {name: a, title: 乙, requires: [b]}\n"
    )
    with pytest.raises(CorpusError) as refused:
        library((layer(tmp_path, text),))
    found = [(p.line, p.found) for p in refused.value.problems]
    assert [line for line, _ in found] == [3, 5, 6, 7]
    assert "不认识的键“sea”" in found[2][1]
