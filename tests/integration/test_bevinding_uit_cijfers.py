"""A statement about figures becomes a finding of the plan: who may, what is kept, where it stands, what is refused."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from tests.factories.aanmelden import als
from tests.factories.personen import NAMEN, Cast
from tests.factories.plannen import KleinPlan, maak_plan
from tests.factories.uitspraken import DALEND, eerste_overname, eigen_cijfers, leg_cijfers_neer, meet_inbraak

from kompas.base import RefusedError
from kompas.beleid import queries
from kompas.beleid.actions import bevinding_overnemen, bevinding_verwijderen
from kompas.beleid.actions import bevindingen as handeling
from kompas.beleid.models import Bevinding, Indicator
from kompas.beleid.queries import AandachtSoort
from kompas.core.models import Gemeente, Wijziging
from kompas.core.openbaar import openbare_cijfers
from kompas.data import Cijfers, open_cijfers
from kompas.rapportage.queries.context import _bevindingen

FORM = re.compile(
    r'action="(?P<adres>[^"]*/bevinding/overnemen/)">.*?name="versie" value="(?P<versie>\d+)">'
    r'.*?name="kenmerk" value="(?P<kenmerk>[0-9a-f]{64})">',
    re.DOTALL,
)


@pytest.fixture
def home() -> Iterator[Path]:
    with eigen_cijfers() as map_:
        yield map_


@pytest.fixture
def indicator(home: Path, klein: KleinPlan) -> Indicator:  # noqa: ARG001  (the figures)
    return meet_inbraak(klein)


def _pagina(client: Client, indicator: Indicator, vraag: str = "") -> str:
    adres = reverse("indicator", args=["noordwijk", indicator.pk])
    return client.get(adres + vraag).content.decode()


def _formulieren(html: str) -> list[dict[str, str]]:
    return [treffer.groupdict() for treffer in FORM.finditer(html)]


def _verstuur(client: Client, form: dict[str, str]) -> HttpResponse:
    return client.post(form["adres"], {"versie": form["versie"], "kenmerk": form["kenmerk"]})  # type: ignore[return-value]


def _melding(antwoord: HttpResponse) -> str:
    return " ".join(str(melding) for melding in get_messages(antwoord.wsgi_request))  # type: ignore[attr-defined]


def _neem_over(indicator: Indicator, cast: Cast, versie: int = 1) -> Bevinding:
    kenmerk = eerste_overname(indicator, indicator.doel.plan.gemeente).kenmerk
    return bevinding_overnemen(indicator=indicator, door=cast.anna, versie=versie, kenmerk=kenmerk)


def test_what_was_said_is_kept(indicator: Indicator, cast: Cast, klein: KleinPlan, hier: Gemeente) -> None:
    gezegd = eerste_overname(indicator, hier).uitspraak
    bevinding = Bevinding.objects.get(pk=_neem_over(indicator, cast).pk)
    assert bevinding.tekst == gezegd.volzin
    assert (bevinding.woord, bevinding.onderwerp, bevinding.methode) == (gezegd.woord, "verandering", gezegd.methode)
    assert bevinding.toetsen == [list(regel) for regel in gezegd.toetsregels]
    assert bevinding.toetsen[0][1].startswith("p ")
    assert bevinding.build == openbare_cijfers(hier).build_id != ""
    assert (bevinding.cijfers_op, bevinding.plan) == (localdate(), klein.plan)
    assert list(bevinding.themas.all()) == [klein.thema]
    assert bevinding.uitkomst == Bevinding.Uitkomst.GUNSTIG
    [regel] = Wijziging.objects.all()
    assert (regel.handeling, regel.door, regel.nieuw) == ("toegevoegd", cast.anna, gezegd.volzin)
    assert regel.toelichting == f"Overgenomen uit de cijfers van de indicator {indicator}: {gezegd.woord}."
    assert regel.bovenliggend == klein.plan.pk


def test_the_same_statement_twice_is_refused(indicator: Indicator, cast: Cast) -> None:
    _neem_over(indicator, cast)
    with pytest.raises(RefusedError, match="staat al bij de bevindingen van het plan"):
        _neem_over(indicator, cast)
    assert Bevinding.objects.count() == Wijziging.objects.count() == 1


def test_new_figures_refuse_the_old_statement(indicator: Indicator, cast: Cast, home: Path, hier: Gemeente) -> None:
    oud = eerste_overname(indicator, hier)
    leg_cijfers_neer(home, (*DALEND, 41))
    with pytest.raises(RefusedError, match="intussen veranderd"):
        bevinding_overnemen(indicator=indicator, door=cast.anna, versie=1, kenmerk=oud.kenmerk)
    assert not Bevinding.objects.exists()
    nieuw = _neem_over(indicator, cast)
    assert nieuw.tekst != oud.uitspraak.volzin


def test_another_version_of_the_indicator_is_refused(indicator: Indicator, cast: Cast) -> None:
    Indicator.objects.filter(pk=indicator.pk).update(versie=2)
    with pytest.raises(RefusedError):
        _neem_over(indicator, cast, versie=1)
    assert not Bevinding.objects.exists()
    assert _neem_over(indicator, cast, versie=2)


def test_figures_that_not_everybody_sees_stay_out(
    indicator: Indicator, cast: Cast, hier: Gemeente, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the adviser alone sees, never becomes a line that everybody reads."""
    kenmerk = eerste_overname(indicator, hier).kenmerk

    def zonder(gemeente: Gemeente) -> Cijfers:  # noqa: ARG001  (as the real one)
        return open_cijfers(tmp_path)

    monkeypatch.setattr(handeling, "openbare_cijfers", zonder)
    with pytest.raises(RefusedError, match="niet iedereen mag zien"):
        bevinding_overnemen(indicator=indicator, door=cast.anna, versie=1, kenmerk=kenmerk)
    assert not Bevinding.objects.exists()


