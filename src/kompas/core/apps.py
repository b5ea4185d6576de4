from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "kompas.core"
    label = "core"
    verbose_name = "Gemeente en gebruikers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every feature add its panels and menu entries (see `core.panels`)."""
        autodiscover_modules("panels")
