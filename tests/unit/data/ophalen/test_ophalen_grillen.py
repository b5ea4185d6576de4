"""Every quirk of the services, against the faithful server: what we ask, and that the figures are right anyway."""

import json
import re
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from tests.servers.odata import GEWIJZIGD, Bronserver
from tests.unit.data.ophalen.conftest import Haal, rijen_van, verwacht_van

from kompas.base import RefusedError
from kompas.data.levering import LEVERINGBESTAND, rij_adres


def vraag(server: Bronserver, pad: str, **opties: str) -> dict[str, object]:
    """One question to the server itself, without the client."""
    tekst = "&".join(f"${naam}={quote(waarde)}" for naam, waarde in opties.items())
    with urlopen(f"{server.basis}/dataderden/{pad}?{tekst}") as antwoord:  # noqa: S310 - loopback
        gelezen: dict[str, object] = json.load(antwoord)
        return gelezen


def aantal(antwoord: dict[str, object]) -> int:
    waarden = antwoord["value"]
    assert isinstance(waarden, list)
    return len(waarden)


def filters(server: Bronserver) -> list[str]:
    return [verzoek.vraag.get("$filter", "") for verzoek in server.dataverzoeken]


def test_every_cell_arrives_as_the_source_has_it(bronserver: Bronserver, haal: Haal) -> None:
    levering = haal()
    assert rijen_van(levering) == verwacht_van(bronserver, levering)
    assert levering.aantal == len(levering.gebieden) * 59 * 14
    assert {gebied.soort for gebied in levering.gebieden} == {"NL", "GM", "WK", "BU"}
    assert {gebied.gemeente for gebied in levering.gebieden if gebied.soort == "BU"} == {"GM0537"}
    assert (levering.totaal, levering.heel, levering.indeling) == ("0.0.0", True, 2026)
    assert levering.gewijzigd == GEWIJZIGD[0]


def test_number_blank_and_dot_stay_three_things(bronserver: Bronserver, haal: Haal) -> None:
    levering = haal("47013NED")
    rijen = rijen_van(levering)
    assert {sleutel: cel for sleutel, cel in rijen.items() if ":" not in sleutel[1]} == verwacht_van(
        bronserver, levering
    )
    aangiften = verwacht_van(bronserver, levering, "Aangiften", "aangiften:{soort}")
    assert {sleutel: cel for sleutel, cel in rijen.items() if sleutel[1].startswith("aangiften:")} == aangiften
    assert rijen["GM0537", "1.4.1", "2019MM03"] == (None, 1)  # zeden are not published by month
    assert rijen["GM0537", "aangiften:1.1.1", "2026MM06"] == (None, 2)  # not yet known
    assert rijen["GM0537", "2.6.11", "2026MM06"][1] == 0


def test_an_unpadded_key_gives_an_empty_answer_and_we_never_send_one(bronserver: Bronserver, haal: Haal) -> None:
    pad = "ODataFeed/OData/47018NED/UntypedDataSet"
    assert aantal(vraag(bronserver, pad, filter="WijkenEnBuurten eq 'GM0537' and Perioden eq '2019JJ00'")) == 0
    assert aantal(vraag(bronserver, pad, filter="WijkenEnBuurten eq 'GM0537    ' and Perioden eq '2019JJ00'")) == 59
    bronserver.verzoeken.clear()
    haal()
    sleutels = [
        sleutel for tekst in filters(bronserver) for sleutel in re.findall(r"WijkenEnBuurten eq '(.*?)'", tekst)
    ]
    assert len(sleutels) == 51
    assert {len(sleutel) for sleutel in sleutels} == {10}


@pytest.mark.parametrize(("tabel", "land"), [("47018NED", "NL00      "), ("47021NED", "NL01  ")])
def test_the_country_has_another_code_per_family(bronserver: Bronserver, haal: Haal, tabel: str, land: str) -> None:
    levering = haal(tabel)
    assert levering.gebieden[0].code == "NL"
    assert any(f"'{land}'" in tekst for tekst in filters(bronserver))
    adres = rij_adres(levering.adres, "NL", levering.totaal, "2019JJ00")
    with urlopen(adres) as antwoord:  # noqa: S310 - loopback
        assert len(json.load(antwoord)["value"]) == 1


def test_the_area_dimension_of_buurten_is_called_geodetail(bronserver: Bronserver, haal: Haal) -> None:
    eigenschappen = vraag(bronserver, "ODataFeed/OData/47018NED/DataProperties")["value"]
    assert isinstance(eigenschappen, list)
    assert {rij["Key"]: rij["Type"] for rij in eigenschappen}["WijkenEnBuurten"] == "GeoDetail"
    assert haal().gebieden


