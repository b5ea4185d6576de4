from django.urls import path

from kompas.analyse import views

urlpatterns = [
    path("<slug:gemeente>/cijfers/", views.cijfers, name="cijfers"),
]