@pytest.mark.parametrize("wie", NAMEN)
def test_buttons_are_for_the_adviser(wie: str, indicator: Indicator, cast: Cast, hier: Gemeente) -> None:
    form = _formulieren(_pagina(als("anna", cast), indicator))[0]
    Gemeente.objects.filter(pk=hier.pk).update(is_voorbeeld=True)
    client = als(wie, cast)
    html = _pagina(client, indicator)
    assert "Wat zeggen de cijfers?" in html
    assert bool(_formulieren(html)) is ("Overnemen als bevinding" in html) is (wie == "anna")
    antwoord = _verstuur(client, form)
    assert antwoord.status_code == 302
    assert Bevinding.objects.exists() is (wie == "anna")
    assert (_melding(antwoord).startswith("Overgenomen als bevinding: ")) is (wie == "anna")


def test_from_the_page_to_theme_and_plan_and_back(indicator: Indicator, cast: Cast, klein: KleinPlan) -> None:
    client = als("anna", cast)
    formulieren = _formulieren(_pagina(client, indicator))
    antwoord = _verstuur(client, formulieren[0])
    assert antwoord["Location"] == reverse("indicator", args=["noordwijk", indicator.pk]) + "#kop-woorden"
    bevinding = Bevinding.objects.get()
    html = _pagina(client, indicator)
    assert len(_formulieren(html)) == len(formulieren) - 1
    plan = reverse("plan", args=["noordwijk", klein.plan.slug])
    assert f'href="{plan}#bevinding-{bevinding.pk}"' in html
    thema = reverse("thema", args=["noordwijk", klein.plan.slug, klein.thema.slug])
    for adres in (plan, thema):
        pagina = client.get(adres).content.decode()
        assert bevinding.tekst in pagina
        assert "uit de cijfers van " in pagina
        assert (
            f'over <a class="utrecht-link utrecht-link--html-a" href="/noordwijk/indicator/{indicator.pk}/">' in pagina
        )
        assert bevinding.methode in pagina
        assert bevinding.toetsen[0][1].replace("<", "&lt;") in pagina
        assert bevinding.build in pagina
    assert f'id="bevinding-{bevinding.pk}"' in client.get(plan).content.decode()
    nogmaals = _verstuur(client, formulieren[0])
    assert "staat al bij de bevindingen" in _melding(nogmaals)
    verleden = client.get(reverse("geschiedenis", args=["noordwijk", "bevinding", bevinding.pk])).content.decode()
    assert "Overgenomen uit de cijfers van de indicator" in verleden


