from django.urls import path

from kompas.core import views

urlpatterns = [
    path("", views.start, name="start"),
    path("aanmelden/", views.Aanmelden.as_view(), name="aanmelden"),
    path("afmelden/", views.Afmelden.as_view(), name="afmelden"),
]
