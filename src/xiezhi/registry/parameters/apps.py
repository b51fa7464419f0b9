"""The node's parameters as a Django app of their own."""

from django.apps import AppConfig


class ParametersConfig(AppConfig):
    name = "xiezhi.registry.parameters"
    label = "parameters"
    verbose_name = "参数"
