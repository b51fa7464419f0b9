"""A character without a glyph must be refused by name, never drawn as a box."""

import pytest
from tests.documents.pages import fonts_of, text_of

from xiezhi.documents.fonts import faces
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
    for name, source in library().kind(kind).sources().items():
        assert faces().cannot_draw(source.decode()) == [], name
