"""Routes of the room."""

from django.urls import path

from xiezhi.registry.pages import items, law, log, party, people, procedures, sign_in

app_name = "registry"
urlpatterns = [
    path("login", sign_in.sign_in, name="sign_in"),
    path("logout", sign_in.sign_out, name="sign_out"),
    path("me", sign_in.me, name="me"),
    path("me/pin", sign_in.pin, name="pin"),
    path("receipt", party.receipt, name="receipt"),
    path("party", party.party_home, name="party_home"),
    path("registry/officers", people.officers, name="officers"),
    path("registry/items", items.items, name="items"),
    path("registry/items/<str:code>", items.item, name="item"),
    path("registry/access-log", log.access_log, name="access_log"),
    path("officer", people.officer, name="officer"),
    path("glossary", law.glossary, name="glossary"),
    path("law/procedures", procedures.procedures, name="procedures"),
    path("law/procedures/<str:code>", procedures.procedure, name="procedure"),
]
