"""Own indicators: checked, versioned, seen by one municipality only, and shown before they are kept."""

from pathlib import Path

import pytest
from django.test import Client
from tests.factories.cijferlijsten import als, lees, lijst
from tests.factories.personen import Cast

from kompas.base import Periode, Refused, RefusedError
from kompas.core.actions import (
    eigen_indicator_toevoegen,
    eigen_indicator_verwijderen,
    eigen_indicator_wijzigen,
)
from kompas.core.cijfers import cijfers
from kompas.core.eigendelen import lees_delen
from kompas.core.models import EigenIndicator, Gemeente, Wijziging
from kompas.data.definities import laad_definities

ADRES = "/noordwijk/cijfers/eigen/"
VELDEN: dict[str, object] = {
    "titel": "Inbraak en geweld",
    "omschrijving": "Woninginbraken en mishandelingen samen",
    "bron": "politie-misdrijven",
    "soort": "telling",
    "richting": "lager",
    "eenheid": "misdrijven",
    "delen": "inbraak = 1.1.1\ngeweld = 1.4.5",
    "formule": "inbraak + geweld",
}
FORMULIER = {**{naam: str(waarde) for naam, waarde in VELDEN.items()}, "decimalen": "0"}


@pytest.fixture
def gevuld(hier: Gemeente, lege_home: Path, tmp_path: Path) -> Gemeente:  # noqa: ARG001
    lees(
        tmp_path,
        lijst({"1.1.1": {"GM0575": [70, 78]}, "1.4.5": {"GM0575": [90, 93]}}, jaren=(2018, 2019)),
        lijst({"inwoners": {"GM0575": [42760, 43000]}}, bron="cbs-bevolking", tabel="70072ned", jaren=(2018, 2019)),
    )
    return hier


@pytest.fixture
def anna(cast: Cast, gevuld: Gemeente) -> Client:  # noqa: ARG001
    return als(cast.anna)


def maak(gemeente: Gemeente, cast: Cast, **anders: object) -> EigenIndicator:
    wie = cast.anna if gemeente.slug == "noordwijk" else cast.carla
    return eigen_indicator_toevoegen(gemeente=gemeente, door=wie, velden={**VELDEN, **anders})


def getal(gemeente: Gemeente, sleutel: str, jaar: int = 2019) -> float | None:
    return cijfers(gemeente=gemeente).waarde(sleutel, "GM0575", Periode.jaar(jaar)).getal


# Parts as people type them --------------------------------------------------------------------------------------------


def test_parts_are_read_line_by_line() -> None:
    tekst = "a = 1.1.1\n\n b = CRI3000 uit cbs-criminaliteit over 3 jaar\nc = indicator woninginbraak terug 12 maanden"
    assert lees_delen(tekst) == {
        "a": {"code": "1.1.1"},
        "b": {"code": "CRI3000", "bron": "cbs-criminaliteit", "over": "3 jaar"},
        "c": {"indicator": "woninginbraak", "terug": "12 maanden"},
    }
    assert lees_delen("a = 1.1.1 terug 1 jaar in misdrijven per jaar") == {
        "a": {"code": "1.1.1", "terug": "1 jaar", "eenheid": "misdrijven per jaar"}
    }
    assert lees_delen("z = Slachtoffers/Traditionele criminaliteit uit veiligheidsmonitor") == {
        "z": {"code": "Slachtoffers/Traditionele criminaliteit", "bron": "veiligheidsmonitor"}
    }


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("", "ten minste één deel"),
        ("1.1.1", "Regel 1: schrijf een naam"),
        ("a = 1\na = 2", "Regel 2: de naam a is al gebruikt"),
        ("A b = 1", "Regel 1: 'A b' kan geen naam zijn"),
        ("\n".join(f"a{n} = 1" for n in range(31)), "Dit zijn 31 delen"),
    ],
)
def test_a_part_that_cannot_be_read(tekst: str, zin: str) -> None:
    uitkomst = lees_delen(tekst)
    assert isinstance(uitkomst, Refused)
    assert zin in uitkomst.reason


# Acts -----------------------------------------------------------------------------------------------------------------


def test_it_answers_like_any_other_indicator(gevuld: Gemeente, cast: Cast) -> None:
    rij = maak(gevuld, cast)
    assert rij.sleutel == "eigen-inbraak-en-geweld"
    assert [w.getal for w in cijfers(gemeente=gevuld).reeks(rij.sleutel, "GM0575")] == [160, 171]
    delen = cijfers(gemeente=gevuld).waarde(rij.sleutel, "GM0575", Periode.jaar(2019)).herkomst.delen
    assert [deel.getal for deel in delen] == [78, 93]


