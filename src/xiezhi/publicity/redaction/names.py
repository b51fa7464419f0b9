"""How a citizen's name appears in public: the surname, the rest 某 (公开版文书惯例)."""

from __future__ import annotations

from textwrap import wrap

#: Compound surnames in use, two characters each; anything else has a one-character surname.
COMPOUND = frozenset(
    wrap(
        "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙"
        "钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里"
        "呼延东郭南门羊舌微生梁丘左丘东门西门第五",
        width=2,
    )
)


def masked(name: str) -> str:
    """张三 → 张某;欧阳明月 → 欧阳某某. Dots of transliterated names keep the first part."""
    first, dot, rest = name.partition("·")
    if dot:
        return f"{first}·{'某' * max(1, len(rest))}"
    surname = name[:2] if name[:2] in COMPOUND and len(name) > 2 else name[:1]
    return surname + "某" * max(1, len(name) - len(surname))
