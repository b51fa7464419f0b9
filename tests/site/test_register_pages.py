"""The register inside and outside, the law, the words, the access log."""

from dataclasses import replace
from datetime import timedelta

import time_machine
from django.test import Client
from django.utils import timezone
from tests.site.conftest import entered

from xiezhi.journal import wiring
from xiezhi.journal.follow import run_followers
from xiezhi.journal.models import Entry, LogLine
from xiezhi.journal.wiring import Follower
from xiezhi.registry import receipts
from xiezhi.registry.demo import Cast, seed
from xiezhi.registry.demo_people import FAR_REGION
from xiezhi.registry.models import Certificate, Organ, Party, Suspension

NUMBER = "9901-CG-0017"


def answer(number: str) -> str:
    html = Client().get("/officer", {"number": number}).content.decode()
    return html.split('class="answer')[1].split(">")[1].split("<")[0]


def test_the_public_learns_in_one_line_whether_an_officer_may_act(cast: Cast) -> None:
    assert answer(NUMBER).startswith("有效：林正")
    assert answer(" ９９０１-cg-0017 ").startswith("有效：林正")
    assert answer("9901-CG-0009").startswith("已过期")
    assert answer("9901-CG") == "查无此证"


def test_a_change_of_state_is_public_at_once(cast: Cast) -> None:
    certificate = Certificate.objects.get(number=NUMBER)
    Suspension.objects.create(certificate=certificate, since=timezone.localdate(), reason="核查")
    assert answer(NUMBER).startswith("已暂停")
    certificate.cancelled_on = timezone.localdate()
    certificate.save()
    assert answer(NUMBER).startswith("已注销")
    with time_machine.travel(timezone.now() + timedelta(days=600)):
        assert answer("9901-CG-0023").startswith("已过期")


def test_names_are_not_searched_from_outside_and_guessing_is_slowed(cast: Cast) -> None:
    assert answer("林正") == "查无此证"
    codes = [Client().get("/officer", {"number": f"X{n}"}).status_code for n in range(6)]
    assert codes[-1] == 429


def test_the_list_holds_the_own_organ_and_for_a_supervisor_the_region(cast: Cast) -> None:
    own = entered("lin").get("/registry/officers").content.decode()
    region = entered("song").get("/registry/officers").content.decode()
    assert "陈实" in own and "史巡" not in own and "钱外" not in own
    assert "陈实" in region and "史巡" in region and "钱外" not in region
    assert Organ.objects.get(code="lz-cg").region == FAR_REGION


def test_an_item_is_found_by_everyday_words_and_cites_its_basis(cast: Cast) -> None:
    client = entered("lin")
    assert "油烟净化设施" in client.get("/registry/items?q=油烟扰民").content.decode()
    page = client.get("/registry/items/CG-0103").content.decode()
    assert "第一百一十八条" in page and "5,000元至50,000元" in page


def test_seeding_twice_changes_nothing(cast: Cast) -> None:
    before = Certificate.objects.count(), Party.objects.count()
    seed(timezone.localtime())
    assert (Certificate.objects.count(), Party.objects.count()) == before


def test_the_glossary_finds_a_word(cast: Cast, visitor: Client) -> None:
    assert "颁发执法证件" in visitor.get("/glossary?q=执法证件").content.decode()
    assert "没有这个词" in visitor.get("/glossary?q=绝无此词").content.decode()


def test_looking_at_personal_data_leaves_a_row_without_the_data(cast: Cast) -> None:
    party = Client()
    party.post("/receipt", {"code": receipts.issue("m-1", cast.parties["vendor"])})
    party.get("/party")
    page = entered("aud").get("/registry/access-log").content.decode()
    assert cast.parties["vendor"].code in page and "王小满" not in page


def test_the_large_print_is_a_link_and_a_cookie(cast: Cast, visitor: Client) -> None:
    assert 'class="public elder"' not in visitor.get("/officer").content.decode()
    back = visitor.get("/elder?on=1&next=/officer")
    assert back.headers["Location"] == "/officer"
    assert 'class="public elder"' in visitor.get("/officer").content.decode()
    assert visitor.get("/elder?on=0&next=https://evil.example").headers["Location"] == "/"
    assert 'class="public elder"' not in visitor.get("/officer").content.decode()


def test_the_check_of_a_number_stays_under_twenty_kilobytes(cast: Cast) -> None:
    assert len(Client().get("/officer?number=9901-CG-0017").content) < 20_000


def test_the_frame_says_how_far_the_worker_is_behind(cast: Cast) -> None:
    follower = Follower("slow", lambda entry: None)
    wiring.install(replace(wiring.wired(), followers=(follower,)))
    page = entered("lin").get("/me").content.decode()
    assert f"后台还有{LogLine.objects.count()}条待处理" in page
    run_followers()
    assert "待处理" not in entered("lin").get("/me").content.decode()


def test_a_stopped_worker_is_said_on_every_desk_page(cast: Cast) -> None:
    def fails(entry: Entry) -> None:
        raise ValueError("坏了")

    wiring.install(replace(wiring.wired(), followers=(Follower("broken", fails),)))
    run_followers()
    assert "后台处理已停" in entered("lin").get("/me").content.decode()
