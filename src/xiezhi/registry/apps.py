"""The room as a Django app."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "xiezhi.registry"
    label = "registry"
    verbose_name = "名录"
