"""The room as a Django app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "xiezhi.exchange"
    label = "exchange"
    verbose_name = "交换"
