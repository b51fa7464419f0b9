"""What a person is told where a step makes no document."""

from __future__ import annotations

from xiezhi.documents.render import current_library
from xiezhi.law.procedures.model import Step


def unprinted(step: Step | None, mode: str) -> str:
    """The sentence for a step that is only recorded; empty where a document is made."""
    if step is None or (step.document in current_library().kinds and mode == "decide"):
        return ""
    if mode == "attest":
        return "补录只写入过程记录，文书以当时制作的为准；请把原件扫描后上传为证据文件。"
    return (
        "本步骤没有文书模板，只写入过程记录。需要书面文件的，请另行制作，签名后扫描上传为证据文件。"
    )
