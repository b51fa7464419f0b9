"""The room as a Django app; wires the node when Django is ready."""

from importlib import import_module

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "xiezhi.site"
    label = "site"
    verbose_name = "站点"

    def ready(self) -> None:
        """Plug the law and the rooms into the journal's door (models exist only now)."""
        import_module("xiezhi.site.wiring").wire()
