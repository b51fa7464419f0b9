"""The room as a Django app."""

from django.apps import AppConfig


class PublicityConfig(AppConfig):
    name = "xiezhi.publicity"
    label = "publicity"
    verbose_name = "公示"