def test_ranges_mislead_and_we_never_ask_them(bronserver: Bronserver, haal: Haal) -> None:
    """`ge` on periods takes years between months; on areas it is ignored without a word."""
    maanden = "RegioS eq 'GM0537' and Overlast eq 'E35   ' and Perioden ge '2019MM01' and Perioden le '2019MM12'"
    per_maand = vraag(bronserver, "ODataFeed/OData/47021NED/UntypedDataSet", filter=maanden)["value"]
    assert isinstance(per_maand, list)
    assert len(per_maand) == 12
    over_jaren = maanden.replace("2019MM12", "2020MM12")
    assert aantal(vraag(bronserver, "ODataFeed/OData/47021NED/UntypedDataSet", filter=over_jaren)) == 25
    genegeerd = vraag(bronserver, "ODataFeed/OData/47018NED/UntypedDataSet", filter="WijkenEnBuurten ge 'BU0537'")
    assert aantal(genegeerd) == 10_000
    bronserver.verzoeken.clear()
    haal("47021NED")
    assert not [tekst for tekst in filters(bronserver) if re.search(r"\b(ge|gt|le|lt)\b", tekst)]


def test_no_answer_is_larger_than_the_cap_and_nothing_is_skipped(bronserver: Bronserver, haal: Haal) -> None:
    levering = haal("47022NED")
    assert len(bronserver.dataverzoeken) >= levering.aantal / 10_000
    assert not [verzoek for verzoek in bronserver.dataverzoeken if "$skip" in verzoek.vraag or "$top" in verzoek.vraag]
    assert max(len("&".join(f"{n}={quote(w)}" for n, w in v.vraag.items())) for v in bronserver.dataverzoeken) < 2_400


def test_a_page_of_half_the_size_is_followed_by_its_link_but_never_to_its_host(
    bronserver: Bronserver, haal: Haal
) -> None:
    bronserver.grillen.zet(feedblad=5_000)
    levering = haal()
    assert rijen_van(levering) == verwacht_van(bronserver, levering)
    vervolgd = [verzoek for verzoek in bronserver.dataverzoeken if "$skip" in verzoek.vraag]
    assert {verzoek.vraag["$skip"] for verzoek in vervolgd} == {"5000"}
    assert bronserver.grillen.linkhost.endswith("cbsp.nl")


def test_where_skip_fails_the_question_is_halved(bronserver: Bronserver, haal: Haal) -> None:
    bronserver.grillen.zet(feedblad=5_000, skip_faalt="ODataFeed")
    levering = haal()
    assert rijen_van(levering) == verwacht_van(bronserver, levering)
    assert {verzoek.status for verzoek in bronserver.dataverzoeken} == {200, 500}


FOUTEN = ("500", "503", "429", "afgekapt", "verbreek", "html", "leeg", "dubbel", "onbekend", "tekort")


@pytest.mark.parametrize("soort", FOUTEN)
@pytest.mark.parametrize("na", [0, 2])
def test_an_answer_that_fails_once_is_asked_again(bronserver: Bronserver, haal: Haal, soort: str, na: int) -> None:
    bronserver.grillen.zet(fouten=[{"soort": soort, "na": na}])
    levering = haal()
    assert rijen_van(levering) == verwacht_van(bronserver, levering)
    assert not bronserver.grillen.fouten[0].keer


@pytest.mark.parametrize("entiteit", ["TableInfos", "DataProperties", "WijkenEnBuurten"])
@pytest.mark.parametrize("soort", ["503", "afgekapt", "verbreek", "html"])
def test_metadata_that_fails_once_is_asked_again(bronserver: Bronserver, haal: Haal, soort: str, entiteit: str) -> None:
    bronserver.grillen.zet(fouten=[{"soort": soort, "entiteit": entiteit}])
    assert haal().aantal == 51 * 59 * 14


@pytest.mark.parametrize(
    ("soort", "zin"),
    [
        ("500", "antwoordt met fout 500"),
        ("503", "antwoordt met fout 503"),
        ("404", "antwoordt met fout 404"),
        ("afgekapt", "een antwoord dat niet heel is"),
        ("verbreek", "verbreekt de verbinding"),
        ("html", "een antwoord dat niet heel is"),
        ("leeg", "0 rijen in plaats van"),
        ("dubbel", "twee keer"),
        ("onbekend", "is niet gevraagd"),
        ("tekort", "rijen in plaats van"),
        ("telfout", "maar het totaal is 999999"),
    ],
)
def test_a_source_that_keeps_failing_is_refused_in_dutch(
    bronserver: Bronserver, haal: Haal, tmp_path: object, soort: str, zin: str
) -> None:
    bronserver.grillen.zet(fouten=[{"soort": soort, "keer": 10_000}])
    with pytest.raises(RefusedError, match=zin):
        haal(map=tmp_path)
    assert not list(tmp_path.rglob(LEVERINGBESTAND))  # type: ignore[attr-defined]


