"""The room as a Django app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "xiezhi.documents"
    label = "documents"
    verbose_name = "文书"
