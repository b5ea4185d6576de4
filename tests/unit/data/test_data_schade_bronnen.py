"""Broken surveys, tables by number, maps, lists and definitions: said clearly, and nothing changes."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from tests.factories.werkboeken import xlsx

from kompas.base import RefusedError
from kompas.data.build import lees_bestanden
from kompas.data.definities import DefinitieError, laad_definities
from kompas.data.definities.tabellen import Tabelvorm, laad_gebiedentabellen, laad_tabelvormen
from kompas.data.sources.eigenschappen import resolve
from kompas.data.sources.gebieden import lees_indeling

VM = '"Marges";"Regio\'s";"Perioden";"Rapportcijfer veiligheid in buurt (cijfer)"\n'
VM_GOED = [
    '"Waarde";"GM0575";"2021";"7,4"\n', '"Ondergrens 95%-interval";"GM0575";"2021";"7,2"\n',
    '"Bovengrens 95%-interval";"GM0575";"2021";"7,6"\n',
]  # fmt: skip
OD = "ID,Marges,RegioS,Perioden,RapportcijferVeiligheidInBuurt_60\n"
OD_GOED = ["0,MW00000,GM0575,2023JJ00,7.4\n", "1,MOG0095,GM0575,2023JJ00,7.2\n", "2,MBG0095,GM0575,2023JJ00,7.6\n"]
KWB = "ID,WijkenEnBuurten,Gemeentenaam_1,AantalInwoners_5\n"
BEVOLKING = "Geslacht,Leeftijd,BurgerlijkeStaat,RegioS,Perioden,BevolkingOp1Januari_1,GemiddeldeBevolking_2\n"
CRIMINALITEIT = "SoortMisdrijf,RegioS,Perioden,TotaalGeregistreerdeMisdrijven_1\n"
LIJST = "bron;tabel;code;gebied;periode;waarde\n"


def gebied(code: object = "GM0575", **meer: object) -> dict[str, object]:
    vlak = {"type": "Polygon", "coordinates": [[[4, 52], [5, 52], [5, 53], [4, 52]]]}
    return {
        "type": "Feature",
        "properties": {"statcode": code, "statnaam": "x", "jaarcode": 2024},
        "geometry": vlak,
    } | meer


def kaart(*features: object, **meer: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)} | meer)


def vlak(coordinaten: object, soort: str = "Polygon") -> dict[str, object]:
    return gebied(geometry={"type": soort, "coordinates": coordinaten})


BESTANDEN: dict[str, tuple[str, str | bytes, str]] = {
    "vm margin unknown": ("vm.csv", VM + '"Ongeveer";"GM0575";"2021";"7,4"\n', "marge 'Ongeveer' is onbekend"),
    "vm area unknown": ("vm.csv", VM + '"Waarde";"Utopia";"2021";"7,4"\n', "de naam 'Utopia' is niet bekend"),
    "vm period unknown": ("vm.csv", VM + '"Waarde";"GM0575";"laatst";"7,4"\n', "'laatst' is geen periode"),
    "vm words": ("vm.csv", VM + '"Waarde";"GM0575";"2021";"goed"\n', "'goed' is geen getal"),
    "vm below zero": ("vm.csv", VM + '"Waarde";"GM0575";"2021";"-1"\n', "een aantal is nul of meer"),
    "vm margin without value": ("vm.csv", VM + VM_GOED[1] + VM_GOED[2], "heeft een marge, maar geen waarde"),
    "vm outside its margins": (
        "vm.csv", VM + VM_GOED[0].replace("7,4", "8,4") + "".join(VM_GOED[1:]), "ligt niet tussen",
    ),
    "vm twice": ("vm.csv", VM + VM_GOED[0] * 2 + VM_GOED[0], "staat twee keer in het bestand"),
    "vm without measures": (
        "vm.csv", '"Marges";"Regio\'s";"Perioden"\n"Waarde";"GM0575";"2021"\n', "geen kolom met cijfers",
    ),
    "vm cut off": ("vm.csv", VM + "".join(VM_GOED)[:-4], "halverwege afgebroken"),
    "vm row too long": ("vm.csv", VM + '"Waarde";"GM0575";"2021";"7";"4"\n', "5 cellen, verwacht 4"),
    "vm two tables": ("vm.csv", VM + "".join(VM_GOED) + VM + VM_GOED[0], "hier begint een tweede tabel"),
    "vm only a heading": ("vm.csv", VM, "er staan geen rijen met cijfers in"),
    "odata margin unknown": ("85146NED.csv", OD + "0,MX00000,GM0575,2023JJ00,7\n", "marge 'MX00000' is onbekend"),
    "odata margin column gone": (
        "85146NED.csv", OD.replace("Marges,", "") + "0,GM0575,2023JJ00,7\n", "de kolom Marges ontbreekt",
    ),
    "odata period column gone": (
        "85146NED.csv", OD.replace("Perioden,", "") + "0,MW00000,GM0575,7\n", "de kolom Perioden ontbreekt",
    ),
    "odata value twice": ("85146NED.csv", OD + OD_GOED[0] * 3, "staat twee keer in het bestand"),
    "odata margin alone": ("85146NED.csv", OD + OD_GOED[1], "heeft een marge, maar geen waarde"),
    "odata outside its margins": (
        "85146NED.csv", OD + OD_GOED[0].replace("7.4", "9") + OD_GOED[1] + OD_GOED[2], "ligt niet tussen",
    ),
    "odata area": ("85146NED.csv", OD + "0,MW00000,Noordwijk,2023JJ00,7\n", "'Noordwijk' is geen gebiedscode"),
    "odata period": ("85146NED.csv", OD + "0,MW00000,GM0575,2023,7\n", "'2023' is geen periode"),
    "odata only repeated measures": (
        "85146NED.csv", "Marges,RegioS,Perioden,Slachtoffers_68,Slachtoffers_72\nMW00000,GM0575,2023JJ00,1,2\n",
        "geen kolom met cijfers van tabel 85146NED",
    ),
    "odata column twice": (
        "85146NED.csv", OD.replace("ID", "Marges") + OD_GOED[0], "een kolomnaam staat er twee keer in",
    ),
    "kwb without inhabitants": (
        "85984NED.csv", KWB.replace("AantalInwoners", "Iets") + "0,GM0575,N,5\n", "AantalInwoners_1 ontbreekt",
    ),
    "kwb fraction": ("85984NED.csv", KWB + "0,GM0575,N,5.5\n", "een aantal is een heel getal"),
    "kwb area": ("85984NED.csv", KWB + "0,Noordwijk,N,5\n", "is geen gebiedscode"),
    "kwb of an unknown number": ("12345NED.csv", KWB + "0,GM0575,N,5\n", "wordt niet herkend"),
    "population of one sex": (
        "03759ned.csv", BEVOLKING + "3000,10000,T001019,GM0575,2019JJ00,5,5\n", "er staan geen rijen met cijfers in",
    ),
    "population without ages": (
        "03759ned.csv", BEVOLKING.replace("Leeftijd,BurgerlijkeStaat,", "") + "3000,GM0575,2019JJ00,5,5\n",
        "de kolom Leeftijd en BurgerlijkeStaat ontbreekt",
    ),
    "cbs crime without kind": (
        "a.csv", CRIMINALITEIT.removeprefix("SoortMisdrijf,") + "GM0575,2019JJ00,5\n",
        "de kolom SoortMisdrijf ontbreekt",
    ),
    "cbs crime unknown place": (
        "a.csv", CRIMINALITEIT + "T001161,Atlantis,2019,5\n",
        "gebruik dan de CBS-code",
    ),
    "map without areas": ("k_2024.geojson", kaart(), "er staan geen gebieden"),
    "map cut off": ("k_2024.geojson", kaart(gebied())[:-30], "het ophalen afgebroken"),
    "map of numbers": ("k_2024.geojson", kaart(1, 2), "rij 1: dit is geen gebied met eigenschappen"),
    "map without codes": ("k_2024.geojson", kaart({**gebied(), "properties": {"naam": "x"}}), "heeft geen statcode"),
    "map with points": ("k_2024.geojson", kaart(vlak([4, 52], "Point")), "heeft geen grens"),
    "map without border": ("k_2024.geojson", kaart(gebied(geometry=None)), "heeft geen grens"),
    "map with an empty border": ("k_2024.geojson", kaart(vlak([])), "heeft een lege grens"),
    "map in metres": (
        "k_2024.geojson", kaart(vlak([[[155000, 463000], [1, 1], [2, 2], [155000, 463000]]])), "niet in graden",
    ),
    "map of two levels": (
        "k_2024.geojson", kaart(gebied(), gebied("WK057500")), "geef een kaart met alleen GM, WK of BU",
    ),
    "map of provinces": ("k_2024.geojson", kaart(gebied("PV28")), "geef een kaart met alleen GM"),
    "map of two years": (
        "k.geojson", kaart(gebied(), gebied("GM0576", properties={"statcode": "GM0576", "jaarcode": 2023})),
        "gevonden: 2023, 2024",
    ),
    "map of no year": ("k.geojson", kaart(gebied(properties={"statcode": "GM0575"})), "gevonden: geen"),
    "map of strange codes": ("k_2024.geojson", kaart(gebied("GM05")), "'GM05' is geen gebiedscode"),
    "map very deep": ("k_2024.geojson", '{"type": "FeatureCollection", "features": ' + "[" * 100_000, "niet te lezen"),
    "list unknown source": ("a.csv", LIJST + "krant;x;y;GM0575;2019;1\n", "bron 'krant' is onbekend"),
    "list area": ("a.csv", LIJST + "partner;x;y;Noordwijk;2019;1\n", "is geen gebiedscode"),
    "list period": ("a.csv", LIJST + "partner;x;y;GM0575;19;1\n", "is geen periode"),
    "list words": ("a.csv", LIJST + "partner;x;y;GM0575;2019;een\n", "is geen getal"),
    "list impossible": ("a.csv", LIJST + "bbv;x;halt-per-1000;GM0575;2018;176\n", "gebruik dan halt-per-10000"),
    "list in a workbook": (
        "a.xlsx", xlsx([["bron", "tabel", "code", "gebied", "periode", "waarde"], ["krant", "x", "y",
        "GM0575", 2019, 1]]),
        "bron 'krant' is onbekend",
    ),
    "list boundaries": ("a.csv", LIJST.strip() + ";indeling\npartner;x;y;GM0575;2019;1;laatst\n", "laatst"),
    "template not filled in": ("a.csv", LIJST + "bbv;x;geweld;GM0000;jaar;1\n", "is geen periode"),
    "police table in a workbook": (
        "a.xlsx", xlsx([["SoortMisdrijf", "RegioS", "Perioden", "GeregistreerdeMisdrijven_1"], ["9.9.9", "GM0575",
        "2019JJ00", 1]]),
        "soort '9.9.9' staat niet in de lijst",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def cijfermap(voorbeeldmap: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("bronnen") / "cijfers"
    shutil.copytree(voorbeeldmap, map_)
    return map_


@pytest.mark.parametrize("soort", list(BESTANDEN))
def test_a_broken_file_changes_nothing(
    soort: str,
    cijfermap: Path,
    maak: Callable[[str, str | bytes], Path],
    vingerafdruk: Callable[[Path], dict[str, str]],
) -> None:
    naam, inhoud, melding = BESTANDEN[soort]
    eerst = vingerafdruk(cijfermap)
    with pytest.raises(RefusedError) as fout:
        lees_bestanden(cijfermap, [maak(naam, inhoud)])
    assert melding in str(fout.value)
    assert str(fout.value).startswith(naam)
    assert vingerafdruk(cijfermap) == eerst


VORM: dict[str, object] = {
    "tabel": "47018NED", "bron": "politie-misdrijven", "dienst": "dataderden", "titel": "x", "bundel": "politie",
    "soort_gebieden": ["GM"], "soort_dimensie": "SoortMisdrijf",
    "maten": [{"naam": "GeregistreerdeMisdrijven", "code": "{soort}"}],
}  # fmt: skip
DEFINITIES: dict[str, tuple[dict[str, object], str]] = {
    "number": ({"tabel": "47018"}, "veld tabel: heeft niet de juiste vorm"),
    "service": ({"dienst": "ergens"}, "veld dienst: is geen van de toegestane waarden"),
    "no areas": ({"soort_gebieden": []}, "veld soort_gebieden"),
    "unknown areas": ({"soort_gebieden": ["XX"]}, "veld soort_gebieden.0"),
    "no measures": ({"maten": [], "soort_dimensie": None}, "geef ten minste één maat"),
    "kind without place": ({"maten": ["Iets"]}, "bij een soort_dimensie hoort {soort}"),
    "place without kind": ({"soort_dimensie": None}, "kunnen alleen bij een soort_dimensie"),
    "unknown place": ({"maten": [{"naam": "X", "code": "{soort}{gebied}"}]}, "in de code kan {gebied} niet"),
    "two of one code": (
        {"maten": [{"naam": "A", "code": "{soort}"}, {"naam": "B", "code": "{soort}"}]},
        "is van twee maten",
    ),
    "period and fixed period": ({"periode": "Perioden", "vaste_periode": "2024JJ00"}, "niet allebei"),
    "strange fixed period": ({"vaste_periode": "2024"}, "veld vaste_periode"),
    "dimension twice": ({"vast": {"RegioS": "GM0575"}}, "dimensie RegioS wordt twee keer gebruikt"),
    "members without dimension": ({"vrije_leden": ["a"]}, "vrije_leden hoort bij een vrije dimensie"),
    "half margins": ({"marges": {"waarde": "MW00000"}}, "veld marges.laag"),
    "width below zero": ({"gebied_breedte": -1}, "veld gebied_breedte"),
    "unknown field": ({"kleur": "rood"}, "veld kleur: dit veld bestaat niet"),
    "periods": ({"perioden": "week"}, "veld perioden"),
    "country": ({"landcode": "NL"}, "veld landcode"),
}


@pytest.mark.parametrize("soort", list(DEFINITIES))
def test_a_broken_table_definition_names_file_and_field(soort: str, tmp_path: Path) -> None:
    anders, melding = DEFINITIES[soort]
    (tmp_path / "tabellen").mkdir()
    (tmp_path / "tabellen/eigen.yaml").write_text(yaml.safe_dump({"tabellen": [{**VORM, **anders}]}), "utf-8")
    with pytest.raises(DefinitieError) as fout:
        laad_tabelvormen(tmp_path)
    assert "eigen.yaml" in str(fout.value)
    assert melding in str(fout.value)


BRONNEN: dict[str, tuple[dict[str, object], str]] = {
    "rhythm": ({"cadans": {"elke": "week"}}, "veld cadans.elke"),
    "yearly without month": ({"cadans": {"elke": "jaar"}}, "hoort een maand"),
    "monthly with month": ({"cadans": {"elke": "maand", "maand": 3}}, "bij elke maand en kwartaal niet"),
    "day 31": ({"cadans": {"elke": "maand", "dag": 31}}, "veld cadans.dag"),
    "delay below zero": ({"vertraging": -1}, "veld vertraging"),
    "disclosure": ({"openbaarheid": "misschien"}, "veld openbaarheid"),
    "meaning too short": ({"begrippen": [{"begrip": "x", "betekenis": "y"}]}, "veld begrippen.0.betekenis"),
    "list of kinds": ({"soorten": "bestaat-niet"}, "bestaat-niet bestaat niet"),
}


@pytest.mark.parametrize("soort", list(BRONNEN))
def test_a_broken_source_names_the_field(soort: str, tmp_path: Path) -> None:
    anders, melding = BRONNEN[soort]
    bron = {"key": "krant", "titel": "x", "houder": "x", **anders}
    (tmp_path / "bronnen").mkdir()
    (tmp_path / "bronnen/eigen.yaml").write_text(yaml.safe_dump({"bronnen": [bron]}), "utf-8")
    with pytest.raises(DefinitieError) as fout:
        laad_definities(tmp_path)
    assert melding in str(fout.value)


def eigenschap(nummer: int, soort: str, key: str, titel: str = "", ouder: object = None) -> dict[str, object]:
    return {
        "ID": nummer,
        "ParentID": ouder,
        "Type": soort,
        "Key": key,
        "Title": titel,
        "Datatype": "Long",
        "Unit": "aantal",
    }


POLITIE = [
    eigenschap(0, "Dimension", "SoortMisdrijf"), eigenschap(1, "GeoDimension", "RegioS"),
    eigenschap(2, "TimeDimension", "Perioden"), eigenschap(3, "Topic", "GeregistreerdeMisdrijven_7", "Misdrijven"),
]  # fmt: skip
KAPOT: dict[str, tuple[list[dict[str, object]], str]] = {
    "dimension gone": (POLITIE[1:], "heeft geen dimensie SoortMisdrijf"),
    "dimension new": (
        [*POLITIE, eigenschap(9, "Dimension", "Geslacht")], "heeft een dimensie Geslacht die de definitie",
    ),
    "measure gone": (POLITIE[:3], "heeft geen maat GeregistreerdeMisdrijven meer (wel: geen)"),
    "measure renamed": ([*POLITIE[:3], eigenschap(3, "Topic", "Misdrijven_1")], "(wel: Misdrijven)"),
    "measure twice": (
        [*POLITIE, eigenschap(4, "TopicGroup", "", "Jeugd"), eigenschap(5, "Topic",
        "GeregistreerdeMisdrijven_8", ouder=4)],
        "heeft 2 keer een maat GeregistreerdeMisdrijven (onder: zonder kopje; Jeugd)",
    ),
    "nothing at all": ([], "heeft geen dimensie RegioS (wel: geen)"),
}  # fmt: skip


@pytest.mark.parametrize("soort", list(KAPOT))
def test_a_table_that_changed_at_the_source_is_refused(soort: str) -> None:
    eigenschappen, melding = KAPOT[soort]
    with pytest.raises(RefusedError) as fout:
        resolve(Tabelvorm.model_validate(VORM), eigenschappen)
    assert melding in str(fout.value)
    assert "pas definities/tabellen aan. Er is niets veranderd" in str(fout.value)


GROEPEN = [
    {"ID": 1, "Type": "TopicGroup", "Key": "", "Title": "Provincies"},
    {"ID": 2, "ParentID": 1, "Type": "Topic", "Key": "Code_28"},
    {"ID": 3, "ParentID": 1, "Type": "Topic", "Key": "Naam_29"},
]
RIJ = {"RegioS": "GM0575", "Code_28": "PV28  ", "Naam_29": "Zuid-Holland (PV)"}
INDELINGEN: dict[str, tuple[str, list[dict[str, object]], list[dict[str, object]], str]] = {
    "no year": ("Gebieden in Nederland", GROEPEN, [RIJ], "zegt niet van welk jaar"),
    "no rows": ("Gebieden in Nederland 2026", GROEPEN, [], "staan geen provincies of politie-eenheden"),
    "no columns": ("Gebieden in Nederland 2026", [], [RIJ], "staan geen provincies of politie-eenheden"),
    "in two provinces": (
        "Gebieden in Nederland 2026", GROEPEN, [RIJ, {**RIJ, "Code_28": "PV27"}],
        "GM0575 ligt in PV27 en PV28; dat kan niet",
    ),
}  # fmt: skip


@pytest.mark.parametrize("soort", list(INDELINGEN))
def test_an_area_table_that_makes_no_sense_is_refused(soort: str) -> None:
    titel, eigenschappen, rijen, melding = INDELINGEN[soort]
    with pytest.raises(RefusedError) as fout:
        lees_indeling(laad_gebiedentabellen()["86247NED"], titel, eigenschappen, rijen)
    assert melding in str(fout.value)
