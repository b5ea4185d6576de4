from django.urls import path

from kompas.rapportage import views

urlpatterns = [
    path("<slug:gemeente>/rapport/", views.rapport, name="rapport"),
    path("<slug:gemeente>/rapport/<int:jaar>.<slug:vorm>", views.rapport_bestand, name="rapport_bestand"),
]
