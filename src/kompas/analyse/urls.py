from django.urls import path

from kompas.analyse.views import tabel

urlpatterns = [
    path("<slug:gemeente>/cijfers/", tabel.cijfers, name="cijfers"),
    path(
        "<slug:gemeente>/cijfers/herkomst/<slug:deel>/<slug:rij>/<slug:kolom>/",
        tabel.cijfer_herkomst,
        name="cijfer_herkomst",
    ),
]
