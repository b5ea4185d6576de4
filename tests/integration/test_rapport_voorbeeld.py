"""The report on the two example plans: what must come out, and that all forms say the same."""

import csv
import io
import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from docx import Document
from pypdf import PdfReader

from kompas.base import Refused
from kompas.beleid.actions import voorbeeld_laden
from kompas.beleid.models import Plan
from kompas.core.cijfers import cijfers
from kompas.core.models import Gemeente
from kompas.rapportage.queries import maak_rapport, plan_over, rapportjaren
from kompas.rapportage.renderers import VORMEN
from kompas.rapportage.secties.inhoud import Alinea, Figuur, Kop, Oordeelregel, Rapport, Section, Tabel

GETAL = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")


@pytest.fixture
def voorbeeld(db: None) -> None:  # noqa: ARG001  (asks for the database)
    voorbeeld_laden(opnieuw=True)


def rapport_van(slug: str, jaar: int) -> Rapport:
    rapport = maak_rapport(Gemeente.objects.get(slug=slug), jaar, cijfers())
    assert isinstance(rapport, Rapport)
    return rapport


def sectie(rapport: Rapport, key: str) -> Section:
    return next(sectie for sectie in rapport.secties if sectie.key == key)


def oordeel_onder(rapport: Rapport, kop: str) -> Oordeelregel:
    """The first verdict below a heading."""
    blokken = iter(sectie(rapport, "doelen").blokken)
    for blok in blokken:
        if isinstance(blok, Kop) and kop.lower() in blok.tekst.lower():
            return next(volgend for volgend in blokken if isinstance(volgend, Oordeelregel))
    raise AssertionError(f"geen kop met {kop!r}")


def tabelcellen(rapport: Rapport) -> list[str]:
    return [
        cel.tekst
        for deel in rapport.secties
        for blok in deel.blokken
        if isinstance(blok, Tabel)
        for rij in blok.rijen
        for cel in rij
    ]


@pytest.mark.usefixtures("voorbeeld")
def test_westland_2022() -> None:
    rapport = rapport_van("westland", 2022)
    inbraak = oordeel_onder(rapport, "woninginbraken (p/1.000 inwoners)")
    assert inbraak.oordeel == "behaald"
    assert "1,35 per 1.000 inwoners in 2022; het doel was hoogstens 3,5" in inbraak.want
    assert any("153 op 113.668" in stap for stap in inbraak.stappen)
    assert oordeel_onder(rapport, "bedrijven en instellingen").oordeel == "behaald"
    overlast = oordeel_onder(rapport, "incidenten woonoverlast")
    assert (overlast.oordeel, "PM" in overlast.want) == ("niet te beoordelen", True)


@pytest.mark.usefixtures("voorbeeld")
def test_marge_van_een_telling() -> None:
    """153 burglaries: 129,7 to 179,3 by chance alone, per 1.000 of 113.668 inhabitants."""
    teksten = tabelcellen(rapport_van("westland", 2022))
    assert teksten[teksten.index("1,35 (2022)") + 1] == "1,14 tot 1,58"


@pytest.mark.usefixtures("voorbeeld")
def test_noordwijk_2024_is_niet_te_beoordelen_omdat_fraude_ontbreekt() -> None:
    rapport = rapport_van("noordwijk", 2024)
    totaal = oordeel_onder(rapport, "totaal misdrijven")
    assert totaal.oordeel == "niet te beoordelen"
    assert "raude met online-handel" in totaal.want
    tabel = next(blok for blok in sectie(rapport, "niet-te-beoordelen").blokken if isinstance(blok, Tabel))
    assert any("otaal misdrijven" in rij[0].tekst for rij in tabel.rijen)