def test_one_may_build_on_another(gevuld: Gemeente, cast: Cast) -> None:
    onder = maak(gevuld, cast, titel="Zelf")
    boven = maak(
        gevuld, cast, titel="A per 1.000", delen=f"som = indicator {onder.sleutel}", formule="", soort="verhouding",
        per=1000, noemer="inwoners", eenheid="per 1.000 inwoners", decimalen=1,
    )  # fmt: skip
    assert getal(gevuld, boven.sleutel) == pytest.approx(171 / 43000 * 1000)
    with pytest.raises(RefusedError, match=r"Zelf wordt gebruikt in A per 1\.000"):
        eigen_indicator_verwijderen(indicator=onder, door=cast.anna, versie=1)
    with pytest.raises(RefusedError):
        eigen_indicator_wijzigen(
            indicator=onder, door=cast.anna, versie=1, velden={"delen": f"a = indicator {boven.sleutel}", "formule": ""}
        )
    assert getal(gevuld, boven.sleutel) == pytest.approx(171 / 43000 * 1000)


def test_it_belongs_to_one_municipality(gevuld: Gemeente, elders: Gemeente, cast: Cast) -> None:
    hier, daar = maak(gevuld, cast), maak(elders, cast, delen="a = 1.1.1", formule="")
    assert hier.sleutel == daar.sleutel
    assert (getal(gevuld, hier.sleutel), getal(elders, hier.sleutel)) == (171, 78)
    assert hier.sleutel not in cijfers().definities.indicatoren
    with pytest.raises(RefusedError):
        maak(elders, cast, titel="Leunt", delen="a = indicator eigen-zelf", formule="")


def test_no_key_meets_another(gevuld: Gemeente, cast: Cast) -> None:
    assert not [d.key for d in laad_definities().indicatoren if d.key.startswith("eigen-")]
    titels = ("Woninginbraak", "Woninginbraak", "!!!")
    sleutels = [maak(gevuld, cast, titel=titel).sleutel for titel in titels]
    assert sleutels == ["eigen-woninginbraak", "eigen-woninginbraak-2", "eigen-indicator"]
    assert cijfers(gemeente=gevuld).definitie("woninginbraak") == cijfers().definitie("woninginbraak")


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("delen", "a = 9.9.9", "9.9.9"),
        ("delen", "a = indicator bestaat-niet", "bestaat-niet"),
        ("formule", "inbraak + anders", "anders"),
        ("formule", "__import__('os')", "formule"),
        ("bron", "bestaat-niet", "bestaat-niet"),
        ("soort", "gevoel", "soort"),
        ("titel", "", "titel"),
        ("decimalen", 9, "decimalen"),
        ("onbekend", 1, "geen veld onbekend"),
    ],
)
def test_what_does_not_fit_is_refused(gevuld: Gemeente, cast: Cast, veld: str, waarde: object, zin: str) -> None:
    with pytest.raises(RefusedError, match=r"\S") as weigering:
        maak(gevuld, cast, **({veld: waarde, "formule": ""} if veld == "delen" else {veld: waarde}))
    assert zin in str(weigering.value)
    assert not EigenIndicator.objects.exists()
    assert not Wijziging.objects.exists()


def test_a_change_is_seen_at_once_and_kept_in_history(gevuld: Gemeente, cast: Cast) -> None:
    rij = maak(gevuld, cast)
    assert getal(gevuld, rij.sleutel) == 171
    eigen_indicator_wijzigen(
        indicator=rij,
        door=cast.anna,
        versie=1,
        velden={"formule": "inbraak + geweld + geweld"},
        toelichting="telt dubbel",
    )
    assert getal(gevuld, rij.sleutel) == 78 + 93 * 2
    [regel] = Wijziging.objects.filter(handeling="eigen indicator gewijzigd")
    assert (regel.veld_label, regel.oud, regel.nieuw, regel.toelichting, regel.door) == (
        "formule", "inbraak + geweld", "inbraak + geweld + geweld", "telt dubbel", cast.anna,
    )  # fmt: skip
    with pytest.raises(RefusedError, match="intussen gewijzigd door Anna"):
        eigen_indicator_wijzigen(indicator=rij, door=cast.anna, versie=1, velden={"titel": "Anders"})


def test_one_that_no_longer_fits_stays_away_and_says_why(gevuld: Gemeente, cast: Cast, anna: Client) -> None:
    goed, stuk = maak(gevuld, cast), maak(gevuld, cast, titel="Stuk")
    EigenIndicator.objects.filter(pk=stuk.pk).update(delen="a = indicator verdwenen", formule="", versie=2)
    beschikbaar = cijfers(gemeente=gevuld).definities.indicatoren
    assert (goed.sleutel in beschikbaar, stuk.sleutel in beschikbaar) == (True, False)
    pagina = anna.get(ADRES).text
    assert "Deze indicator werkt niet meer" in pagina
    assert "verdwenen" in pagina


