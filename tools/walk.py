"""Walks every page of a running demo as each of its people and keeps what it saw:
`python tools/walk.py http://127.0.0.1:8000 FOLDER [desk|phone] [WORD …]` (only paths that hold one of the words).

A picture of each page at both sizes, contact sheets of twelve, and a report: sideways scrolling, small touch
targets on the phone, foreign words, and what axe finds.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Error, Page, sync_playwright

from xiezhi.law.corpus import NATIONAL, load

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--lang=zh-CN",
]
SIZES = {"desk": (1366, 768), "phone": (360, 780)}
#: In a path: the first open and the first archived case of the officer's list.
CASE, OVER = "FIRST-OPEN", "FIRST-ARCHIVED"
FIRST = "/cases/(?!clue|spot)[^/?]+/$"
#: The code of the demo's party.
CODE = "2345-6789-ABCD-EFGH"
#: Whose form of a step is opened: the first of its roles that the demo has somebody for.
PEOPLE = {
    "officer": "lin",
    "unit_head": "zhou",
    "agency_head": "gao",
    "agency_chief": "gao",
    "collective": "gao",
    "legal_reviewer": "shen",
    "publicity_clerk": "he",
    "hearing_chair": "fang",
}
TABS = ("", "facts/", "course/", "documents/", "parties/", "log/", "supervision/")
PUBLIC = (
    "/", "/login", "/receipt", "/officer", "/officer?number=9901-CG-0017", "/officer?number=1",
    "/law/procedures", "/law/procedures/penalty.ordinary", "/law/行政处罚法/51",
    "/glossary", "/nothing-here", "/public/", "/public/ > /public/.+", "/verify/", "/v/nothing",
)  # fmt: skip
INSIDE = {
    "lin": (
        "/desk/", "/cases/", "/cases/?state=archived", "/cases/search?q=占用", "/cases/search?q=无此",
        "/cases/clue/", "/cases/spot/", "/reviews/", "/registry/officers", "/registry/items",
        "/registry/items/CG-0103", "/gallery", "/me", "/supervision/", "/law/procedures", "/inspections/",
        *(f"/cases/{CASE}/{tab}" for tab in (*TABS, "links/")),
        *(f"/cases/{OVER}/{tab}" for tab in ("", "course/", "documents/", "log/")),
        f"/cases/{OVER}/documents/ > documents/[0-9]+$",
    ),
    "zhou": ("/desk/", f"/cases/{CASE}/", "/overview/"),
    "gao": ("/desk/", f"/cases/{CASE}/", "/overview/", "/supervision/"),
    "shen": ("/desk/", "/reviews/", f"/reviews/{CASE}/"),
    "song": (
        "/supervision/", "/supervision/cards/1", "/supervision/?colour=grey", "/overview/", "/cases/",
        f"/cases/{CASE}/", f"/cases/{CASE}/supervision/", "/registry/officers", "/publicity/",
    ),
    "fang": ("/desk/",),
    "he": ("/desk/", "/publicity/", "/publicity/ > /publicity/.+"),
    "xu": ("/registry/officers", "/registry/items", "/me"),
    "party": ("/party", "/party/case"),
    "qian": ("/desk/", "/cases/"),
    "sys": ("/me", "/overview/", "/gallery"),
    "sec": ("/me", "/registry/officers"),
    "aud": ("/registry/access-log", "/me"),
}  # fmt: skip
LOOK = """() => {
  const wide = document.documentElement.clientWidth, small = new Set(), out = new Set();
  for (const e of document.querySelectorAll('main a, main button, main input, main select, main summary, nav a')) {
    const r = e.getBoundingClientRect(); if (!r.width || e.closest('.hidden-label')) continue;
    const inside = e.closest('label'), h = inside ? inside.getBoundingClientRect().height : r.height;
    if (h < 44 && e.type !== 'hidden') small.add(e.tagName.toLowerCase() + ' ' + Math.round(h) + ' ' + (e.innerText || e.name || '').slice(0, 14));
  }
  for (const e of document.querySelectorAll('main *')) {
    const r = e.getBoundingClientRect();
    if (r.right > wide + 1 && r.width > 0 && !e.closest('.hidden-label') && !e.closest('thead')) out.add(e.tagName + '.' + (e.className.baseVal ?? e.className));
  }
  return {small: [...small], out: [...out].slice(0, 5), text: document.querySelector('main').innerText};
}"""
FOREIGN = re.compile(r"[A-Za-z_]{3,}")
#: Half-width punctuation after a Chinese character, or before one.
HALF = re.compile(r".{0,6}(?:[一-龥」）][,:;!?(]|[,;!?)][一-龥「]).{0,6}")
#: Norm ids, digests and file kinds are no words.
KNOWN = re.compile(
    r"[A-Z]{3}-\d{3}-\d+|[0-9a-f]{12,}|https?://\S+|PDF|demo-\d+|sha\d+|[\w.-]+\.(pdf|jpg|txt)"
)


def paths() -> Iterator[tuple[str, str]]:
    """(login, path) of every page; `-` is nobody."""
    yield from (("-", path) for path in PUBLIC)
    yield from ((login, path) for login, some in INSIDE.items() for path in some)
    for step in load([NATIONAL]).procedures["penalty.ordinary"].steps.values():
        login = next((PEOPLE[role] for role in step.by if role in PEOPLE), "lin")
        yield login, f"/cases/{CASE}/do/penalty.ordinary/{step.name}/"


def first_cases(browser: Browser, base: str) -> dict[str, str]:
    """The ids that stand for CASE and OVER on this demo."""
    page = signed_in(browser, base, "lin", "desk")
    found = {}
    for name, state in ((CASE, "open"), (OVER, "archived")):
        opened(page, base, f"/cases/?state={state} > {FIRST}")
        found[name] = page.url.rstrip("/").rpartition("/")[2]
    return found


def signed_in(browser: Browser, base: str, login: str, size: str) -> Page:
    width, height = SIZES[size]
    context = browser.new_context(locale="zh-CN", viewport={"width": width, "height": height})
    page = context.new_page()
    if login == "party":
        page.goto(f"{base}/receipt")
        page.get_by_label("查询码").fill(CODE)
        page.get_by_role("button", name="查看我的事项").click()
    elif login != "-":
        page.goto(f"{base}/login")
        page.click(f"button[value={login}]")
        page.wait_for_url(lambda url: "/login" not in url)
    return page


def opened(page: Page, base: str, path: str) -> int:
    """Opens the path; `A > REGEX` opens A and then its first link whose address matches, and so on. The status."""
    first, *rest = path.split(" > ")
    answer = page.goto(base + first)
    for wanted in rest:
        links = page.eval_on_selector_all("main a", "all => all.map(a => a.getAttribute('href'))")
        found = next((href for href in links if href and re.search(wanted, href)), None)
        if found is None:
            return 0
        answer = page.goto(base + found)
    return answer.status if answer else 0


def look(page: Page, size: str) -> Iterator[str]:
    """What is wrong with the open page, one line each."""
    seen = page.evaluate(LOOK)
    if page.evaluate("document.documentElement.scrollWidth") > SIZES[size][0]:
        yield "横向滚动"
    yield from (f"越界 {each}" for each in seen["out"])
    if size == "phone":
        yield from (f"触摸目标小 {each}" for each in seen["small"])
    foreign = set(FOREIGN.findall(KNOWN.sub("", seen["text"])))
    if foreign:
        yield f"外文 {' '.join(sorted(foreign))[:200]}"
    yield from (f"半角标点 {each}" for each in set(HALF.findall(seen["text"])))
    if "/do/" in page.url and size == "phone":
        return
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
    for each in Axe().run(page, options=options).response["violations"]:
        yield f"axe {each['id']} {each['nodes'][0]['html'][:120]}"


def walk(base: str, folder: Path, sizes: list[str], wanted: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    report: list[str] = []
    chosen = [(w, p) for w, p in paths() if not wanted or any(word in p for word in wanted)]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        ids = first_cases(browser, base)
        for size in sizes:
            open_pages: dict[str, Page] = {}
            for number, (login, path) in enumerate(chosen):
                if login not in open_pages:
                    open_pages[login] = signed_in(browser, base, login, size)
                page = open_pages[login]
                try:
                    real = path.replace(CASE, ids[CASE]).replace(OVER, ids[OVER])
                    status = opened(page, base, real)
                except Error as fault:
                    report.append(f"{size} {number:03d} {login} {path}: {fault.message[:120]}")
                    continue
                page.screenshot(path=folder / f"{size}-{number:03d}.png", full_page=True)
                for found in look(page, size):
                    report.append(f"{size} {number:03d} {login} {path} {status}: {found}")
        browser.close()
    names = [f"{number:03d} {login} {path}" for number, (login, path) in enumerate(chosen)]
    (folder / f"report-{'-'.join(sizes)}.txt").write_text(
        "\n".join([*names, "", *report]), encoding="utf-8"
    )
    for size in sizes:
        sheets(folder, size, len(chosen))


def sheets(folder: Path, size: str, count: int) -> None:
    """Contact sheets: the first two screens of each page, six pages on a sheet of the desk, ten of the phone."""
    width, height = SIZES[size]
    across, down, scale = (3, 2, 0.5) if size == "desk" else (5, 2, 0.8)
    cell = int(width * scale), int(height * scale * (1.6 if size == "desk" else 1.5))
    for start in range(0, count, across * down):
        sheet = Image.new("RGB", (cell[0] * across, (cell[1] + 16) * down), "#888")
        for place in range(min(across * down, count - start)):
            file = folder / f"{size}-{start + place:03d}.png"
            if not file.exists():
                continue
            picture = Image.open(file).convert("RGB")
            picture = picture.crop((0, 0, width, int(cell[1] / scale))).resize(cell)
            x, y = place % across * cell[0], place // across * (cell[1] + 16)
            sheet.paste(picture, (x, y + 16))
            ImageDraw.Draw(sheet).text((x + 4, y + 2), f"{start + place:03d}", fill="white")
        sheet.save(folder / f"sheet-{size}-{start:03d}.png")


if __name__ == "__main__":
    words = [word for word in sys.argv[3:] if word not in SIZES]
    walk(sys.argv[1], Path(sys.argv[2]), [s for s in SIZES if s in sys.argv[3:]] or [*SIZES], words)
