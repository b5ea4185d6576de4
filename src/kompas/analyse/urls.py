from django.urls import path

from kompas.analyse import views

urlpatterns = [
    path("<slug:gemeente>/cijfers/", views.cijfers, name="cijfers"),
    path(
        "<slug:gemeente>/cijfers/herkomst/<slug:deel>/<slug:rij>/<slug:kolom>/",
        views.cijfer_herkomst,
        name="cijfer_herkomst",
    ),
]
