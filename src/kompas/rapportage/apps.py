from django.apps import AppConfig


class RapportageConfig(AppConfig):
    name = "kompas.rapportage"
    label = "rapportage"
    verbose_name = "Rapportage"
    default_auto_field = "django.db.models.BigAutoField"
