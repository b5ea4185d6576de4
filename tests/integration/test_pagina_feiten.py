"""What the pages say about the two examples, and that they ask the database a fixed number of questions."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kompas.beleid.actions import voorbeeld_laden
from kompas.beleid.models import Doel, Hoofdlijn, Indicator, Plan, Thema


@pytest.fixture
def voorbeeld(db: None) -> None:  # noqa: ARG001  (asks for the database)
    voorbeeld_laden(opnieuw=True)


def tekst(html: str) -> str:
    """The page as a reader hears it: without tags, with single spaces."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def lees(client: Client, naam: str, *args: object) -> str:
    antwoord = client.get(reverse(naam, args=args))
    assert antwoord.status_code == 200
    # An explained abbreviation is still the word that the plan uses.
    return tekst(re.sub(r"</?abbr[^>]*>", "", antwoord.content.decode()))


def indicator(gemeente: str, definitie: str) -> Indicator:
    return Indicator.objects.get(doel__plan__gemeente__slug=gemeente, definitie=definitie)


@pytest.mark.usefixtures("voorbeeld")
@pytest.mark.parametrize(
    ("gemeente", "definitie", "oordeel", "feiten"),
    [
        ("westland", "woninginbraak-per-1000", "behaald", ["1,35", "hoogstens 3,5", "153", "113.668", "3,8"]),
        ("westland", "bedrijfsinbraak", "behaald", ["93", "hoogstens 150", "177"]),
        ("westland", "woonoverlast-per-1000", "niet te beoordelen", ["PM"]),
        ("noordwijk", "misdrijven-totaal-zonder-online-fraude", "niet te beoordelen", ["1.538", "hoogstens 1.400"]),
    ],
)
def test_indicator_page(client: Client, gemeente: str, definitie: str, oordeel: str, feiten: list[str]) -> None:
    gevonden = indicator(gemeente, definitie)
    html = client.get(reverse("indicator", args=[gemeente, gevonden.pk])).content.decode()
    eerste = re.search(r'class="kompas-oordeel kompas-oordeel--([a-z-]+)"', html)
    assert eerste is not None
    assert eerste[1] == oordeel.replace(" ", "-")
    for feit in feiten:
        assert feit in tekst(html), feit


@pytest.mark.usefixtures("voorbeeld")
def test_indicator_page_says_why_noordwijk_cannot_be_judged(client: Client) -> None:
    gevonden = indicator("noordwijk", "misdrijven-totaal-zonder-online-fraude")
    assert re.search(
        r"fraude met online-?handel'? (over )?2024 ontbreekt",
        lees(client, "indicator", "noordwijk", gevonden.pk),
        re.IGNORECASE,
    )


@pytest.mark.usefixtures("voorbeeld")
def test_every_figure_of_the_series_has_its_origin(client: Client) -> None:
    gevonden = indicator("westland", "woninginbraak-per-1000")
    html = client.get(reverse("indicator", args=["westland", gevonden.pk])).content.decode()
    rijen = re.findall(r'<th class="utrecht-table__cell" scope="row">(\d{4})</th>(.*?)</tr>', html, re.DOTALL)
    assert [int(jaar) for jaar, _ in rijen] == list(range(2012, 2026))
    for jaar, rij in rijen:
        assert rij.count("<details") >= 1, jaar
        assert "47018NED" in rij


@pytest.mark.usefixtures("voorbeeld")
@pytest.mark.parametrize("gemeente", ["noordwijk", "westland"])
def test_kompas_counts_every_goal(client: Client, gemeente: str) -> None:
    """A dense plan and a sparse one: the counts add up, and each says how many can and cannot be judged."""
    pagina = client.get(reverse("gemeente", args=[gemeente]))
    stand = pagina.context["stand"]
    gelezen = tekst(pagina.content.decode())
    assert sum(stand.telling.values()) == len(stand.alle_doelen) > 0
    assert f"Dit plan heeft {len(stand.alle_doelen)} doelen." in gelezen
    for oordeel, aantal in stand.telling.items():
        if aantal:
            assert f"{aantal} keer {oordeel.symbool} {oordeel}" in gelezen
    for thema in stand.prioriteiten:
        assert str(thema.thema) in gelezen


