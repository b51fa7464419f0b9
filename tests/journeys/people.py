"""People before the screen: they enter by the demo's buttons, fill in forms, check, sign, read."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from xiezhi.journal.follow import run_followers
from xiezhi.registry.cast import DEMO_PIN
from xiezhi.registry.demo import Cast

ZONE = ZoneInfo("Asia/Shanghai")
DESK, PHONE = (1366, 768), (360, 780)
#: Pictures of what people saw are kept here when the variable is set.
SHOTS = "XIEZHI_SHOTS"


def moment(text: str) -> datetime:
    """`2026-03-02T09:00` in the organ's zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@dataclass
class Node:
    """Where the node answers, its clock, who is on its register."""

    address: str
    clock: time_machine.Traveller
    cast: Cast

    def at(self, text: str) -> None:
        """It is now this moment."""
        self.clock.move_to(moment(text))

    def follow(self) -> None:
        """What the worker would do: every follower reads to the end of the log."""
        while any(run_followers().values()):
            pass


@dataclass
class Stage:
    """Whoever takes part, by login; `visitor` is anyone from the street."""

    browser: Browser
    node: Node
    seated: dict[str, Person] = field(default_factory=dict)

    def person(self, login: str) -> Person:
        """This person, freshly signed in; by now the worker has caught up."""
        self.node.follow()
        return self.visitor(login).enter()

    def visitor(self, login: str = "visitor") -> Person:
        """A window of one's own; nobody is signed in."""
        if login not in self.seated:
            size = ViewportSize(width=DESK[0], height=DESK[1])
            page = self.browser.new_context(viewport=size, locale="zh-CN").new_page()
            page.set_default_timeout(15_000)
            self.seated[login] = Person(login, page, self.node)
        return self.seated[login]

    def close(self) -> None:
        for person in self.seated.values():
            person.page.context.close()


@dataclass
class Person:
    """One person and the page before them. Methods return when the next page has come."""

    login: str
    page: Page
    node: Node

    def enter(self) -> Person:
        """By the button of the demo's door."""
        self.open("/login")
        self.goes(self.page.locator(f'button[name="person"][value="{self.login}"]'))
        expect(self.page.locator("h1")).to_be_visible()
        assert "/login" not in self.page.url
        return self

    def open(self, path: str) -> Person:
        """A path of the node, or a whole address of it."""
        self.page.goto(path if path.startswith("http") else self.node.address + path)
        return self

    def goes(self, sends: Locator) -> None:
        """Click, and wait until the page that answers has come whole."""
        with self.page.expect_navigation(wait_until="load"):
            sends.click()

    @property
    def text(self) -> str:
        """All words of the page."""
        return self.page.locator("body").inner_text()

    def sees(self, *words: str) -> Person:
        """Fails with the page's words when one of these is not on it."""
        missing = [word for word in words if word not in self.text]
        assert not missing, f"{self.login} 在 {self.page.url} 没有看到 {missing}：\n{self.text}"
        return self

    def fill(self, values: Mapping[str, Any], **around: str) -> Person:
        """Fields by name as `fields.yaml` names them: amounts in cents, lists as rows, bool as bool."""
        if around.get("mode") == "attest" or "act_source" in around:
            self._open_attest()
        for name, value in (*values.items(), *around.items()):
            if isinstance(value, list):
                self._rows(name, value)
            else:
                self._answer(name, value)
        return self

    def _open_attest(self) -> None:
        self._unfold(self.page.locator("#f-act_source"))

    def _rows(self, name: str, rows: list[Mapping[str, Any]]) -> None:
        counter = self.page.locator(f'input[name="{name}-rows"]')
        while int(counter.input_value()) < len(rows):
            more = self.page.locator(f'button[name="add-row"][value="{name}"]')
            self._unfold(more)
            self.goes(more)
        for number, row in enumerate(rows):
            for part, value in row.items():
                self._answer(f"{name}-{number}-{part}", value)

    def _answer(self, name: str, value: Any) -> None:
        found = self.page.locator(f'[name="{name}"]')
        kind = found.first.evaluate("e => e.type")
        words = _typed(name, value)
        if kind != "hidden":
            self._unfold(found.first)
        if kind == "checkbox":
            found.set_checked(bool(value))
        elif kind == "radio":
            self.page.locator(f'[name="{name}"][value="{words}"]').check()
        elif kind.startswith("select"):
            found.select_option(words)
        elif kind != "hidden":
            found.fill(words)

    def _unfold(self, sought: Locator) -> None:
        """Open folded parts of the form until what is sought can be seen."""
        folded = self.page.locator("details.part:not([open]) > summary")
        while not sought.is_visible() and folded.count():
            folded.first.click()

    def press(self, words: str) -> Person:
        """The button of this name, else the first link with these words."""
        button = self.page.get_by_role("button", name=words, exact=True)
        link = self.page.get_by_role("link", name=words)
        self.goes((button if button.count() else link).first)
        return self

    def check(self) -> Person:
        """From the form to the check page."""
        self.try_check()
        assert self.page.locator('button[name="go"][value="sign"]').count(), self.text
        return self

    def try_check(self) -> Person:
        """From the form to the check page, or back to the form with what is missing."""
        self.goes(self.page.locator('main button.main-act[value="check"]'))
        return self

    def sign(self) -> Person:
        """From the check page to the result, the approval or the refusal; with the PIN where it is asked."""
        if self.page.locator("#f-pin").count():
            self._answer("pin", DEMO_PIN)
        self.goes(self.page.locator('button[name="go"][value="sign"]'))
        return self

    def does(
        self, matter: str, step: str, values: Mapping[str, Any] | None = None, **rest: str
    ) -> Person:
        """A whole step: open, fill in, check, sign. `rest` are inputs around the fields (second, mode, …)."""
        procedure = rest.pop("procedure", "penalty.ordinary")
        self.open(f"/cases/{matter}/do/{procedure}/{step}/")
        return self.fill(values or {}, **rest).check().sign()

    def attests(
        self, matter: str, step: str, values: Mapping[str, Any], source: str, **rest: str
    ) -> Person:
        """A whole step that records what happened elsewhere."""
        procedure = rest.pop("procedure", "penalty.ordinary")
        self.open(f"/cases/{matter}/do/{procedure}/{step}/")
        return self.fill(values, mode="attest", act_source=source, **rest).check().sign()

    def approves(self, title: str) -> Person:
        """From the desk: open the draft that waits, read its document, sign."""
        self.open("/desk/").press(title)
        link = self.page.get_by_role("link", name="打开文书稿")
        if link.count():
            address = self.node.address + str(link.get_attribute("href"))
            paper = self.page.request.get(address)
            assert paper.ok and paper.body().startswith(b"%PDF"), paper.text()
        self._answer("pin", DEMO_PIN)
        self.goes(self.page.locator('button[name="act"][value="sign"]'))
        return self

    def shot(self, name: str) -> Person:
        """Pictures of this page at desk and phone size, when a folder for them is named."""
        folder = os.environ.get(SHOTS)
        if folder:
            for width, height in (PHONE, DESK):
                self.page.set_viewport_size({"width": width, "height": height})
                path = Path(folder) / f"{name}-{width}.png"
                self.page.screenshot(path=path, full_page=width == PHONE[0])
        return self

    @property
    def matter(self) -> str:
        """The case this page belongs to, from its address."""
        found = re.search(r"/(?:cases|reviews)/([0-9a-f-]{36})", self.page.url)
        assert found, self.page.url + "\n" + self.text
        return found[1]


def _typed(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if name.endswith("_cents"):
        return f"{value / 100:.2f}"
    return str(value)
