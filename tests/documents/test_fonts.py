"""A character without a glyph must be refused by name, never drawn as a box."""

from pathlib import Path

import pytest
from pylopdf_fonts_zh_cn import sans_path
from tests.documents.pages import fonts_of, text_of

from xiezhi.documents.fonts import RARE as RARE_FACES
from xiezhi.documents.fonts import FontMissing, faces
from xiezhi.documents.kinds import library
from xiezhi.documents.render import NotDrawable, render
from xiezhi.documents.samples import sample

RARE = "𬭎镕喆堃𫖯䶮㙍"
PRIVATE_USE = "\ue123"


def named(name: str) -> dict:
    context = sample("penalty_decision")
    return context | {"parties": [dict(context["parties"][0], party_name=name)]}


def test_rare_characters_of_names_have_glyphs() -> None:
    assert faces().cannot_draw(RARE) == []


def test_rare_characters_are_printed_as_text() -> None:
    assert RARE in text_of(render("penalty_decision", named(RARE)))


def test_a_character_no_face_can_draw_is_named_with_its_field() -> None:
    with pytest.raises(NotDrawable) as refused:
        render("penalty_decision", named(f"张{PRIVATE_USE}"))
    assert refused.value.characters == {PRIVATE_USE: "姓名或者名称"}
    assert "U+E123" in str(refused.value)


def test_a_character_no_face_can_draw_is_found_in_any_row() -> None:
    context = sample("interview_record") | {"record_text": f"问：在吗？\n答：{PRIVATE_USE}"}
    with pytest.raises(NotDrawable, match="笔录内容"):
        render("interview_record", context)


@pytest.mark.parametrize("kind", sorted(library().kinds))
def test_all_fonts_are_embedded(kind: str, rendered: dict[str, bytes]) -> None:
    fonts = fonts_of(rendered[kind])
    assert fonts
    assert all(fonts.values())


@pytest.mark.parametrize("kind", sorted(library().kinds))
def test_templates_themselves_use_only_drawable_characters(kind: str) -> None:
    for name, source in library().kind(kind).sources.items():
        assert faces().cannot_draw(source.decode()) == [], name


LEVEL_3 = "𠮷𪚥𤳵𠀀𡃁𫝀𪜶𬺰𬭳㐂䶮"


def test_names_in_characters_of_the_second_plane_have_glyphs() -> None:
    if not set(RARE_FACES) <= set(faces().fonts.families()):
        pytest.skip("没有安装 fonts-babelstone-han 和 fonts-hanazono")
    assert faces().cannot_draw(LEVEL_3) == []
    pdf = render("penalty_decision", named(LEVEL_3))
    assert LEVEL_3 in text_of(pdf)
    assert all(fonts_of(pdf).values())


def test_no_face_is_believed_about_private_characters() -> None:
    assert faces().cannot_draw("\ue123\U000f0001") == ["\ue123", "\U000f0001"]


def test_a_folder_of_fonts_that_is_not_there_is_named(settings: object) -> None:
    settings.XIEZHI_FONTS = ["/nowhere/fonts"]  # type: ignore[attr-defined]
    with pytest.raises(FontMissing, match="缺少字体：字体目录“/nowhere/fonts”。文书没有生成"):
        render("penalty_decision", sample("penalty_decision"))


def test_a_font_file_taken_away_while_serving_is_named(tmp_path: Path, settings: object) -> None:
    copy = tmp_path / "house.otf"
    copy.write_bytes((sans_path().parent / "NotoSansSC-Regular.otf").read_bytes())
    settings.XIEZHI_FONTS = [str(tmp_path)]  # type: ignore[attr-defined]
    render("service_receipt", sample("service_receipt"))
    copy.unlink()
    with pytest.raises(FontMissing, match="house.otf"):
        render("service_receipt", sample("service_receipt"))
