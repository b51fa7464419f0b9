"""Looking at every kind: the command, the contact sheet, the page; and how much of each the system fills."""

from pathlib import Path

import pytest
from PIL import Image

from xiezhi.documents import gallery_command
from xiezhi.documents.filled import overall
from xiezhi.documents.gallery import thumbnail
from xiezhi.documents.kinds import library
from xiezhi.documents.samples import sample_file
from xiezhi.site import filled


def test_the_command_writes_every_kind_and_one_picture_of_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert gallery_command.main(["--out", str(tmp_path / "new")]) == 0
    made = {path.stem for path in tmp_path.glob("new/*.pdf")}
    assert made == set(library().kinds)
    with Image.open(tmp_path / "new" / "contact_sheet.png") as sheet:
        assert sheet.width > 2000
        assert len(sheet.convert("L").getcolors(256) or ()) > 10
    assert f"{len(made)} 种文书已印到" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert gallery_command.main(["--out", str(tmp_path / "file")]) == 2
    assert "样张没有全部印出" in capsys.readouterr().err


def test_a_thumbnail_shows_ink() -> None:
    assert thumbnail("penalty_decision").startswith(b"\x89PNG")


def test_nine_of_ten_values_in_the_file_of_the_sample_case_are_not_typed_for_it() -> None:
    found = filled.measured()
    case = [share for share in found if share.kind in sample_file()]
    assert len(case) == len(sample_file()) == 19
    assert overall(case)[0] >= 0.9
    assert overall(found)[0] >= 0.85


def test_what_a_person_states_at_the_step_counts_as_typed() -> None:
    by_kind = {share.kind: share for share in filled.measured()}
    assert by_kind["penalty_decision"].typed == 1
    assert by_kind["entrustment"].typed == 5
    assert by_kind["casefile_contents"].typed == 0
