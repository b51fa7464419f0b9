"""The room as a Django app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "xiezhi.journal"
    label = "journal"
    verbose_name = "全过程记录"
