from django.urls import path

from kompas.analyse.views import (
    catalogus,
    effect,
    eigen,
    inlezen,
    ophalen,
    signalen,
    tabel,
    verkennen,
    verklaren,
    woorden,
)

urlpatterns = [
    path("<slug:gemeente>/cijfers/", tabel.cijfers, name="cijfers"),
    path(
        "<slug:gemeente>/cijfers/herkomst/<slug:deel>/<slug:rij>/<slug:kolom>/",
        tabel.cijfer_herkomst,
        name="cijfer_herkomst",
    ),
    path("<slug:gemeente>/cijfers/bronnen/", catalogus.bronnen, name="bronnen"),
    path("<slug:gemeente>/cijfers/bronnen/<slug:key>/", catalogus.bron, name="bron"),
    path("<slug:gemeente>/cijfers/indicatoren/", catalogus.indicatoren, name="indicatoren"),
    path("<slug:gemeente>/cijfers/indicatoren/<slug:key>/", catalogus.indicator, name="indicator_uitleg"),
    path("<slug:gemeente>/cijfers/verkennen/", verkennen.verkennen, name="verkennen"),
    path(
        "<slug:gemeente>/cijfers/verkennen/grafiek.svg",
        verkennen.verkennen_beeld,
        {"beeld": "grafiek"},
        name="verkennen_grafiek",
    ),
    path(
        "<slug:gemeente>/cijfers/verkennen/kaart.svg",
        verkennen.verkennen_beeld,
        {"beeld": "kaart"},
        name="verkennen_kaart",
    ),
    path(
        "<slug:gemeente>/cijfers/verkennen/cijfers.<slug:vorm>", verkennen.verkennen_bestand, name="verkennen_bestand"
    ),
    path(
        "<slug:gemeente>/cijfers/verklaren/<slug:key>/<slug:gebied>/<slug:periode>/",
        verklaren.verklaren,
        name="verklaren",
    ),
    path("<slug:gemeente>/cijfers/effect/", effect.effect, name="effect"),
    path("<slug:gemeente>/cijfers/effect/grafiek.svg", effect.effect_grafiek, name="effect_grafiek"),
    path("<slug:gemeente>/cijfers/herzieningen/", verklaren.herzieningen, name="herzieningen"),
    path("<slug:gemeente>/cijfers/signalen/", signalen.signalen, name="cijfers_signalen"),
    path("<slug:gemeente>/cijfers/woorden/", woorden.woorden, name="cijfers_woorden"),
    path("<slug:gemeente>/cijfers/inlezen/", inlezen.inlezen, name="cijfers_inlezen"),
    path("<slug:gemeente>/cijfers/inlezen/sjabloon/<slug:bron>.xlsx", inlezen.sjabloon, name="cijfers_sjabloon"),
    path("<slug:gemeente>/cijfers/inlezen/<uuid:pk>/", inlezen.aanlevering, name="cijfers_aanlevering"),
    path(
        "<slug:gemeente>/cijfers/inlezen/<uuid:pk>/overnemen/",
        inlezen.overnemen,
        name="cijfers_aanlevering_overnemen",
    ),
    path(
        "<slug:gemeente>/cijfers/inlezen/<uuid:pk>/verwerpen/",
        inlezen.verwerpen,
        name="cijfers_aanlevering_verwerpen",
    ),
    path("<slug:gemeente>/cijfers/eigen/", eigen.eigen, name="cijfers_eigen"),
    path("<slug:gemeente>/cijfers/eigen/toevoegen/", eigen.toevoegen, name="cijfers_eigen_toevoegen"),
    path(
        "<slug:gemeente>/cijfers/eigen/geschiedenis/<uuid:pk>/", eigen.geschiedenis, name="cijfers_eigen_geschiedenis"
    ),
    path("<slug:gemeente>/cijfers/eigen/<slug:sleutel>/wijzigen/", eigen.wijzigen, name="cijfers_eigen_wijzigen"),
    path(
        "<slug:gemeente>/cijfers/eigen/<slug:sleutel>/verwijderen/",
        eigen.verwijderen,
        name="cijfers_eigen_verwijderen",
    ),
    path("<slug:gemeente>/cijfers/ophalen/", ophalen.ophalen, name="cijfers_ophalen"),
    path("<slug:gemeente>/cijfers/ophalen/<uuid:pk>/afbreken/", ophalen.afbreken, name="cijfers_ophalen_afbreken"),
    path("<slug:gemeente>/cijfers/ophalen/plan/<slug:wat>/", ophalen.plan, name="cijfers_ophaalplan"),
]
