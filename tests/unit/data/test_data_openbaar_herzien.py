"""An attack: a visitor keeps what he saw before a revision, and lays it beside what he sees after it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from tests.factories.leveringen import maak_levering

from kompas.base import GeenCijfer, Periode, Refused
from kompas.data import masker, open_cijfers
from kompas.data.build import lees_bestanden, neem_leveringen
from kompas.data.masker import Maskers, bovenliggend
from kompas.data.openbaar import Openbaarregels, OpenbareCijfers
from kompas.data.uitvoer import Gegeven, als_csv
from kompas.data.verraad import Totaal, lees_uitvoer, verraden
from kompas.stats.openbaarmaking import Cel, Tabel, Uitgave, verschilcheck

GM, W1, W2 = "GM0575", "WK057501", "WK057502"
BUURTEN = ("BU05750101", "BU05750102", "BU05750201", "BU05750202")
GEBIEDEN = (GM, W1, W2, *BUURTEN)
INDICATOREN = {"1.1.1": "woninginbraak", "1.2.3": "fietsdiefstal", "2.2.1": "vernieling", "0.0.0": "misdrijven-totaal"}
JAAR = Periode.jaar(2019)
Stand = Mapping[str, tuple[int, int, int]]
# woninginbraak, fietsdiefstal, vernieling; then ten more stolen bicycles in the first buurt, so that another
# figure becomes the cheapest to hide beside its three burglaries
EERST: Stand = dict(zip(BUURTEN, [(3, 20, 31), (14, 25, 16), (22, 8, 40), (9, 33, 12)], strict=True))
LATER: Stand = EERST | {BUURTEN[0]: (3, 30, 31)}
KLEINER: Stand = EERST | {BUURTEN[3]: (4, 33, 12)}


def tabel(stand: Stand) -> Tabel:
    waarden: dict[Cel, float | None] = {}
    for buurt, getallen in stand.items():
        for code, getal in [*zip(INDICATOREN, getallen, strict=False), ("0.0.0", sum(getallen))]:
            for gebied in (buurt, bovenliggend(buurt), GM):
                waarden[gebied, code] = (waarden.get((gebied, code)) or 0) + getal
    return Tabel(waarden, {deel: bovenliggend(deel) for deel in GEBIEDEN if deel != GM}, "0.0.0")


def als_levering(map_: Path, dag: str, stand: Stand) -> None:
    """A fetched table."""
    cellen = {(str(g), str(c), "2019JJ00"): float(getal or 0) for (g, c), getal in tabel(stand).waarden.items()}
    levering = maak_levering(
        map_ / dag, cellen, gebieden=GEBIEDEN, codes=tuple(INDICATOREN), perioden=["2019JJ00"], dag=dag,
        totaal="0.0.0", indeling=2019,
    )  # fmt: skip
    neem_leveringen(map_ / "cijfers", [levering])


def als_bestand(map_: Path, dag: str, stand: Stand, bron: str = "politie-misdrijven") -> None:
    """A file that somebody reads in."""
    waarden = tabel(stand).waarden
    reeksen = [{"code": code, "gebieden": {g: [int(waarden[g, code] or 0)] for g in GEBIEDEN}} for code in INDICATOREN]
    inhoud = {
        "kompas_cijfers": 1, "indeling": 2019, "titel": "Misdrijven per buurt", "bron": bron, "tabel": "47018NED",
        "opgehaald": dag, "perioden": [2019], "reeksen": reeksen,
    }  # fmt: skip
    namen = map_ / "WijkenEnBuurten.csv"
    namen.write_text("Key,Title\n" + "".join(f"{code},Gebied {code}\n" for code in GEBIEDEN), "utf-8")
    pad = map_ / f"{dag}.yaml"
    pad.write_text(yaml.safe_dump(inhoud, sort_keys=False), "utf-8")
    lees_bestanden(map_ / "cijfers", [namen, pad])


@contextmanager
def bezoeker(map_: Path) -> Iterator[OpenbareCijfers]:
    cijfers = open_cijfers(map_ / "cijfers")
    yield OpenbareCijfers.van(cijfers, rol_in=frozenset(), regels=Openbaarregels())
    cijfers.close()


def gezien(map_: Path, naam: str, stand: Stand) -> Uitgave:
    """What a visitor gets to see of the build of this moment, asked figure by figure."""
    waar, verborgen = tabel(stand), set()
    with bezoeker(map_) as cijfers:
        for gebied, code in waar.waarden:
            waarde = cijfers.waarde(INDICATOREN[str(code)], str(gebied), JAAR)
            assert waarde.bekend or waarde.reden is GeenCijfer.ONDERDRUKT
            assert waarde.getal in {None, waar.waarden[gebied, code]}
            verborgen |= set() if waarde.bekend else {(gebied, code)}
    return Uitgave(naam, waar, frozenset(verborgen))


def val_aan(map_: Path, bewaar: Callable[[Path, str, Stand], None], later: Stand = LATER) -> set[tuple[str, Cel]]:
    """The hidden figures that a visitor works out who saw both builds."""
    bewaar(map_, "2020-02-01", EERST)
    eerst = gezien(map_, "eerst", EERST)
    bewaar(map_, "2020-08-01", later)
    gevonden = verschilcheck([eerst, gezien(map_, "later", later)])
    assert not isinstance(gevonden, Refused)
    assert {naam for naam, _ in gevonden} == {"eerst", "later"}
    return {sleutel for sleutel, bereik in gevonden.items() if bereik.bekend}


@pytest.mark.parametrize("bewaar", [als_levering, als_bestand])
def test_two_builds_together_do_not_give_away_what_was_small_from_the_start(
    tmp_path: Path, bewaar: Callable[[Path, str, Stand], None]
) -> None:
    assert val_aan(tmp_path, bewaar) == set()


def test_they_would_without_regard_to_what_was_shown_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def alleen_nu(self: Maskers, *vraag: object) -> Iterator[object]:
        yield dict(self._waarden(*vraag))

    monkeypatch.setattr(Maskers, "_standen", alleen_nu)
    monkeypatch.setattr(masker, "_GEHEUGEN", masker._Geheugen())
    assert ("later", (BUURTEN[0], "1.1.1")) in val_aan(tmp_path, als_levering)


def als_download(map_: Path, naam: str) -> Path:
    """What a visitor downloads of the build of this moment."""
    with bezoeker(map_) as cijfers:
        gegevens = [
            Gegeven(key, gebied, gebied, cijfers.waarde(key, gebied, JAAR))
            for key in INDICATOREN.values()
            for gebied in GEBIEDEN
        ]
    pad = map_ / naam
    pad.write_bytes(als_csv(gegevens))
    return pad


@pytest.mark.parametrize("met_versies", [True, False])
def test_two_downloads_together_give_nothing_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, met_versies: bool
) -> None:
    if not met_versies:
        monkeypatch.setattr(Maskers, "_standen", lambda self, *vraag: iter([dict(self._waarden(*vraag))]))
        monkeypatch.setattr(masker, "_GEHEUGEN", masker._Geheugen())
    als_levering(tmp_path, "2020-02-01", EERST)
    eerst = als_download(tmp_path, "eerst.csv")
    als_levering(tmp_path, "2020-08-01", LATER)
    totaal = Totaal("misdrijven-totaal", tuple(INDICATOREN.values())[:-1], volledig=True)
    gelekt = verraden([lees_uitvoer(eerst), lees_uitvoer(als_download(tmp_path, "later.csv"))], [totaal])
    assert not isinstance(gelekt, Refused)
    inbraken = {lek.getal for lek in gelekt if lek.sleutel[:2] == ("woninginbraak", BUURTEN[0])}
    assert inbraken == (set() if met_versies else {3.0})


def test_what_tells_of_a_count_that_became_small_is_hidden_too(tmp_path: Path) -> None:
    """9 became 4: the total of the buurt, beside the earlier one, would say so."""
    val_aan(tmp_path, als_levering, KLEINER)
    with bezoeker(tmp_path) as cijfers:
        assert not cijfers.waarde("woninginbraak", BUURTEN[3], JAAR).bekend
        assert not cijfers.waarde("misdrijven-totaal", BUURTEN[3], JAAR).bekend


def test_a_source_without_kinds_keeps_whole_areas_hidden(tmp_path: Path) -> None:
    for dag, stand in (("2020-02-01", EERST), ("2020-08-01", EERST | {BUURTEN[0]: (30, 20, 31)})):
        als_bestand(tmp_path, dag, stand, "politie-lokaal")
    cijfers = open_cijfers(tmp_path / "cijfers")
    bron = cijfers.definities.bronnen["politie-lokaal"].model_copy(update={"openbaarheid": "klein"})
    assert cijfers._store is not None
    gemaakt = Maskers(cijfers._store, cijfers.definities, 5).van(bron, "1.1.1", GM, 2019)
    assert all(gemaakt.bezwaar(BUURTEN[0], code) for code in INDICATOREN)
    assert not gemaakt.bezwaar(GM, "1.1.1")
    cijfers.close()


def test_sexual_offences_of_a_source_that_is_open_stay_hidden(tmp_path: Path) -> None:
    """The CBS publishes them per wijk and buurt together with violence; an own indicator could ask for them."""
    namen, pad = tmp_path / "WijkenEnBuurten.csv", tmp_path / "kerncijfers.yaml"
    namen.write_text("Key,Title\n" + "".join(f"{code},Gebied {code}\n" for code in GEBIEDEN), "utf-8")
    inhoud = {
        "kompas_cijfers": 1, "indeling": 2019, "titel": "Kerncijfers", "bron": "cbs-wijken-buurten",
        "tabel": "84583NED", "opgehaald": "2020-02-01", "perioden": [2019],
        "reeksen": [{"code": "GeweldsEnSeksueleMisdrijven", "gebieden": {gebied: [7] for gebied in GEBIEDEN}}],
    }  # fmt: skip
    pad.write_text(yaml.safe_dump(inhoud, sort_keys=False), "utf-8")
    lees_bestanden(tmp_path / "cijfers", [namen, pad])
    (tmp_path / "definities" / "indicatoren").mkdir(parents=True)
    eigen = {"key": "eigen-geweld", "titel": "Proef", "omschrijving": "Proef.", "bron": "cbs-wijken-buurten",
             "code": "GeweldsEnSeksueleMisdrijven", "eenheid": "misdrijven", "richting": "lager",
             "soort": "telling"}  # fmt: skip
    (tmp_path / "definities" / "indicatoren" / "proef.yaml").write_text(yaml.safe_dump({"indicatoren": [eigen]}))
    cijfers = open_cijfers(tmp_path / "cijfers", tmp_path / "definities")
    gezien_door = {
        rol: OpenbareCijfers.van(cijfers, rol_in=frozenset(rol), regels=Openbaarregels()) for rol in ((), (GM,))
    }
    zichtbaar = {
        (rol, gebied[:2])
        for rol, blik in gezien_door.items()
        for gebied in GEBIEDEN
        if blik.waarde("eigen-geweld", gebied, JAAR).bekend
    }
    assert zichtbaar == {((), "GM"), ((GM,), "GM"), ((GM,), "WK")}
    cijfers.close()


def test_reading_the_same_again_changes_nothing(tmp_path: Path) -> None:
    als_levering(tmp_path, "2020-02-01", EERST)
    eerst = gezien(tmp_path, "eerst", EERST)
    als_levering(tmp_path, "2020-08-01", EERST)
    assert gezien(tmp_path, "later", EERST).verborgen == eerst.verborgen
