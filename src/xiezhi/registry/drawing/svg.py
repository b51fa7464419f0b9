"""Elements and whole pictures. What is written into them is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from django.utils.safestring import SafeString

#: Width in pixels of a picture on the desk, on a public page, and on a phone of 360 pixels.
WIDE, PUBLIC_WIDE, NARROW = 1120, 948, 326


def element(name: str, content: str = "", **attributes: object) -> str:
    """`content` is markup. `class_` is the attribute class; an underscore inside a name is a hyphen."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(_short(value)))}"'
        for key, value in attributes.items()
        if value not in ("", None)
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _short(value: object) -> object:
    """Coordinates with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else value


def words(text: str, x: float, y: float, class_: str = "", anchor: str = "") -> str:
    """A line of text with its baseline at y."""
    return element("text", escape(text), x=x, y=y, class_=class_, text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> str:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def box(x: float, y: float, width: float, height: float, class_: str, radius: float = 0) -> str:
    return element(
        "rect", x=x, y=y, width=max(width, 0), height=height, rx=radius or None, class_=class_
    )


def path(points: Iterable[tuple[float, float]], class_: str, end: str = "") -> str:
    """A broken line; `end` is the id of the arrow head at its end."""
    way = "L".join(f"{_short(float(x))} {_short(float(y))}" for x, y in points)
    return element("path", d=f"M{way}", class_=class_, marker_end=f"url(#{end})" if end else "")


def arrow(name: str, class_: str) -> str:
    """The definition of an arrow head."""
    head = element("path", d="M0 0L7 3.5L0 7z", class_=class_)
    return element(
        "defs",
        element(
            "marker", head, id=name, viewBox="0 0 7 7", refX=6.5, refY=3.5,
            markerWidth=7, markerHeight=7, markerUnits="userSpaceOnUse", orient="auto",
        ),
    )  # fmt: skip


def picture(
    key: str, title: str, about: str, size: tuple[float, float], parts: Iterable[str]
) -> SafeString:
    """One image. `key` is unique on the page; `about` says in a sentence what the picture shows."""
    width, height = size
    named = element("title", escape(title), id=f"{key}-title") + element(
        "desc", escape(about), id=f"{key}-desc"
    )
    return SafeString(
        element(
            "svg",
            named + "".join(parts),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {_short(float(width))} {_short(float(height))}",
            width=width,
            height=height,
            role="img",
            aria_labelledby=f"{key}-title {key}-desc",
            class_="picture",
        )
    )


def both(key: str, draw: Callable[[str, int], str], wide: int = WIDE) -> SafeString:
    """The picture for the desk and, one column wide, for a phone; the style sheet shows one of them.

    `draw` takes a key and a width in pixels.
    """
    large = element("div", draw(f"{key}-w", wide), class_="drawn wide")
    small = element("div", draw(f"{key}-n", NARROW), class_="drawn narrow")
    return SafeString(large + small)