@pytest.mark.usefixtures("voorbeeld")
def test_plan_page_has_the_whole_plan(client: Client) -> None:
    for plan in Plan.objects.select_related("gemeente"):
        gelezen = lees(client, "plan", plan.gemeente.slug, plan.slug)
        assert plan.missie in gelezen
        delen = [
            *Thema.objects.filter(plan=plan).values_list("titel", flat=True),
            *Doel.objects.filter(plan=plan).values_list("tekst", flat=True),
            *Hoofdlijn.objects.filter(thema__plan=plan).values_list("tekst", flat=True),
            *plan.uitgangspunten.values_list("naam", flat=True),
            *plan.bovenlokale_kaders.values_list("naam", flat=True),
            *plan.raadplegingen.values_list("wie", flat=True),
            *plan.budgetregels.values_list("omschrijving", flat=True),
        ]
        ontbreekt = [deel for deel in delen if re.sub(r"\s+", " ", deel) not in gelezen]
        assert ontbreekt == []


@pytest.mark.usefixtures("voorbeeld")
def test_every_link_on_the_plan_page_leads_somewhere(client: Client) -> None:
    for plan in Plan.objects.select_related("gemeente"):
        pagina = reverse("plan", args=[plan.gemeente.slug, plan.slug])
        html = client.get(pagina).content.decode()
        ankers = set(re.findall(r'href="#([^"]+)"', html))
        assert ankers <= set(re.findall(r'id="([^"]+)"', html))
        for adres in set(re.findall(r'href="(/[^"#?]*)', html)):
            if not adres.startswith("/static/"):
                assert client.get(adres).status_code == 200, adres


@pytest.mark.usefixtures("voorbeeld")
def test_figures_page_has_plan_table_with_honest_words(client: Client) -> None:
    html = client.get(reverse("cijfers", args=["noordwijk"])).content.decode()
    gelezen = tekst(html[html.index("tabel 2.1") :])
    assert re.search(r"Overlast personen met verward gedrag.{0,40}229.*?306.*?zeker gestegen", gelezen)
    woning = re.search(r"Diefstal/inbraak woning(.*?)Bedreiging", gelezen)
    assert woning is not None
    assert "89" in woning[1]
    assert "niet zeker" in woning[1]
    assert "zeker gedaald " not in woning[1].replace("waarschijnlijk gedaald, niet zeker", "")


@pytest.mark.usefixtures("voorbeeld")
def test_method_page_has_all_themes_of_the_method(client: Client) -> None:
    for gemeente in ("noordwijk", "westland"):
        pagina = client.get(reverse("methode", args=[gemeente]))
        assert len(pagina.context["dekking"].themas) == 22
        assert pagina.content.decode().count('<th class="utrecht-table__cell" scope="row">') == 22


@pytest.mark.usefixtures("voorbeeld")
def test_number_of_queries_does_not_grow_with_the_plan(client: Client) -> None:
    """Westland has eleven indicators and Noordwijk two; a page that asks per row would show the difference."""
    for pagina in ("gemeente", "methode", "cijfers"):
        aantallen = {
            gemeente: _queries(client, reverse(pagina, args=[gemeente])) for gemeente in ("noordwijk", "westland")
        }
        assert max(aantallen.values()) - min(aantallen.values()) <= 3, (pagina, aantallen)
        assert max(aantallen.values()) <= 40, (pagina, aantallen)
    plannen = {plan.gemeente.slug: plan for plan in Plan.objects.select_related("gemeente")}
    aantallen = {slug: _queries(client, reverse("plan", args=[slug, plan.slug])) for slug, plan in plannen.items()}
    assert max(aantallen.values()) - min(aantallen.values()) <= 3, aantallen
    assert max(aantallen.values()) <= 50, aantallen


def _queries(client: Client, adres: str) -> int:
    client.get(adres)
    with CaptureQueriesContext(connection) as gevangen:
        assert client.get(adres).status_code == 200
    return len(gevangen)


@pytest.mark.usefixtures("voorbeeld")
def test_same_question_is_not_asked_twice_per_theme(client: Client) -> None:
    """The same query with other parameters, more than four times on one page, is a loop that should be one query."""
    adres = reverse("plan", args=["westland", Plan.objects.get(gemeente__slug="westland").slug])
    with CaptureQueriesContext(connection) as gevangen:
        client.get(adres)
    vormen = [re.sub(r"'[^']*'|\b\d+\b|\([^()]*\)", "?", vraag["sql"]) for vraag in gevangen.captured_queries]
    vaak = {vorm[:160]: vormen.count(vorm) for vorm in set(vormen) if vormen.count(vorm) > 4}
    assert vaak == {}
