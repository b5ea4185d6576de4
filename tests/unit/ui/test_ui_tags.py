"""Template tags: what a browser and a screen reader get."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup, Tag
from django import forms
from django.template import Context, Template, TemplateSyntaxError

from kompas.base import GeenCijfer, Herkomst, Periode, Waarde
from kompas.stats.duiding import Onderwerp, Uitspraak
from kompas.stats.verandering import Zekerheid
from kompas.ui.onderdelen import Tabel

TELLING = Waarde(
    "woninginbraken",
    Periode.jaar(2022),
    "",
    153,
    herkomst=Herkomst(bron="politie", tabel="47018NED", codes=("1.1.1 Diefstal/inbraak woning",)),
)
CIJFER = Waarde(
    "woninginbraken per 1.000 inwoners",
    Periode.jaar(2022),
    "per 1.000 inwoners",
    1.34603,
    laag=1.14,
    hoog=1.58,
    telling=153,
    noemer=113668,
    decimalen=2,
    herkomst=Herkomst(
        bron="politie en CBS",
        formule="woninginbraken / inwoners × 1.000",
        gebied="GM1783",
        gebied_naam="Westland",
        gebied_jaar=2022,
        opgehaald=date(2026, 1, 5),
        build="20260105-ab12",
        licentie="CC BY 4.0",
        delen=(TELLING,),
    ),
)
PM = Waarde("woonoverlast", Periode.jaar(2022), "", reden=GeenCijfer.PM, uitleg="De gemeente kiest nog <een> bron.")


def toon(tekst: str, **gegevens: object) -> BeautifulSoup:
    html = Template("{% load kompas_ui %}" + tekst).render(Context(gegevens))
    return BeautifulSoup(html, "html.parser")


def element(soep: BeautifulSoup, kiezer: str) -> Tag:
    gevonden = soep.select_one(kiezer)
    assert gevonden is not None, f"{kiezer} niet in {soep}"
    return gevonden


# Judgement and figures


def test_the_five_verdicts_differ_without_colour() -> None:
    oordelen = ["behaald", "op koers", "achter op koers", "niet te zeggen", "niet te beoordelen"]
    plaatjes = [element(toon("{% oordeel o %}", o=oordeel), ".kompas-oordeel") for oordeel in oordelen]
    symbolen = [element(toon(str(plaatje)), "[aria-hidden]").get_text() for plaatje in plaatjes]
    assert len(set(symbolen)) == 5
    for plaatje, symbool, oordeel in zip(plaatjes, symbolen, oordelen, strict=True):
        assert plaatje.get_text() == symbool + oordeel
        assert f"kompas-oordeel--{oordeel.replace(' ', '-')}" in plaatje["class"]


def test_an_unknown_verdict_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="onbekend oordeel"):
        toon("{% oordeel 'prima' %}")


def test_a_figure_has_its_unit_and_its_exact_value() -> None:
    cijfer = element(toon("{% waarde w %}", w=CIJFER), "data")
    assert cijfer.get_text() == "1,35 per 1.000 inwoners"
    assert cijfer["value"] == "1.34603"
    assert element(toon("{% waarde w eenheid=False %}", w=CIJFER), "data").get_text() == "1,35"


def test_a_missing_figure_says_why_and_never_shows_a_zero() -> None:
    soep = toon("{% waarde w %}{% waarde niets %}", w=PM, niets=None)
    assert soep.get_text() == "PM: De gemeente kiest nog <een> bron.geen cijfer"
    assert soep.find("data") is None


def test_a_change_shows_symbol_and_word() -> None:
    wijziging = SimpleNamespace(woord="waarschijnlijk gedaald, niet zeker", symbool="↘", zekerheid="waarschijnlijk")
    soep = toon("{% verandering v %}{% verandering niets %}", v=wijziging, niets=None)
    assert soep.get_text() == "↘waarschijnlijk gedaald, niet zeker"
    assert "kompas-verandering--waarschijnlijk" in element(soep, "span")["class"]


GEDAALD = Uitspraak(
    onderwerp=Onderwerp.VERSCHIL,
    woord="zeker gedaald",
    symbool="▼",
    zekerheid=Zekerheid.ZEKER,
    zin="Van 89 naar 41 per jaar.",
    methode="E-toets voor twee tellingen",
    pagina="poisson-vergelijking",
    getallen=(("eerder", "89"), ("later", "41")),
    let_op=("Een daling is nog geen effect.",),
    p=(0.0004, 0.5),
    q=(0.0121, 0.7),
    familie="38 woorden over dit plan",
)


def test_a_statement_shows_word_and_sentence_and_opens_its_proof_without_a_script() -> None:
    soep = toon("{% uitspraak u 'woninginbraken' %}", u=GEDAALD)
    assert element(soep, "p").get_text(" ", strip=True) == "▼ zeker gedaald Van 89 naar 41 per jaar."
    assert element(soep, "details > summary").get_text() == "Hoe weten we dit? woninginbraken, verandering"
    namen, inhoud = ([deel.get_text() for deel in soep.select(soort)] for soort in ("dt", "dd"))
    assert dict(zip(namen, inhoud, strict=True)) == {
        "Eerder": "89",
        "Later": "41",
        "Methode": "E-toets voor twee tellingen",
        "Toets 1": "p < 0,001; na correctie q = 0,012",
        "Toets 2": "p = 0,500; na correctie q = 0,700",
        "Gecorrigeerd voor": "38 woorden over dit plan",
        "Beschrijving van de methode": "docs/methoden/poisson-vergelijking.md",
    }
    assert "Let op: Een daling is nog geen effect." in element(soep, "details").get_text()


def test_a_short_statement_is_a_word_that_opens_its_sentence_and_proof() -> None:
    soep = toon("{% uitspraakkort u 'woninginbraken' %}", u=GEDAALD)
    assert element(soep, "summary").get_text() == "▼zeker gedaald: hoe weten we dit? woninginbraken, verandering"
    tekst = element(soep, "details > div").get_text(" ", strip=True)
    assert tekst.startswith("Van 89 naar 41 per jaar. Let op: Een daling is nog geen effect.")
    assert "38 woorden over dit plan" in tekst


def test_a_statement_without_test_has_no_row_about_one() -> None:
    kans = replace(GEDAALD, p=(), q=(), familie="", let_op=())
    tekst = toon("{% uitspraak u %}{% uitspraakwoord u %}", u=kans).get_text()
    assert "Toets" not in tekst
    assert "Gecorrigeerd" not in tekst
    assert tekst.endswith("▼zeker gedaald")


def test_the_day_of_reading_in_is_not_called_the_day_of_fetching() -> None:
    gelezen = replace(CIJFER, herkomst=replace(CIJFER.herkomst, opgehaald=None, ingelezen=date(2026, 11, 21)))
    tekst = toon("{% herkomst w %}", w=gelezen).get_text()
    assert "Ingelezen op21 november 2026" in tekst
    assert "Opgehaald" not in tekst


def test_herkomst_tells_everything_and_opens_without_a_script() -> None:
    soep = toon("{% herkomst w %}", w=CIJFER)
    paneel = element(soep, "details")
    assert element(soep, "summary").get_text() == "Herkomst van woninginbraken per 1.000 inwoners, Westland, 2022"
    feiten = dict(
        zip(
            [dt.get_text() for dt in paneel.select_one("dl").select("dt")],
            [dd.get_text() for dd in paneel.select_one("dl").select("dd")],
            strict=True,
        )
    )
    assert feiten == {
        "Cijfer": "1,35 per 1.000 inwoners",
        "Marge (95%)": "1,14 tot 1,58",
        "Berekend uit": "153 op 113.668",
        "Bron": "politie en CBS",
        "Formule": "woninginbraken / inwoners × 1.000",
        "Periode": "2022",
        "Gebied": "Westland (GM1783), grenzen van 2022",
        "Opgehaald": "5 januari 2026",
        "Cijferset": "20260105-ab12",
        "Licentie": "CC BY 4.0",
    }


def test_herkomst_shows_the_parts_of_a_formula() -> None:
    delen = toon("{% herkomst w %}", w=CIJFER).select("details details")
    assert len(delen) == 1
    assert "47018NED" in delen[0].get_text()
    assert "1.1.1 Diefstal/inbraak woning" in delen[0].get_text()


# Blocks


def test_a_table_has_caption_headers_and_a_region_for_the_keyboard() -> None:
    inhoud = Tabel(("Jaar", "Aantal"), (("2022", TELLING), ("2023", None), ("2024", 7.25)))
    soep = toon("{% tabel t 'Woninginbraken in Westland' %}", t=inhoud)
    vlak = element(soep, "div[role=region]")
    assert vlak["tabindex"] == "0"
    assert vlak["aria-labelledby"] == element(soep, "caption")["id"]
    assert [th.get_text() for th in soep.select("th[scope=col]")] == ["Jaar", "Aantal"]
    assert [th.get_text() for th in soep.select("th[scope=row]")] == ["2022", "2023", "2024"]
    assert [td.get_text() for td in soep.select("td")] == ["153", "", "7,25"]


def test_a_table_with_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="1 cellen, de tabel 2 kolommen"):
        Tabel(("Jaar", "Aantal"), (("2022",),))


def test_a_chart_has_finding_words_figures_and_source() -> None:
    inhoud = Tabel(("Jaar", "Aantal"), (("2022", 153),))
    soep = toon(
        "{% grafiek '/x.svg' 'Minder inbraken' 'In 2022 waren er 153.' t 'Bron: politie.' %}",
        t=inhoud,
    )
    assert element(soep, "figcaption").get_text() == "Minder inbraken"
    assert element(soep, "img")["alt"] == "In 2022 waren er 153."
    assert element(soep, "source")["srcset"] == "/x.svg?smal=1"
    assert element(soep, "details table td").get_text() == "153"
    assert element(soep, ".kompas-bron").get_text() == "Bron: politie."


def test_breadcrumbs_end_at_this_page() -> None:
    soep = toon("{% broodkruimels 'Start' '/' 'Westland' '/westland/' 'Cijfers' %}")
    assert [(a.get_text(), a["href"]) for a in soep.select("a")] == [("Start", "/"), ("Westland", "/westland/")]
    assert element(soep, "[aria-current=page]").get_text() == "Cijfers"


def test_a_list_of_facts_leaves_out_what_is_not_known() -> None:
    soep = toon("{% definitielijst feiten %}", feiten=[("Soort", "plan"), ("Besluit", ""), ("Jaar", 0)])
    assert [(dt.get_text(), dt.find_next("dd").get_text()) for dt in soep.select("dt")] == [
        ("Soort", "plan"),
        ("Jaar", "0"),
    ]


def test_a_card_links_its_title_and_shows_the_verdict() -> None:
    kaart = "{% kaart titel url='/doel/' uitkomst='behaald' %}<p>Tekst</p>{% endkaart %}"
    soep = toon(kaart, titel="Minder <inbraken>")
    assert element(soep, "h3 a").get_text() == "Minder <inbraken>"
    assert element(soep, "h3 a")["href"] == "/doel/"
    assert element(soep, ".kompas-oordeel--behaald").get_text() == "✔behaald"
    assert element(soep, "article > p").get_text() == "Tekst"


def test_a_button_sends_or_leads() -> None:
    soep = toon("{% knop 'Opslaan' naam='actie' waarde='op' %}{% knop 'Terug' url='/' soort='secundair' %}")
    assert element(soep, "button[type=submit]")["value"] == "op"
    assert element(soep, "a")["class"] == [
        "utrecht-button",
        "utrecht-button--secondary-action",
        "utrecht-button--html-a",
    ]


# Forms


class Proefformulier(forms.Form):
    titel = forms.CharField(label="Titel", help_text="Zoals in het plan.", max_length=5)
    uitleg = forms.CharField(label="Uitleg", widget=forms.Textarea, required=False)
    keuze = forms.ChoiceField(label="Keuze", widget=forms.RadioSelect, choices=[("j", "Ja"), ("n", "Nee")])
    pm = forms.BooleanField(label="Nog te bepalen", required=False)
    versie = forms.IntegerField(widget=forms.HiddenInput)


def test_a_field_ties_label_help_and_error_to_its_control() -> None:
    soep = toon("{% formulier f %}", f=Proefformulier({"titel": "te lang", "keuze": "j", "versie": "1"}))
    bediening = element(soep, "#id_titel")
    assert bediening["aria-describedby"].split() == ["id_titel_hulp", "id_titel_fout"]
    assert bediening["aria-invalid"] == "true"
    assert element(soep, "label[for=id_titel]").get_text() == "Titel"
    for naam in bediening["aria-describedby"].split():
        assert element(soep, f"#{naam}").get_text()


def test_errors_are_summed_up_with_links_and_hidden_ones_without() -> None:
    soep = toon("{% formulierfouten f %}", f=Proefformulier({"titel": "", "keuze": "j", "versie": "x"}))
    regels = element(soep, ".kompas-fouten").select("li")
    assert element(soep, ".kompas-fouten")["role"] == "alert"
    assert [bool(regel.select_one("a[href='#id_titel']")) for regel in regels] == [False, True]


def test_a_form_without_errors_has_no_summary() -> None:
    assert toon("{% formulierfouten f %}", f=Proefformulier()).get_text() == ""


def test_choices_are_a_group_with_a_legend_and_optional_fields_say_so() -> None:
    soep = toon("{% formulier f %}", f=Proefformulier())
    assert element(soep, "fieldset legend").get_text() == "Keuze"
    assert len(soep.select("fieldset input[type=radio]")) == 2
    assert element(soep, "label[for=id_uitleg]").get_text() == "Uitleg (mag leeg blijven)"
    assert element(soep, "input[type=checkbox] + label").get_text() == "Nog te bepalen"
    assert element(soep, "input[type=hidden]")["name"] == "versie"
