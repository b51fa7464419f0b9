"""Routes of the room."""

from django.urls import path

from xiezhi.publicity.pages import desk, portal, verification

app_name = "publicity"
urlpatterns = [
    path("public/", portal.portal, name="home"),
    path("public/<slug:index_no>", portal.decision, name="decision"),
    path("verify/", verification.entrance, name="verify"),
    path("v/<slug:code>", verification.verify, name="verify_code"),
    path("publicity/", desk.queue, name="queue"),
    path("publicity/<slug:index_no>", desk.redaction, name="redaction"),
]
