"""Routes of the room."""

from django.urls import path

from xiezhi.matters.pages import (
    approval,
    cases,
    course,
    desk,
    documents,
    evidence,
    guide,
    party,
    presence,
    review,
    sections,
    start,
    step,
    workspace,
)
from xiezhi.matters.process.urls import urlpatterns as process_urls
from xiezhi.matters.search.pages import search

app_name = "matters"
urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("cases/", cases.cases, name="cases"),
    path("cases/search", search, name="search"),
    path("cases/open/", start.opening, name="opening"),
    path("cases/open/<str:procedure>/<slug:name>/", start.open_first, name="open_first"),
    path("cases/clue/", start.clue, name="clue"),
    path("cases/spot/", start.summary, name="spot"),
    path("cases/<slug:matter>/", workspace.workspace, name="case"),
    path("cases/<slug:matter>/facts/", evidence.facts, name="facts"),
    path("cases/<slug:matter>/facts/add", evidence.add, name="evidence_add"),
    path("cases/<slug:matter>/files/<slug:sha256>", evidence.file, name="file"),
    path("cases/<slug:matter>/guide/", guide.guide, name="guide"),
    path("cases/<slug:matter>/course/", course.course, name="course"),
    path("cases/<slug:matter>/documents/", documents.documents, name="documents"),
    path("cases/<slug:matter>/documents/<int:pk>", documents.document, name="document"),
    path("cases/<slug:matter>/documents/<int:pk>.pdf", documents.pdf, name="pdf"),
    path("cases/<slug:matter>/recorded/<int:seq>.pdf", documents.recorded, name="recorded"),
    path("cases/<slug:matter>/file.pdf", documents.casefile, name="casefile"),
    path("cases/<slug:matter>/parties/", sections.parties, name="parties"),
    path("cases/<slug:matter>/log/", sections.log, name="log"),
    path("cases/<slug:matter>/supervision/", sections.supervision, name="supervision"),
    path("cases/<slug:matter>/links/", sections.links, name="links"),
    path("cases/<slug:matter>/do/<str:procedure>/<slug:name>/", step.step, name="step"),
    path("cases/<slug:matter>/done/<slug:entry>/", step.done, name="done"),
    path("drafts/<slug:pk>/", approval.approval, name="approval"),
    path("drafts/<slug:pk>/preview.pdf", approval.preview, name="draft_preview"),
    path("party/case", party.party, name="party"),
    path("party/papers/<int:pk>.pdf", party.party_pdf, name="party_pdf"),
    *process_urls,
    path("presence/<slug:entry>/", presence.presence, name="presence"),
    path("reviews/", review.reviews, name="reviews"),
    path("reviews/<slug:matter>/", review.review, name="review"),
]
