"""The parts of fetching by themselves: values, addresses, the delivery, what is kept on disk, the connection."""

import math
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.servers.odata import Antwoord, Bronserver

from kompas.base import RefusedError
from kompas.data.levering import Levergebied, Levering, rij_adres
from kompas.data.sources.ophalen import Beleid, Bronadressen, BronError, Verbinding
from kompas.data.sources.ophalen.bladzijde import Blad, lees_waarden
from kompas.data.sources.ophalen.plan import Deel, Groep
from kompas.data.sources.ophalen.staat import Staat
from kompas.data.sources.ophalen.verbinding import OnleesbaarError, _retry_after
from kompas.data.sources.ophalen.voortgang import Teller, Voortgang


@given(st.lists(st.one_of(st.none(), st.integers(-999, 9_999_999), st.floats(0, 1e6, width=32), st.just("."))))
def test_what_was_written_is_what_is_read(cellen: list[float | str | None]) -> None:
    ruw = [None if cel is None else f"{cel!s:>8}" for cel in cellen]
    waarden, vlaggen = lees_waarden(ruw)
    for cel, waarde, vlag in zip(cellen, waarden, vlaggen, strict=True):
        assert vlag == (1 if cel is None else 2 if cel == "." else 0)
        assert math.isnan(waarde) if vlag else waarde == float(cel)  # type: ignore[arg-type]


@pytest.mark.parametrize("ruw", ["        ", "", None])
def test_nothing_is_blank_and_not_zero(ruw: str | None) -> None:
    waarden, vlaggen = lees_waarden([ruw, "       0"])
    assert (vlaggen.tolist(), waarden[1]) == ([1, 0], 0.0)


@pytest.mark.parametrize("ruw", ["x", "1,5", "nan", "inf", "1_000", "..", "1 2", "٣", "0x1f"])
def test_what_is_no_number_is_refused(ruw: str) -> None:
    with pytest.raises(OnleesbaarError, match="is geen getal"):
        lees_waarden(["       1", ruw])


def test_numbers_instead_of_texts_are_read_too() -> None:
    assert lees_waarden([3.0, "       4", None])[0][:2].tolist() == [3.0, 4.0]


def test_addresses_are_public_unless_told_otherwise() -> None:
    assert Bronadressen().voor("dataderden") == "https://dataderden.cbs.nl"
    eigen = Bronadressen.lees("dataderden=https://spiegel.example/politie/, pdok=http://127.0.0.1:8000")
    assert eigen.voor("dataderden") == "https://spiegel.example/politie"
    assert (eigen.voor("pdok"), eigen.voor("opendata")) == ("http://127.0.0.1:8000", "https://opendata.cbs.nl")
    with pytest.raises(RefusedError, match="geen adres bekend"):
        eigen.voor("onbekend")


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("dataderden=http://spiegel.example", "is niet versleuteld"),
        ("dataderden=file:///etc/passwd", "heeft niet de vorm"),
        ("dataderden=https://", "heeft niet de vorm"),
        ("dataderden", "heeft niet de vorm"),
        ("=https://spiegel.example", "heeft niet de vorm"),
        ("dataderden=https://spiegel.example/?x=1", "heeft niet de vorm"),
    ],
)
def test_an_address_that_is_unsafe_or_odd_is_refused(tekst: str, zin: str) -> None:
    with pytest.raises(RefusedError, match=zin):
        Bronadressen.lees(tekst)


def levering(map_: Path) -> Levering:
    return Levering(
        tabel="47018NED",
        bron="politie-misdrijven",
        map=map_,
        gebieden=(Levergebied("NL", "Nederland", "NL"), Levergebied("BU05370101", "’t Heen", "BU", "GM0537")),
        codes=("0.0.0", "1.1.1"),
        perioden=("2019JJ00",),
        totaal="0.0.0",
        gewijzigd="2026-07-15T02:00:00",
        opgehaald=datetime(2026, 7, 16, 3, 4, 5, tzinfo=UTC),
        indeling=2026,
        adres="https://bron.example/T?f=WijkenEnBuurten eq '{gebied:<10}' and S eq '{code:<6}' and P eq '{periode}'",
    )


def test_a_delivery_is_read_as_it_was_written(tmp_path: Path) -> None:
    gemaakt = levering(tmp_path)
    gemaakt.schrijf()
    assert Levering.lees(tmp_path) == gemaakt
    assert (gemaakt.aantal, gemaakt.delen) == (4, ())


@pytest.mark.parametrize("inhoud", ["", "{", "[]", "{}", '{"vorm": 99}', '{"vorm": 1}', '{"vorm": 1, "vreemd": 2}'])
def test_a_delivery_that_is_not_whole_is_refused(tmp_path: Path, inhoud: str) -> None:
    with pytest.raises(RefusedError, match="geen hele levering"):
        Levering.lees(tmp_path)
    (tmp_path / "levering.json").write_text(inhoud)
    with pytest.raises(RefusedError, match="Haal de tabel opnieuw op"):
        Levering.lees(tmp_path)


def test_the_address_of_a_row_is_padded_and_knows_the_code_of_the_country(tmp_path: Path) -> None:
    adres = levering(tmp_path).adres
    assert "'NL00%20%20%20%20%20%20'" in rij_adres(adres, "NL", "1.1.1", "2019JJ00")
    assert "'GM0537%20%20%20%20'" in rij_adres(adres, "GM0537", "aangiften:1.1.1", "2019JJ00")
    assert "S%20eq%20'1.1.1%20'" in rij_adres(adres, "GM0537", "aangiften:1.1.1", "2019JJ00")
    assert rij_adres("https://bron.example/{iets}", "NL", "", "") == "https://bron.example/{iets}"