# Pages ----------------------------------------------------------------------------------------------------------------


def test_look_before_it_is_kept(anna: Client, gevuld: Gemeente) -> None:
    leeg = anna.get(f"{ADRES}toevoegen/").text
    assert "1.1.1" in leeg.partition("Welke codes zijn er?")[2]
    proef = anna.post(f"{ADRES}toevoegen/", {**FORMULIER, "bekijk": "1"})
    assert proef.status_code == 200
    voorproef = proef.text.partition('id="voorproef"')[2].partition("</section>")[0]
    for deel in ("Er is nog niets opgeslagen", "2018", "160", "2019", "171", "78"):
        assert deel in voorproef
    assert not EigenIndicator.objects.exists()
    # What was typed is still there to be saved.
    assert 'value="inbraak + geweld"' in proef.text
    na = anna.post(f"{ADRES}toevoegen/", FORMULIER, follow=True)
    assert "Opgeslagen: Inbraak en geweld" in na.text
    assert "171" in na.text
    assert getal(gevuld, "eigen-inbraak-en-geweld") == 171


def test_a_preview_gives_reasons(anna: Client) -> None:
    ontbreekt = {**FORMULIER, "delen": "a = 1.1.1\nb = 1.2.1", "formule": "a + b", "bekijk": "1"}
    voorproef = anna.post(f"{ADRES}toevoegen/", ontbreekt).text.partition('id="voorproef"')[2]
    assert "ontbreekt" in voorproef
    fout = anna.post(f"{ADRES}toevoegen/", {**FORMULIER, "formule": "inbraak", "bekijk": "1"})
    assert (fout.status_code, "geweld komt niet in de formule voor" in fout.text) == (422, True)
    assert 'id="voorproef"' not in fout.text


def test_change_and_remove_by_form(anna: Client, gevuld: Gemeente, cast: Cast) -> None:
    rij = maak(gevuld, cast)
    adres = f"{ADRES}{rij.sleutel}/"
    assert 'name="versie" value="1"' in anna.get(f"{adres}wijzigen/").text
    wijziging = {**FORMULIER, "titel": "Anders", "versie": "1", "toelichting_wijziging": "", "in_begroting": "on"}
    assert anna.post(f"{adres}wijzigen/", wijziging).status_code == 302
    rij.refresh_from_db()
    assert (rij.titel, rij.sleutel, rij.in_begroting, rij.versie) == ("Anders", "eigen-inbraak-en-geweld", True, 2)
    oud = anna.post(f"{adres}wijzigen/", {**wijziging, "titel": "Weer"})
    assert (oud.status_code, "intussen gewijzigd" in oud.text) == (422, True)
    assert anna.post(f"{adres}verwijderen/", {"versie": "1"}).status_code == 422
    assert anna.post(f"{adres}verwijderen/", {"versie": "2"}).status_code == 302
    lijst_ = anna.get(ADRES).text
    assert "Verwijderd" in lijst_
    geschiedenis = anna.get(f"{ADRES}geschiedenis/{rij.pk}/").text
    for deel in ("eigen indicator toegevoegd", "eigen indicator gewijzigd", "eigen indicator verwijderd", "Anders"):
        assert deel in geschiedenis


@pytest.mark.parametrize("naam", ["bram", "carla", "dirk", "bezoeker"])
def test_others_look_and_do_not_touch(cast: Cast, gevuld: Gemeente, naam: str) -> None:
    gevuld.is_voorbeeld = True
    gevuld.save()
    rij = maak(gevuld, cast)
    client = als(cast.wie(naam))
    assert "171" in client.get(ADRES).text
    for deel in ("toevoegen/", f"{rij.sleutel}/wijzigen/", f"{rij.sleutel}/verwijderen/"):
        pagina = client.get(ADRES + deel)
        assert (pagina.status_code, "<textarea" in pagina.text) == (403, False)
        assert client.post(ADRES + deel, {**FORMULIER, "versie": "1"}).status_code == 403
    rij.refresh_from_db()
    assert (rij.versie, EigenIndicator.objects.count()) == (1, 1)


def test_history_of_elsewhere_is_not_found(gevuld: Gemeente, elders: Gemeente, cast: Cast) -> None:
    rij = maak(gevuld, cast)
    assert als(cast.carla).get(f"/{elders.slug}/cijfers/eigen/geschiedenis/{rij.pk}/").status_code == 404
    assert als(cast.carla).get(f"/{elders.slug}/cijfers/eigen/{rij.sleutel}/wijzigen/").status_code == 404
