"""The search index as a Django app of its own: its tables can be dropped and rebuilt without the room's."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "xiezhi.matters.search"
    label = "case_search"
    verbose_name = "案件检索"
