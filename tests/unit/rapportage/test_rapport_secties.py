"""Sections: what they say, and that every reference leads somewhere."""

from dataclasses import replace
from datetime import date

import pytest
from tests.factories.rapport import waarde
from tests.factories.rapportcontext import context, doel, indicator, thema

from kompas.base import Herkomst
from kompas.beleid.rules import Oordeel
from kompas.rapportage.secties import SECTIES, stel_samen
from kompas.rapportage.secties.bronregel import stand_bronregel
from kompas.rapportage.secties.context import Context
from kompas.rapportage.secties.definitie import Rapportdefinitie, laad_rapportdefinitie
from kompas.rapportage.secties.doelen import doelen
from kompas.rapportage.secties.inhoud import Alinea, Cel, Figuur, Kolom, Kop, Lijst, Oordeelregel, Section, Tabel
from kompas.rapportage.secties.samenvatting import samenvatting
from kompas.rapportage.secties.taal import als_zin, hele_zinnen, oordelen_in_woorden
from kompas.rapportage.secties.verantwoording import bronnen, methoden, niet_te_beoordelen
from kompas.stats.duiding import Onderwerp, Uitspraak
from kompas.stats.verandering import Zekerheid


def tabellen(sectie: Section) -> list[Tabel]:
    return [blok for blok in sectie.blokken if isinstance(blok, Tabel)]


def test_rapport_volgt_de_definitie() -> None:
    rapport = stel_samen(context())
    assert tuple(sectie.key for sectie in rapport.secties) == laad_rapportdefinitie("voortgang").secties
    assert rapport.titel == "Voortgangsrapportage veiligheid 2022"


def test_elke_sectie_van_de_definitie_bestaat() -> None:
    assert {sectie.key for sectie in SECTIES} == set(laad_rapportdefinitie("voortgang").secties)


def test_andere_volgorde_en_minder_secties() -> None:
    """A municipality may leave sections out; a reference into a section that is left out is refused."""
    definitie = Rapportdefinitie(key="kort", titel="Kort {jaar}", secties=("methoden", "voorblad", "cijfers"))
    rapport = stel_samen(replace(context(), definitie=definitie, cijfertabellen=()))
    assert [sectie.key for sectie in rapport.secties] == ["methoden", "voorblad", "cijfers"]
    met_los_eind = definitie.model_copy(update={"secties": ("samenvatting",)})
    with pytest.raises(ValueError, match="doel-1"):
        stel_samen(replace(context(), definitie=met_los_eind))


def test_samenvatting_telt_in_woorden() -> None:
    eerste = samenvatting(context(3)).blokken[0]
    assert isinstance(eerste, Alinea)
    assert eerste.tekst == (
        "Westlands veiligheidsbeleid heeft vijf doelen. Over 2022: drie zijn behaald en twee zijn niet te beoordelen."
    )


def test_samenvatting_noemt_elk_doel_met_oordeel_en_verwijzing() -> None:
    (tabel,) = tabellen(samenvatting(context(3)))
    assert [rij[0].naar for rij in tabel.rijen] == ["doel-4", "doel-1", "doel-2", "doel-3", "doel-5"]
    assert [rij[2].tekst for rij in tabel.rijen] == ["○ niet te beoordelen", *["✔ behaald"] * 3, "○ niet te beoordelen"]


def test_samenvatting_van_groot_plan_telt_per_thema() -> None:
    """Fifty goals do not fit on one page: counts per theme do, and none is lost."""
    themas = tuple(thema(n, tuple(doel(n * 10 + m) for m in range(2))) for n in range(1, 26))
    groot = context(prioriteiten=themas, strategisch=(), going_concern=())
    (tabel,) = tabellen(samenvatting(groot))
    assert len(tabel.rijen) == 16
    assert sum(int(rij[1].tekst) for rij in tabel.rijen) == 50


def test_samenvatting_noemt_hoogstens_vijf_punten_en_de_rest_als_aantal() -> None:
    lijst = next(blok for blok in samenvatting(context()).blokken if isinstance(blok, Lijst))
    assert len(lijst.punten) == 6
    assert lijst.punten[-1].startswith("En nog drie punten")


def test_plan_zonder_doelen() -> None:
    leeg = context(prioriteiten=(), strategisch=(), going_concern=(), aandacht=())
    assert "geen doelen" in samenvatting(leeg).blokken[0].tekst  # type: ignore[union-attr]
    assert stel_samen(leeg).losse_verwijzingen() == ()