@pytest.mark.usefixtures("voorbeeld")
def test_cijfertabel_van_het_plan_staat_erin() -> None:
    teksten = tabelcellen(rapport_van("noordwijk", 2024))
    plek = teksten.index("Overlast personen met verward gedrag")
    assert teksten[plek + 1 : plek + 4] == ["229", "253", "306"]
    assert teksten[plek + 4].startswith("▲ zeker gestegen")


@pytest.mark.usefixtures("voorbeeld")
@pytest.mark.parametrize(("slug", "jaar", "hoeveel"), [("noordwijk", 2024, 3), ("westland", 2022, 2)])
def test_figuren_zonder_cijfers_staan_bij_wat_niet_te_beoordelen_is(slug: str, jaar: int, hoeveel: int) -> None:
    tabel = next(b for b in sectie(rapport_van(slug, jaar), "niet-te-beoordelen").blokken if isinstance(b, Tabel))
    figuren = [rij for rij in tabel.rijen if rij[0].tekst.startswith("Figuur 2.")]
    assert len(figuren) == hoeveel
    assert all(rij[1].tekst.startswith("Alleen als afbeelding in het plan; geen cijfers") for rij in figuren)


@pytest.mark.usefixtures("voorbeeld")
def test_bronregels_van_de_voorbeelden() -> None:
    """What the plan said is from the plan, with its place; a rate has a numerator and a denominator."""
    blokken = sectie(rapport_van("westland", 2022), "doelen").blokken
    bronnen = {blok.bijschrift: blok.bron for blok in blokken if isinstance(blok, Tabel)}
    inbraak = next(bron for naam, bron in bronnen.items() if "woninginbraken" in naam)
    assert "p. 17" in inbraak
    assert "47018NED" in inbraak
    assert "70072ned" in inbraak
    assert not any("85146NED" in bron for bron in bronnen.values())


@pytest.mark.usefixtures("voorbeeld")
def test_geen_zin_is_afgebroken() -> None:
    for slug, jaar in (("westland", 2022), ("noordwijk", 2024)):
        assert not any("…" in blok for deel in rapport_van(slug, jaar).secties for blok in map(str, deel.blokken))


@pytest.mark.usefixtures("voorbeeld")
def test_niets_van_na_het_verslagjaar() -> None:
    rapport = rapport_van("westland", 2020)
    assert max(gegeven.waarde.periode.eind for gegeven in rapport.gegevens) <= date(2020, 12, 31)
    koppen = [k.titel for d in rapport.secties for b in d.blokken if isinstance(b, Tabel) for k in b.kolommen]
    assert not any(jaar in kop for kop in koppen for jaar in ("2021", "2022", "2023", "2024", "2025"))


@pytest.mark.usefixtures("voorbeeld")
def test_figuren_hebben_bevinding_alternatief_en_bron() -> None:
    figuren = [blok for blok in sectie(rapport_van("westland", 2022), "doelen").blokken if isinstance(blok, Figuur)]
    assert len(figuren) == 3
    assert all(figuur.svg.startswith("<svg") and figuur.bron.startswith("Bron: ") for figuur in figuren)
    assert "1,35 in 2022" in figuren[0].titel
    assert "Laatste: 1,35" in figuren[0].alt


@pytest.mark.usefixtures("voorbeeld")
def test_voorbeeld_is_gemerkt_en_cijferset_genoemd() -> None:
    rapport = rapport_van("westland", 2022)
    voorblad = [blok.tekst for blok in sectie(rapport, "voorblad").blokken if isinstance(blok, Alinea)]
    assert any("voorbeeld" in tekst for tekst in voorblad)
    pdf = PdfReader(io.BytesIO(VORMEN["pdf"].maak(rapport)))
    assert all(cijfers().build_id in pagina.extract_text() for pagina in pdf.pages)
    assert all("voorbeeld" in pagina.extract_text().lower() for pagina in pdf.pages)


