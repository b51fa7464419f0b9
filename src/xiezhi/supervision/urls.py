"""Routes of the room."""

from django.urls import path

from xiezhi.supervision import pages

app_name = "supervision"
urlpatterns = [
    path("supervision/", pages.cards, name="board"),
    path("supervision/cards/<int:pk>", pages.card, name="card"),
]
