"""Routes of the room."""

from django.urls import path

from xiezhi.documents import pages

app_name = "documents"
urlpatterns = [
    path("gallery/documents", pages.gallery, name="gallery"),
    path("gallery/documents/<slug:kind>.png", pages.picture, name="gallery_picture"),
    path("gallery/documents/<slug:kind>.pdf", pages.pdf, name="gallery_pdf"),
]