def test_doel_heeft_stand_oordeel_figuur_en_uitleg() -> None:
    sectie = doelen(context(1, strategisch=()))
    assert [type(blok) for blok in sectie.blokken[:7]] == [Kop, Alinea, Kop, Tabel, Oordeelregel, Figuur, Alinea]
    (stand, _) = tabellen(sectie)
    assert [kolom.titel for kolom in stand.kolommen] == [
        "Uitgangswaarde", "Streefwaarde", "Laatste cijfer", "Marge (95%)", "Lijn naar het doel in 2022",
    ]  # fmt: skip
    assert [cel.tekst for cel in stand.rijen[0]] == [
        "3,8 (2017)", "hoogstens 3,5 (2022)", "1,35 (2022)", "1,14 tot 1,58", "3,50",
    ]  # fmt: skip
    assert stand.bron == (
        "Bron. Uitgangswaarde: Politie, tabel 47018NED. "
        "Laatste cijfer: Politie, tabel 47018NED (eenheid: per 1.000 inwoners)."
    )


def test_bronregel_noemt_plan_met_vindplaats_en_beide_kanten_van_een_verhouding() -> None:
    plan = Herkomst("Veiligheidsbeleid 2019-2022", vindplaats="paragraaf 5.1b, p. 17-18")
    uitgang = waarde(3.8, 2017, decimalen=1, herkomst=plan)
    delen = (waarde(153, naam="inbraken"), waarde(113_668, naam="inwoners", herkomst=Herkomst("CBS", "70072ned")))
    laatste = waarde(1.346, herkomst=Herkomst("Politie", "47018NED", delen=delen))
    assert stand_bronregel(uitgang, laatste, "politie") == (
        "Bron. Uitgangswaarde: Veiligheidsbeleid 2019-2022, paragraaf 5.1b, p. 17-18. "
        "Laatste cijfer: Politie, tabel 47018NED; CBS, tabel 70072ned (eenheid: per 1.000 inwoners)."
    )


def test_een_ontbrekend_cijfer_heeft_geen_bron() -> None:
    nooit = waarde(None, herkomst=Herkomst("Veiligheidsmonitor", "85146NED"))
    assert stand_bronregel(None, nooit, "Veiligheidsmonitor.") == (
        "Bron. Laatste cijfer: geen; het plan noemt als bron Veiligheidsmonitor."
    )
    deel = context(1, strategisch=(), cijfers=(nooit,))
    assert not any("85146NED" in str(blok) for blok in bronnen(deel).blokken)


def test_pm_is_geen_nul() -> None:
    sectie = doelen(context(0, strategisch=()))
    stand = tabellen(sectie)[0]
    assert [cel.tekst for cel in stand.rijen[0]] == ["niet bekend", "PM (2022)", "niet bekend"]
    oordeel = next(blok for blok in sectie.blokken if isinstance(blok, Oordeelregel))
    assert (oordeel.oordeel, oordeel.stappen) == ("niet te beoordelen", ())


def test_niet_te_beoordelen_noemt_reden_en_wie_aan_zet_is() -> None:
    (tabel,) = tabellen(niet_te_beoordelen(context()))
    assert [[cel.tekst for cel in rij] for rij in tabel.rijen] == [
        ["Doel 3: Zo veilig mogelijk", "Het plan noemt geen indicator.", "niet vastgelegd"],
        [
            "Doel 4: incidenten woonoverlast",
            "Het plan laat de waarde open (PM).",
            "adviseur veiligheid, uiterlijk 01-07-2027",
        ],
    ]


def test_alles_beoordeeld() -> None:
    alles = context(1, strategisch=(), prioriteiten=(thema(1, (doel(1),)),))
    assert tabellen(niet_te_beoordelen(alles)) == []


def test_bronnen_noemen_elke_tabel_een_keer() -> None:
    tabel = tabellen(bronnen(context(3)))[-1]
    assert [[cel.tekst for cel in rij] for rij in tabel.rijen] == [["Politie", "47018NED", "02-03-2026", "CC BY 4.0"]]


def test_gegevens_van_alle_secties() -> None:
    """Two figures by role and three years for the goal; two of the table."""
    rollen = [gegeven.rol for gegeven in stel_samen(context(1)).gegevens]
    assert rollen == ["uitgangswaarde", "laatste cijfer", "reeks", "reeks", "reeks", "tabel", "tabel"]


