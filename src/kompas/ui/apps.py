from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "kompas.ui"
    label = "ui"
    verbose_name = "Weergave"
    default_auto_field = "django.db.models.BigAutoField"