def test_a_page_on_disk_that_is_damaged_is_not_used(tmp_path: Path) -> None:
    staat, deel = Staat(tmp_path / "werk"), Deel((0, 2), (0, 3), (0, 1))
    groep, vorm = Groep(0, deel, (deel,)), (2, 3, 1, 1, 1, 1)
    staat.begin({"tabel": "x"})
    blad = Blad(np.arange(6.0).reshape(vorm), np.zeros(vorm, np.uint8))
    assert staat.laad(groep, 0, vorm) is None
    staat.bewaar(groep, 0, blad)
    terug = staat.laad(groep, 0, vorm)
    assert terug is not None
    assert (terug.waarden == blad.waarden).all()
    assert staat.laad(groep, 0, (1, *vorm[1:])) is None
    pad = next(staat.bladen.iterdir())
    inhoud = bytearray(pad.read_bytes())
    inhoud[30] ^= 1
    pad.write_bytes(inhoud)
    assert staat.laad(groep, 0, vorm) is None
    pad.write_bytes(b"")
    assert staat.laad(groep, 0, vorm) is None


def test_what_belongs_to_another_question_is_thrown_away(tmp_path: Path) -> None:
    staat = Staat(tmp_path)
    staat.begin({"gewijzigd": "1"})
    (staat.delen / "000000.parquet").write_bytes(b"x")
    staat.begin({"gewijzigd": "1"})
    assert list(staat.delen.iterdir())
    staat.begin({"gewijzigd": "2"})
    assert not list(staat.delen.iterdir())
    (tmp_path / "opdracht.json").write_text("{", "utf-8")
    assert staat.opdracht() == {}


def test_retry_after_in_seconds_or_as_a_date() -> None:
    assert _retry_after("120") == 120
    assert _retry_after(None) is None
    assert _retry_after("straks") is None
    over = _retry_after(format_datetime(datetime.now(UTC).replace(year=2099)))
    assert over is not None
    assert over > 1e9
    assert _retry_after(format_datetime(datetime(2020, 1, 1, tzinfo=UTC))) == 0


def test_the_rate_is_that_of_this_run() -> None:
    tijd = iter([0.0, 0.0, 2.0, 4.0])
    gezien: list[Voortgang] = []
    teller = Teller("T", 10, gezien.append, klok=lambda: next(tijd))
    teller.begin(klaar=6, rijen=600)
    teller.erbij(100)
    teller.erbij(100)
    assert (gezien[0].resterend_s, gezien[0].rijen_per_s) == (None, 0)
    assert (gezien[-1].klaar, gezien[-1].rijen, gezien[-1].rijen_per_s, gezien[-1].resterend_s) == (8, 800, 50, 4)


SNEL = Beleid(pogingen=3, wachttijd=2, eerste_pauze=0.01)


def verbonden(server: Bronserver, dienst: str, antwoord: Antwoord) -> Verbinding:
    server.routes[dienst] = lambda _: antwoord
    return Verbinding(f"{server.basis}/{dienst}", 1, SNEL)


def vraag(verbinding: Verbinding) -> bytes:
    try:
        return verbinding.haal("iets", {"a": "b c"}, lambda lichaam: lichaam, niet_herhalen=lambda _: False)
    finally:
        verbinding.sluit()


@pytest.mark.parametrize("naar", ["http://elders.example/x", "https://127.0.0.1/x", "//elders.example/x", "file:///x"])
def test_a_redirect_to_another_service_is_not_followed(bronserver: Bronserver, naar: str) -> None:
    antwoord = Antwoord(302, b"", koppen=(("Location", naar),))
    with pytest.raises(BronError, match="Dat volgen we niet"):
        vraag(verbonden(bronserver, "omleider", antwoord))


def test_a_redirect_within_the_service_is_followed_but_not_for_ever(bronserver: Bronserver) -> None:
    verbinding = verbonden(bronserver, "kring", Antwoord(302, b"", koppen=(("Location", "/kring/nog-eens"),)))
    with pytest.raises(BronError, match="blijft doorverwijzen"):
        vraag(verbinding)
    bronserver.routes["hier"] = lambda verzoek: (
        Antwoord(302, b"", koppen=(("Location", "daar"),)) if verzoek.pad.endswith("iets") else Antwoord(200, b"klaar")
    )
    assert vraag(Verbinding(f"{bronserver.basis}/hier", 1, SNEL)) == b"klaar"


def test_an_answer_without_end_is_cut_off(bronserver: Bronserver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kompas.data.sources.ophalen.verbinding.MAX_ANTWOORD", 1000)
    with pytest.raises(BronError, match="groter dan"):
        vraag(verbonden(bronserver, "groot", Antwoord(200, b"x" * 1_000_000)))


def test_nobody_home_is_told_in_dutch() -> None:
    with pytest.raises(BronError, match=r"is niet bereikbaar of verbreekt de verbinding .3 keer geprobeerd"):
        vraag(Verbinding("http://127.0.0.1:9", 1, SNEL))


def test_a_service_that_is_silent_is_left_in_time(bronserver: Bronserver) -> None:
    bronserver.grillen.zet(metavertraging=1.5)
    snel = replace(SNEL, wachttijd=0.2, pogingen=2)
    verbinding = Verbinding(f"{bronserver.basis}/opendata", 1, snel)
    with pytest.raises(BronError, match=r"antwoordt niet op tijd .2 keer geprobeerd"):
        verbinding.haal("ODataFeed/OData/86247NED/TableInfos", {}, bytes, niet_herhalen=lambda _: False)
    verbinding.sluit()
