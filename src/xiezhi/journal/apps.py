"""The room as a Django app."""

from django.apps import AppConfig

from xiezhi.journal import checks as checks


class JournalConfig(AppConfig):
    name = "xiezhi.journal"
    label = "journal"
    verbose_name = "全过程记录"
