"""The room as a Django app."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "xiezhi.site"
    label = "site"
    verbose_name = "站点"
