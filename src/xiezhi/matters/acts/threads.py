"""Names of threads: `<procedure>#n`, counted within the matter."""

from __future__ import annotations

from xiezhi.journal.models import Entry

#: The procedure whose threads only carry drafts to their approvers.
DRAFTING = "drafting"
#: The procedure whose threads hold the answers of those named as acting together.
PRESENCE = "presence"
#: The procedure whose steps make the papers that no act of the case makes.
PAPERS = "papers"
#: Procedures that speak of other acts and are no acts of the case themselves.
ASIDE = frozenset({DRAFTING, PRESENCE, PAPERS})
#: Procedures that are no matter of the desk: those, and what is kept in registers and beside cases.
APART = ASIDE | {"register", "lawkeeping", "av_record", "publicity"}


def new_thread(matter: str, procedure: str) -> str:
    """The name of the next thread of `procedure` in the matter."""
    names = Entry.objects.filter(matter=matter, procedure=procedure).values("thread").distinct()
    return f"{procedure}#{names.count() + 1}"
