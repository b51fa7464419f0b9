"""Routes of the whole-process record, below those of the case."""

from django.urls import path

from xiezhi.matters.process import pages

urlpatterns = [
    path("cases/<slug:matter>/process/", pages.process, name="process"),
    path("cases/<slug:matter>/process/add", pages.add, name="av_add"),
    path("cases/<slug:matter>/process/explain", pages.explain, name="av_explain"),
    path("cases/<slug:matter>/process/note", pages.note, name="av_note"),
    path("cases/<slug:matter>/process/export", pages.export, name="casefile_bag"),
]
