from django.apps import AppConfig


class BeleidConfig(AppConfig):
    name = "kompas.beleid"
    label = "beleid"
    verbose_name = "Beleid"
    default_auto_field = "django.db.models.BigAutoField"
