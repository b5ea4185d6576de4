from django.apps import AppConfig


class AnalyseConfig(AppConfig):
    name = "kompas.analyse"
    label = "analyse"
    verbose_name = "Analyse"
    default_auto_field = "django.db.models.BigAutoField"
