"""文书样张 on the desk: all kinds, their pictures, their PDF; nothing for those who have not signed in."""

from django.test import Client
from tests.site.conftest import entered

from xiezhi.documents.kinds import library
from xiezhi.registry.demo import Cast


def test_every_kind_is_shown_with_what_it_must_state(cast: Cast) -> None:
    html = entered("lin").get("/gallery/documents").content.decode()
    assert html.count('loading="lazy"') == len(library().kinds)
    assert "办理“作出处罚决定”时制作" in html
    assert "申请行政复议的途径和期限" in html


def test_a_sample_opens_as_picture_and_as_pdf(cast: Cast) -> None:
    client = entered("lin")
    picture = client.get("/gallery/documents/penalty_decision.png")
    assert picture.content.startswith(b"\x89PNG")
    pdf = client.get("/gallery/documents/penalty_decision.pdf")
    assert pdf.content.startswith(b"%PDF-1.7")
    assert client.get("/gallery/documents/passport.pdf").status_code == 404


def test_a_visitor_is_asked_to_sign_in(cast: Cast, visitor: Client) -> None:
    assert visitor.get("/gallery/documents").status_code == 302