@pytest.mark.usefixtures("voorbeeld")
@pytest.mark.parametrize(("slug", "jaar"), [("westland", 2022), ("noordwijk", 2024)])
def test_zelfde_getallen_in_elke_vorm(slug: str, jaar: int) -> None:
    """Every number in a table of the report is in the PDF, in Word, in HTML; every figure of a goal in the CSV."""
    rapport = rapport_van(slug, jaar)
    getallen = {getal for cel in tabelcellen(rapport) for getal in GETAL.findall(cel)}
    bestanden = {vorm.key: vorm.maak(rapport) for vorm in VORMEN}
    document = Document(io.BytesIO(bestanden["docx"]))
    word = " ".join(cel.text for tabel in document.tables for cel in tabel._cells)
    pdf = " ".join(pagina.extract_text() for pagina in PdfReader(io.BytesIO(bestanden["pdf"])).pages)
    assert getallen <= set(GETAL.findall(word))
    assert getallen <= set(GETAL.findall(BeautifulSoup(bestanden["html"], "html.parser").get_text(" ")))
    assert getallen <= set(GETAL.findall(pdf))
    rijen = list(csv.DictReader(io.StringIO(bestanden["csv"].decode("utf-8-sig")), delimiter=";"))
    verwacht = [g.waarde.tekst.replace(".", "") if g.waarde.bekend else "" for g in rapport.gegevens]
    assert [rij["waarde"] for rij in rijen] == verwacht
    assert all(rij["waarde"] or rij["waarom geen cijfer"] for rij in rijen)
    assert all(rij["bron"] and rij["cijferset"] == rapport.build_id for rij in rijen if rij["rol"] != "uitgangswaarde")


@pytest.mark.usefixtures("voorbeeld")
def test_zelfde_bytes_bij_zelfde_cijfers_en_plan() -> None:
    for vorm in VORMEN:
        assert vorm.maak(rapport_van("noordwijk", 2024)) == vorm.maak(rapport_van("noordwijk", 2024))


@pytest.mark.usefixtures("voorbeeld")
def test_jaren_en_plan() -> None:
    westland = Gemeente.objects.get(slug="westland")
    assert rapportjaren(westland) == (2022, 2021, 2020, 2019)
    geen = plan_over(westland, 2030)
    assert isinstance(geen, Refused)
    assert geen.reason == "Westland heeft geen plan over 2030. Kies een jaar uit 2019-2022."


def test_gemeente_zonder_plan(hier: Gemeente) -> None:
    geen = maak_rapport(hier, 2024, cijfers())
    assert isinstance(geen, Refused)
    assert "nog geen plan" in geen.reason


@pytest.mark.usefixtures("voorbeeld")
def test_uitvoeringsplan_is_geen_plan_om_over_te_rapporteren() -> None:
    """It works out the goals of another plan: the report stays on that plan, also in the years of both."""
    westland = Gemeente.objects.get(slug="westland")
    plan = plan_over(westland, 2022)
    assert isinstance(plan, Plan)
    Plan.objects.create(
        gemeente=westland,
        slug="uitvoering",
        titel="Uitvoeringsplan",
        soort=Plan.Soort.UITVOERINGSPLAN,
        jaar_van=2021,
        jaar_tot=2024,
        status=Plan.Status.GELDEND,
        hoort_bij=plan,
    )
    assert plan_over(westland, 2022) == plan
    assert rapportjaren(westland)[0] == 2022


@pytest.mark.usefixtures("voorbeeld")
@pytest.mark.parametrize(("slug", "jaar"), [("westland", 2022), ("noordwijk", 2024)])
def test_geen_bladzijde_is_vrijwel_leeg(slug: str, jaar: int) -> None:
    """Apart from the cover and the last page: the part before the goals and the end of the goals have their own."""
    pdf = PdfReader(io.BytesIO(VORMEN["pdf"].maak(rapport_van(slug, jaar))))
    lengtes = [len(pagina.extract_text()) for pagina in pdf.pages][1:-1]
    assert min(lengtes) > 700
