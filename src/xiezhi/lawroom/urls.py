"""Routes of the room."""

from django.urls import path

from xiezhi.lawroom.pages import (
    matrix,
    norms,
    parameters,
    proposing,
    searching,
    statutes,
    verifying,
)

app_name = "lawroom"
urlpatterns = [
    path("law/", statutes.index, name="index"),
    path("law/search/", searching.search, name="search"),
    path("law/matrix/", matrix.shown, name="matrix"),
    path("law/norms/", norms.norms, name="norms"),
    path("law/norms/<str:name>/", norms.norm, name="norm"),
    path("law/norms/<str:name>/<slug:step>/", verifying.verify, name="verify"),
    path("law/parameters/", parameters.parameters, name="parameters"),
    path("law/parameters/<slug:name>/", parameters.parameter, name="parameter"),
    path("law/parameters/<slug:name>/propose/", proposing.propose, name="propose"),
    path("law/parameters/<slug:name>/set/", parameters.confirm, name="set"),
    path("law/parameters/<slug:name>/withdraw/", parameters.withdraw, name="withdraw"),
    path("law/statutes/<path:law>/", statutes.statute, name="statute"),
    path("law/<path:law>/<str:article>/", statutes.article, name="article"),
]
