"""The room as a Django app."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "xiezhi.insight"
    label = "insight"
    verbose_name = "统计与审计"
