"""How the node itself stands, in one line of the frame: time, and how far the worker is behind."""

from __future__ import annotations

from xiezhi.journal.reads import FollowerLag, log_status
from xiezhi.journal.wiring import NotWired


def worker_sentence() -> str:
    """Nothing while all is handled; a failing follower is said before a late one."""
    try:
        followers = log_status().followers
    except NotWired:
        return "后台没有接通"
    if any(follower.error for follower in followers):
        return "后台处理已停，请告诉系统管理员"
    return _behind(max(followers, key=lambda follower: follower.lag, default=None))


def _behind(slowest: FollowerLag | None) -> str:
    if slowest is None or slowest.lag == 0:
        return ""
    return f"后台还有{slowest.lag}条待处理"
