from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "kompas.core"
    label = "core"
    verbose_name = "Gemeente en gebruikers"
    default_auto_field = "django.db.models.BigAutoField"
