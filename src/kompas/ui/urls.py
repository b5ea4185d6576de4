from django.urls import path
from django.views.generic import TemplateView

urlpatterns = [
    path(
        "toegankelijkheid/",
        TemplateView.as_view(template_name="ui/toegankelijkheid.html"),
        name="toegankelijkheid",
    ),
]