def test_broken_and_foreign_forms(indicator: Indicator, cast: Cast, elders: Gemeente) -> None:
    client = als("anna", cast)
    form = _formulieren(_pagina(client, indicator))[0]
    for stuk in ({"kenmerk": "een zin van mijzelf"}, {"versie": "geen"}, {"kenmerk": "0" * 64}):
        antwoord = _verstuur(client, form | stuk)
        assert re.search(r"niets overgenomen|intussen veranderd", _melding(antwoord))
    assert client.get(form["adres"]).status_code == 405
    vreemd = maak_plan(elders).indicator
    assert (
        _verstuur(client, form | {"adres": form["adres"].replace(str(indicator.pk), str(vreemd.pk))}).status_code == 404
    )
    streng = Client(enforce_csrf_checks=True)
    streng.force_login(cast.anna)
    assert _verstuur(streng, form).status_code == 403
    assert not Bevinding.objects.exists()


def test_figures_of_an_earlier_day_have_no_button(indicator: Indicator, cast: Cast) -> None:
    assert not _formulieren(_pagina(als("anna", cast), indicator, "?op=2025-01-01"))


def test_it_stays_when_the_indicator_goes(indicator: Indicator, cast: Cast, klein: KleinPlan) -> None:
    bevinding = _neem_over(indicator, cast)
    indicator.delete()
    pagina = als("bezoeker", cast)
    Gemeente.objects.update(is_voorbeeld=True)
    html = pagina.get(reverse("plan", args=["noordwijk", klein.plan.slug])).content.decode()
    assert bevinding.tekst in html
    assert "uit de cijfers van " in html


def test_a_goal_of_the_whole_plan_needs_no_theme(indicator: Indicator, cast: Cast, klein: KleinPlan) -> None:
    klein.doel.thema = None
    klein.doel.save()
    indicator.refresh_from_db()
    bevinding = _neem_over(indicator, cast)
    Bevinding.objects.filter(pk=bevinding.pk).update(uitkomst="")
    assert not bevinding.themas.exists()
    stand = queries.plan_stand(klein.plan, openbare_cijfers(klein.plan.gemeente))
    assert AandachtSoort.BEVINDING_ZONDER_THEMA not in {punt.soort for punt in stand.aandacht}
    html = als("anna", cast).get(reverse("plan", args=["noordwijk", klein.plan.slug])).content.decode()
    assert "Dit kreeg geen plek bij een thema" not in html


def test_a_report_names_the_day_and_knows_nothing_of_later(indicator: Indicator, cast: Cast) -> None:
    bevinding = _neem_over(indicator, cast)
    bevinding.cijfers_op = date(2024, 3, 5)
    assert list(_bevindingen([bevinding], 2023)) == [f"{bevinding.tekst} (Uit de cijfers van 5 maart 2024.)"]
    assert list(_bevindingen([bevinding], 2022)) == []


def test_a_mistake_can_be_taken_out_again(indicator: Indicator, cast: Cast, klein: KleinPlan) -> None:
    """The history keeps what it said, and the statement can be taken over again."""
    bevinding = _neem_over(indicator, cast)
    client = als("anna", cast)
    adres = reverse("bevinding_verwijderen", args=["noordwijk", bevinding.pk])
    plan = reverse("plan", args=["noordwijk", klein.plan.slug])
    assert f'href="{adres}"' in client.get(plan).content.decode()
    assert f"De bevinding: {bevinding.tekst}" in client.get(adres).content.decode()
    assert client.post(adres, {"versie": "2"}).status_code == 422
    assert client.post(adres, {"versie": "1"})["Location"] == plan
    assert not Bevinding.objects.exists()
    verleden = client.get(reverse("geschiedenis", args=["noordwijk", "bevinding", bevinding.pk])).content.decode()
    assert bevinding.methode in verleden
    assert bevinding.build in verleden
    assert bevinding.toetsen[0][1].replace("<", "&lt;") in verleden
    assert (
        bevinding.tekst
        in client.get(reverse("geschiedenis", args=["noordwijk", "plan", klein.plan.pk])).content.decode()
    )
    assert _neem_over(indicator, cast)


def test_what_the_document_says_stays(cast: Cast, klein: KleinPlan) -> None:
    bevinding = Bevinding.objects.create(plan=klein.plan, tekst="Uit het stuk.", soort="veiligheidsbeeld")
    with pytest.raises(RefusedError, match="staat in het document van het plan"):
        bevinding_verwijderen(bevinding=bevinding, door=cast.anna, versie=1)
