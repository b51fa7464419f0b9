"""Routes of the room."""

from django.urls import path

from xiezhi.insight.overview import page

app_name = "insight"
urlpatterns = [path("overview/", page.overview, name="index")]
