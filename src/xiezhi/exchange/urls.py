"""Routes of the room."""

from django.urls import path

from xiezhi.exchange import pages

app_name = "exchange"
urlpatterns = [
    path("exchange/", pages.envelopes, name="envelopes"),
    path("exchange/inbox/", pages.inbox, name="inbox"),
    path("exchange/inbox/<str:node>/<slug:matter>/", pages.foreign, name="foreign"),
]
