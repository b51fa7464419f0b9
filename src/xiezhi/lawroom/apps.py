"""The room as a Django app."""

from django.apps import AppConfig


class LawroomConfig(AppConfig):
    name = "xiezhi.lawroom"
    label = "lawroom"
    verbose_name = "法律室"
