"""Every route of the node, room by room."""

from django.urls import URLPattern, URLResolver, include, path

from xiezhi.site import errors, pages
from xiezhi.site.elder import switch

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("gallery", pages.gallery, name="gallery"),
    path("elder", switch, name="elder"),
    path("", include("xiezhi.registry.urls")),
    path("", include("xiezhi.documents.urls")),
    path("", include("xiezhi.matters.urls")),
    path("", include("xiezhi.inspections.urls")),
    path("", include("xiezhi.publicity.urls")),
    path("", include("xiezhi.supervision.urls")),
    path("", include("xiezhi.insight.urls")),
    path("", include("xiezhi.exchange.urls")),
    path("", include("xiezhi.lawroom.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.failed
