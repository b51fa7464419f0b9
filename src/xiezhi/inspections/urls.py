"""Routes of the room."""

from django.urls import path

from xiezhi.inspections.pages import draw, joint, overview, plan, plans, site, task, to_case

app_name = "inspections"
urlpatterns = [
    path("inspections/", plan.index, name="index"),
    path("inspections/new/", plan.new, name="new"),
    path("inspections/overview/", overview.overview, name="overview"),
    path("inspections/joint/", joint.joint, name="joint"),
    path("inspections/plans/", plans.plans, name="plans"),
    path("inspections/plans/new/", plans.new_plan, name="new_plan"),
    path("inspections/plans/<slug:matter>/", plans.plan, name="plan"),
    path("inspections/plans/<slug:matter>/draw/", draw.draw_from, name="draw"),
    path("inspections/plans/<slug:matter>/draw/<slug:entry>/", draw.drawn, name="drawn"),
    path("inspections/<slug:matter>/", task.task, name="task"),
    path("inspections/<slug:matter>/site/", site.site, name="site"),
    path("inspections/<slug:matter>/people/", draw.redraw, name="redraw"),
    path("inspections/<slug:matter>/clue/", to_case.to_case, name="to_case"),
]
