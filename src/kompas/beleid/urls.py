from django.urls import path

from kompas.beleid import views

urlpatterns = [
    path("<slug:gemeente>/", views.gemeente_kompas, name="gemeente"),
    path("<slug:gemeente>/plan/<slug:plan>/", views.plan, name="plan"),
    path("<slug:gemeente>/plan/<slug:plan>/thema/<slug:thema>/", views.thema, name="thema"),
    path("<slug:gemeente>/indicator/<uuid:indicator>/", views.indicator, name="indicator"),
    path("<slug:gemeente>/indicator/<uuid:indicator>/grafiek.svg", views.indicator_grafiek, name="indicator_grafiek"),
    path("<slug:gemeente>/methode/", views.methode, name="methode"),
    path("<slug:gemeente>/geschiedenis/<slug:soort>/<uuid:pk>/", views.geschiedenis, name="geschiedenis"),
    path("<slug:gemeente>/inlezen/", views.inlezen, name="inlezen"),
    path("<slug:gemeente>/inlezen/<uuid:pk>/", views.inlezing, name="inlezing"),
    path("<slug:gemeente>/inlezen/<uuid:pk>/rest/", views.inlezing_rest, name="inlezing_rest"),
    path("<slug:gemeente>/inlezen/<uuid:pk>/overnemen/", views.inlezing_overnemen, name="inlezing_overnemen"),
    path("<slug:gemeente>/inlezen/<uuid:pk>/verwerpen/", views.inlezing_verwerpen, name="inlezing_verwerpen"),
    path(
        "<slug:gemeente>/inlezen/<uuid:pk>/onderdeel/<uuid:element>/", views.inlezing_element, name="inlezing_element"
    ),
    path("<slug:gemeente>/thema/<uuid:pk>/wijzigen/", views.thema_wijzigen, name="thema_wijzigen"),
    path("<slug:gemeente>/doel/<uuid:pk>/wijzigen/", views.doel_wijzigen, name="doel_wijzigen"),
    path("<slug:gemeente>/indicator/<uuid:pk>/wijzigen/", views.indicator_wijzigen, name="indicator_wijzigen"),
]
