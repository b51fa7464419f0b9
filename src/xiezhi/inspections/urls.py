"""Routes of the room."""

from django.urls import path

from xiezhi.inspections.pages import plan, site, task, to_case

app_name = "inspections"
urlpatterns = [
    path("inspections/", plan.index, name="index"),
    path("inspections/new/", plan.new, name="new"),
    path("inspections/<slug:matter>/", task.task, name="task"),
    path("inspections/<slug:matter>/site/", site.site, name="site"),
    path("inspections/<slug:matter>/clue/", to_case.to_case, name="to_case"),
]
