"""The room as a Django app."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "xiezhi.inspections"
    label = "inspections"
    verbose_name = "检查"
