"""The room as a Django app."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "xiezhi.supervision"
    label = "supervision"
    verbose_name = "监督"
