from django.urls import path

from kompas.beleid import views

urlpatterns = [
    path("<slug:gemeente>/", views.gemeente_kompas, name="gemeente"),
    path("<slug:gemeente>/plan/<slug:plan>/", views.plan, name="plan"),
    path("<slug:gemeente>/plan/<slug:plan>/thema/<slug:thema>/", views.thema, name="thema"),
    path("<slug:gemeente>/indicator/<uuid:indicator>/", views.indicator, name="indicator"),
    path("<slug:gemeente>/indicator/<uuid:indicator>/grafiek.svg", views.indicator_grafiek, name="indicator_grafiek"),
    path(
        "<slug:gemeente>/indicator/<uuid:indicator>/bevinding/overnemen/",
        views.bevinding_overnemen,
        name="bevinding_overnemen",
    ),
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
]

WIJZIGEN = ("thema", "doel", "indicator", "hoofdlijn")
VERWIJDEREN = ("doel", "indicator", "hoofdlijn", "bevinding")
TOEVOEGEN = {
    "plandoel_toevoegen": ("plan/<uuid:pk>/doel", "doel bij plan"),
    "doel_toevoegen": ("thema/<uuid:pk>/doel", "doel bij thema"),
    "hoofdlijn_toevoegen": ("thema/<uuid:pk>/hoofdlijn", "hoofdlijn"),
    "indicator_toevoegen": ("doel/<uuid:pk>/indicator", "indicator"),
}
"""Name of the address: what it hangs under, and which addition it is."""

urlpatterns += [
    path(f"<slug:gemeente>/{soort}/<uuid:pk>/wijzigen/", views.wijzigen, {"soort": soort}, name=f"{soort}_wijzigen")
    for soort in WIJZIGEN
]
urlpatterns += [
    path(
        f"<slug:gemeente>/{soort}/<uuid:pk>/verwijderen/",
        views.verwijderen,
        {"soort": soort},
        name=f"{soort}_verwijderen",
    )
    for soort in VERWIJDEREN
]
urlpatterns += [
    path(f"<slug:gemeente>/{plek}/toevoegen/", views.toevoegen, {"wat": wat}, name=naam)
    for naam, (plek, wat) in TOEVOEGEN.items()
]
