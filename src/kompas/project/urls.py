"""Addresses: each feature brings its own. Fixed addresses come before those that start with a municipality."""

from django.urls import URLPattern, URLResolver, include, path

from kompas.project.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("", include("kompas.ui.urls")),
    path("", include("kompas.core.urls")),
    path("", include("kompas.analyse.urls")),
    path("", include("kompas.rapportage.urls")),
    path("", include("kompas.beleid.urls")),
]
