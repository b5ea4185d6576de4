"""The explorer: one address is one question; table, chart, map and file all answer it."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from kompas.analyse.queries.beelden import grafiek_van, kaart_van
from kompas.analyse.queries.gebieden import Gebieden
from kompas.analyse.queries.keuzes import Keuzes, kaart_voor
from kompas.analyse.queries.naastelkaar import beoordeel_samen
from kompas.analyse.queries.uitvoer import VORMEN, gegevens_van, over
from kompas.analyse.queries.verkennen import Verkenning, standaardvraag, verken
from kompas.analyse.queries.woorden import drempels_van
from kompas.analyse.rules.vraag import Beeld, GelezenVraag, Vraag, lees_vraag
from kompas.core.cijfers import cijfermap
from kompas.core.models import Gemeente
from kompas.core.views import cijfers_van, gemeente_of_404, peildag, toon
from kompas.ui.charts import Grafiek


def _gelezen(request: HttpRequest) -> GelezenVraag:
    gelezen = lees_vraag(request.GET.dict(), request.GET.getlist("gebieden"))
    # A day that is still to come asks for the figures of now.
    return replace(gelezen, vraag=replace(gelezen.vraag, op=peildag(request)))


def _antwoord(request: HttpRequest, gemeente: Gemeente) -> tuple[Gebieden, GelezenVraag, Verkenning | None]:
    gebieden = Gebieden(cijfers_van(request, gemeente), gemeente, cijfermap())
    gelezen = _gelezen(request)
    vraag = standaardvraag(gelezen.vraag, gebieden)
    return gebieden, gelezen, verken(vraag, gebieden, gelezen.meldingen)


@require_safe
def verkennen(request: HttpRequest, gemeente: str) -> HttpResponse:
    """The question as a form, and its answer below it; a typed area first becomes part of the address."""
    gemeente_ = gemeente_of_404(request, gemeente)
    gebieden, gelezen, verkenning = _antwoord(request, gemeente_)
    erbij = request.GET.get("erbij", "").strip()
    gevonden = gebieden.zoek(erbij)
    if len(gevonden) == 1:
        vraag = standaardvraag(gelezen.vraag, gebieden)
        vraag = replace(vraag, gebieden=tuple(dict.fromkeys((*vraag.gebieden, gevonden[0].code))))
        return redirect(f"{reverse('verkennen', args=[gemeente_.slug])}?{vraag.adres()}")
    naast = None
    if verkenning is not None:
        verkenning, naast = beoordeel_samen(verkenning, gemeente_.code, drempels_van(gebieden.cijfers))
    keuzes = Keuzes(gebieden, standaardvraag(gelezen.vraag, gebieden), verkenning, erbij, gevonden)
    context = {"v": verkenning, "naast": naast, "keuzes": keuzes, **_beeld(gemeente_, verkenning)}
    antwoord = toon(request, gemeente_, "analyse/verkennen.html", context)
    patch_vary_headers(antwoord, ["HX-Request"])
    return antwoord


def _beeld(gemeente: Gemeente, verkenning: Verkenning | None) -> dict[str, object]:
    """The picture that the question asks for, with its address and that of the files."""
    if verkenning is None:
        return {}
    vraag = verkenning.vraag
    vorm = vraag.beeld
    beeld = _teken(gemeente, verkenning) if vorm is not Beeld.TABEL else None
    naam = "verkennen_kaart" if vorm is Beeld.KAART else "verkennen_grafiek"
    bestanden = [
        (soort.titel, reverse("verkennen_bestand", args=[gemeente.slug, key])) for key, soort in VORMEN.items()
    ]
    return {
        "grafiek": beeld,
        "grafiek_adres": f"{reverse(naam, args=[gemeente.slug])}?{vraag.adres()}",
        "vraag_adres": vraag.adres(),
        "bestanden": [(titel, f"{adres}?{vraag.adres()}") for titel, adres in bestanden],
        "gekanteld": len(verkenning.perioden) > len(verkenning.rijen),
    }


def _teken(gemeente: Gemeente, verkenning: Verkenning, *, smal: bool = False) -> Grafiek | None:
    if verkenning.vraag.beeld is not Beeld.KAART:
        return grafiek_van(verkenning, gemeente.code, smal=smal)
    kaart = kaart_voor(cijfermap(), verkenning)
    return kaart_van(verkenning, kaart, gemeente.code, smal=smal) if kaart else None


@require_safe
def verkennen_beeld(request: HttpRequest, gemeente: str, beeld: str) -> HttpResponse:
    """The chart or the map of a question as a picture."""
    gemeente_ = gemeente_of_404(request, gemeente)
    _, _, verkenning = _antwoord(request, gemeente_)
    if verkenning is None:
        raise Http404("Deze indicator bestaat hier niet.")
    verkenning = replace(verkenning, vraag=replace(verkenning.vraag, beeld=Beeld(beeld)))
    grafiek = _teken(gemeente_, verkenning, smal="smal" in request.GET)
    if grafiek is None:
        raise Http404("Over deze vraag zijn er geen cijfers om te tekenen.")
    antwoord = HttpResponse(grafiek.svg(), content_type="image/svg+xml")
    antwoord["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(antwoord, private=True, no_cache=True)
    return antwoord


@require_safe
def verkennen_bestand(request: HttpRequest, gemeente: str, vorm: str) -> HttpResponse:
    """The figures of a question as a file; an address that was not fully understood gives no file."""
    gemeente_ = gemeente_of_404(request, gemeente)
    gebieden, _, verkenning = _antwoord(request, gemeente_)
    if verkenning is None or vorm not in VORMEN:
        raise Http404("Deze indicator of dit soort bestand bestaat hier niet.")
    if verkenning.meldingen:
        return HttpResponse("\n".join(verkenning.meldingen), status=400, content_type="text/plain; charset=utf-8")
    adres = request.build_absolute_uri(f"{reverse('verkennen', args=[gemeente_.slug])}?{verkenning.vraag.adres()}")
    bestand = VORMEN[vorm]
    inhoud = bestand.maak(gegevens_van(verkenning), over(verkenning, gebieden.cijfers, adres))
    antwoord = HttpResponse(inhoud, content_type=bestand.soort)
    antwoord["Content-Disposition"] = f'attachment; filename="{bestandsnaam(verkenning.vraag, gemeente_)}.{vorm}"'
    return antwoord


def bestandsnaam(vraag: Vraag, gemeente: Gemeente) -> str:
    """Which figures, of where, as known when: a name that still says so in a folder full of files."""
    return "-".join(filter(None, (vraag.indicator, gemeente.slug, f"stand-{vraag.op}" if vraag.op else "")))