def test_retry_after_is_obeyed_by_every_connection(bronserver: Bronserver, haal: Haal) -> None:
    bronserver.grillen.zet(fouten=[{"soort": "503", "retry_after": "1", "na": 1}])
    haal("47022NED")
    momenten = [(verzoek.moment, verzoek.status) for verzoek in bronserver.dataverzoeken]
    (geweigerd,) = [moment for moment, status in momenten if status == 503]
    tussen = [moment for moment, _ in momenten if geweigerd + 0.2 < moment < geweigerd + 0.95]
    assert not tussen


def test_a_wait_that_is_too_long_is_told_instead_of_waited(bronserver: Bronserver, haal: Haal) -> None:
    bronserver.grillen.zet(fouten=[{"soort": "429", "retry_after": "86400"}])
    with pytest.raises(RefusedError, match="vraagt om 1440 minuten te wachten"):
        haal()


def test_positions_behind_measures_may_change(bronserver: Bronserver, haal: Haal) -> None:
    bronserver.grillen.zet(verschuif=7)
    levering = haal()
    assert "GeregistreerdeMisdrijven_8" in bronserver.dataverzoeken[0].vraag["$select"]
    assert rijen_van(levering) == verwacht_van(bronserver, levering)


def test_names_that_repeat_are_told_apart_by_their_headings(bronserver: Bronserver, haal: Haal) -> None:
    levering = haal("85146NED")
    rijen = rijen_van(levering)
    geweld = [onderwerp for onderwerp in levering.codes if onderwerp.startswith("Slachtoffers/")]
    assert len(geweld) == 3
    tabel = bronserver.tabel("85146NED")
    assert tabel is not None
    assert tabel.blok_van is not None
    for code in geweld:
        maat = next(m for m in tabel.maten if m.naam == "Slachtoffers" and m.onder[-1] == code.split("/")[1])
        assert rijen["NL", code, "2023JJ00"][0] == pytest.approx(float(tabel.blok_van(maat)[0, 0, 1]), abs=0.05)
    assert rijen["GM0014", geweld[0], "2023JJ00"][1] in {0, 2}
    assert levering.heeft_marges


def test_a_table_that_changes_while_fetched_is_never_mixed(bronserver: Bronserver, haal: Haal) -> None:
    bronserver.grillen.zet(wijzig_na=2, wijzig_tabel="47018NED")
    levering = haal()
    assert levering.gewijzigd == GEWIJZIGD[1]
    assert rijen_van(levering) == verwacht_van(bronserver, levering)  # of version 2, all of it


def test_a_table_that_keeps_changing_is_refused(
    bronserver: Bronserver, haal: Haal, monkeypatch: pytest.MonkeyPatch
) -> None:
    versies = iter(range(100))
    monkeypatch.setattr(type(bronserver), "versie_van", lambda *_: next(versies) // 3)
    with pytest.raises(RefusedError, match="verandert bij de bron"):
        haal("70072ned")


def test_slow_answers_arrive(bronserver: Bronserver, haal: Haal) -> None:
    bronserver.grillen.zet(vertraging=0.05, druppel=0.005)
    levering = haal("47021NED")
    assert rijen_van(levering) == verwacht_van(bronserver, levering)


def test_compressed_answers_are_read(bronserver: Bronserver, haal: Haal) -> None:
    bronserver.grillen.zet(gzip=True)
    levering = haal()
    assert rijen_van(levering) == verwacht_van(bronserver, levering)


@pytest.mark.parametrize("verbindingen", [1, 4])
def test_who_asks_and_how_many_at_once(bronserver: Bronserver, haal: Haal, verbindingen: int) -> None:
    bronserver.grillen.zet(vertraging=0.02)
    haal("47022NED", verbindingen=verbindingen)
    assert {verzoek.gebruiker.split("/")[0] for verzoek in bronserver.verzoeken} == {"Veiligheidskompas"}
    assert 1 <= bronserver.meeste_tegelijk <= verbindingen
    assert bronserver.meeste_tegelijk == verbindingen


def test_progress_counts_up_and_can_stop_the_fetch(bronserver: Bronserver, haal: Haal) -> None:
    class GenoegError(Exception): ...

    gezien = []

    def meld(stand: object) -> None:
        gezien.append(stand)
        if len(gezien) == 8:
            raise GenoegError

    with pytest.raises(GenoegError):
        haal("47022NED", voortgang=meld)
    gevraagd = len(bronserver.dataverzoeken)
    assert [stand.klaar for stand in gezien] == list(range(8))  # type: ignore[attr-defined]
    verder = []
    levering = haal("47022NED", voortgang=verder.append)
    assert verder[0].klaar >= 7
    assert verder[-1].klaar == verder[-1].totaal
    assert verder[-1].rijen == levering.aantal
    assert len(bronserver.dataverzoeken) <= verder[-1].totaal + gevraagd - verder[0].klaar
    assert verder[-2].resterend_s is not None
