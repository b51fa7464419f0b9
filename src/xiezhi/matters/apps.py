"""The room as a Django app."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "xiezhi.matters"
    label = "matters"
    verbose_name = "案件"