def test_tabel_weigert_een_rij_die_niet_past() -> None:
    with pytest.raises(ValueError, match="elke rij heeft 2 cellen"):
        Tabel("Scheef", (Kolom("a"), Kolom("b")), ((Cel("1"),),))


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("kort.", "kort"),
        ("een twee drie vier", "een twee drie vier"),
        ("  een \n twee ", "een twee"),
        ("Eerst dit. Dan dat.", "Eerst dit"),
        ("Ja. Nee. Dat was het.", "Ja. Nee"),
        ("In art. 38b staat het. Punt.", "In art. 38b staat het"),
    ],
)
def test_hele_zinnen_breekt_geen_zin_af(tekst: str, verwacht: str) -> None:
    assert hele_zinnen(tekst, 13) == verwacht


@pytest.mark.parametrize(("tekst", "verwacht"), [("nee", "Nee."), ("Ja!", "Ja!"), ("", "")])
def test_als_zin(tekst: str, verwacht: str) -> None:
    assert als_zin(tekst) == verwacht


def test_oordelen_in_woorden_laat_nul_weg() -> None:
    assert oordelen_in_woorden({Oordeel.OP_KOERS: 1, Oordeel.BEHAALD: 0}) == "één is op koers"


def test_de_dag_van_inlezen_heet_niet_opgehaald() -> None:
    """Nobody said when the file was fetched: the report tells the day of reading in, under its own name."""
    gelezen = Herkomst(bron="Eigen telling", tabel="proef", licentie="CC BY 4.0", ingelezen=date(2026, 11, 21))
    opgehaald = replace(gelezen, opgehaald=date(2026, 3, 2), ingelezen=None)
    for herkomst, dag in ((gelezen, "ingelezen op 21-11-2026"), (opgehaald, "02-03-2026")):
        sectie = bronnen(replace(context(0), cijfers=(waarde(1.35, herkomst=herkomst),)))
        assert dag in [cel.tekst for tabel in tabellen(sectie) for rij in tabel.rijen for cel in rij]


GEDAALD = Uitspraak(
    onderwerp=Onderwerp.VERSCHIL,
    woord="zeker gedaald",
    symbool="▼",
    zekerheid=Zekerheid.ZEKER,
    zin="Dit cijfer daalde in Westland van 3,8 naar 1,4.",
    methode="E-toets voor twee tellingen",
    pagina="verandering",
    getallen=(),
    p=(0.0004,),
    q=(0.0121,),
    familie="38 woorden over dit plan",
)
KANS = replace(
    GEDAALD, onderwerp=Onderwerp.KANS, woord="kans ongeveer 35%", zin="De kans is ongeveer 35%.", p=(), q=(), familie=""
)


def _met_woorden() -> Context:
    meetbaar = ("Een verandering is pas goed te zien bij 3,1 of minder.",)
    deel = indicator(uitspraken=(GEDAALD, KANS), meetbaar=meetbaar)
    return context(1, strategisch=(), prioriteiten=(thema(1, (replace(doel(1), indicatoren=(deel,)),)),))


def test_een_doel_noemt_wat_de_cijfers_zeggen() -> None:
    punten = [punt for blok in doelen(_met_woorden()).blokken if isinstance(blok, Lijst) for punt in blok.punten]
    assert punten[:3] == [
        "Verandering: zeker gedaald. Dit cijfer daalde in Westland van 3,8 naar 1,4.",
        "Kans dat het doel wordt gehaald: kans ongeveer 35%. De kans is ongeveer 35%.",
        "Een verandering is pas goed te zien bij 3,1 of minder.",
    ]


def test_elk_woord_staat_achterin_met_zijn_toets() -> None:
    (tabel,) = tabellen(methoden(_met_woorden()))
    assert [[cel.tekst for cel in rij[1:]] for rij in tabel.rijen] == [
        ["Verandering: zeker gedaald", "E-toets voor twee tellingen", "p < 0,001, q = 0,012"],
        ["Kans dat het doel wordt gehaald: kans ongeveer 35%", "E-toets voor twee tellingen", "geen toets"],
    ]
    zinnen = [blok.tekst for blok in methoden(_met_woorden()).blokken if isinstance(blok, Alinea)]
    assert any("voor 38 woorden over dit plan" in zin for zin in zinnen)
    assert tabellen(methoden(context(1))) == []
    assert stel_samen(_met_woorden()).losse_verwijzingen() == ()
