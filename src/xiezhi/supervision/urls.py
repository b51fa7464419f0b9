"""Routes of the room."""

from django.urls import path

from xiezhi.supervision import pages
from xiezhi.supervision.desk import pages as desk
from xiezhi.supervision.desk import papers

app_name = "supervision"
urlpatterns = [
    path("supervision/", pages.cards, name="board"),
    path("supervision/cards/<int:pk>", pages.card, name="card"),
    path("supervision/matters/", desk.matters, name="matters"),
    path("supervision/new/", desk.new, name="new"),
    path("supervision/matters/<slug:matter>/", desk.matter, name="matter"),
    path("supervision/matters/<slug:matter>/papers/<int:pk>", papers.pdf, name="pdf"),
    path("supervision/matters/<slug:matter>/<slug:name>/", desk.step, name="step"),
]
