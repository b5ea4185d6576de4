"""Reading figures in from files: nothing changes before the last step, and what is read is what was looked at."""

import io
import zipfile
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.cijferlijsten import als, lees, lijst
from tests.factories.personen import Cast

from kompas.analyse import actions
from kompas.analyse.models import Aanlevering
from kompas.base import Periode, RefusedError
from kompas.core.cijfers import cijfermap, cijfers
from kompas.core.models import Gemeente, Wijziging
from kompas.core.uploads import TEGELIJK, plaats_om_te_lezen
from kompas.data.build import Opslag

ADRES = "/noordwijk/cijfers/inlezen/"
LIJST = lijst({"1.1.1": {"GM0575": [78]}})


@pytest.fixture
def anna(cast: Cast, lege_home: Path) -> Client:  # noqa: ARG001  (each test has figures of its own)
    return als(cast.anna)


def _stuur(client: Client, *bestanden: tuple[str, bytes], **velden: str):  # noqa: ANN202  (a test client's response)
    inhoud = [SimpleUploadedFile(naam, inhoud) for naam, inhoud in bestanden]
    return client.post(ADRES, {"bestanden": inhoud, **velden})


def _getal(jaar: int = 2019) -> float | None:
    return cijfers().waarde("woninginbraak", "GM0575", Periode.jaar(jaar)).getal


def _map(lege_home: Path) -> list[str]:
    return sorted(pad.name for pad in (lege_home / "aangeleverd").rglob("*") if pad.is_file())


def test_look_then_read_in(anna: Client, lege_home: Path) -> None:
    antwoord = _stuur(anna, ("politie.yaml", LIJST), ("inwoners.yaml", _inwoners()), opgehaald="2024-01-31")
    rij = Aanlevering.objects.get()
    assert antwoord.url == f"{ADRES}{rij.pk}/"
    assert (_getal(), Opslag(cijfermap()).actief) == (None, "")
    pagina = anna.get(antwoord.url).text
    for deel in ("Er is nog niets ingelezen", "politie.yaml", "inwoners.yaml", "47018NED, 1.1.1", "GM0575", "78"):
        assert deel in pagina
    assert _map(lege_home) == ["inwoners.yaml", "politie.yaml"]

    na = anna.post(f"{antwoord.url}overnemen/", follow=True)
    assert "Ingelezen: 2 nieuwe en 0 gewijzigde cijfers." in na.text
    rij.refresh_from_db()
    assert (_getal(), rij.status, rij.build) == (78, "ingelezen", Opslag(cijfermap()).actief)
    assert _map(lege_home) == []
    assert {w.handeling for w in Wijziging.objects.all()} == {
        "cijfers aangeleverd",
        "besluit over aangeleverde cijfers",
    }


def _inwoners() -> bytes:
    return lijst({"inwoners": {"GM0575": [42760]}}, bron="cbs-bevolking", tabel="70072ned")


def test_a_revision_shows_old_and_new(anna: Client, tmp_path: Path) -> None:
    lees(tmp_path, LIJST)
    antwoord = _stuur(
        anna, ("nieuw.yaml", lijst({"1.1.1": {"GM0575": [81, 70]}}, jaren=(2019, 2020), opgehaald=date(2025, 2, 1)))
    )
    pagina = anna.get(antwoord.url).text
    tabel = pagina.partition("Gewijzigd in nieuw.yaml")[2].partition("</table>")[0]
    assert [deel in tabel for deel in (">78<", ">81<", "2019")] == [True] * 3
    nieuw = pagina.partition("Nieuw in nieuw.yaml")[2].partition("</table>")[0]
    assert ">70<" in nieuw
    assert "81" not in nieuw
    assert _getal() == 78


def test_rejected_rows_have_their_reason(anna: Client) -> None:
    inhoud = b"a;b\n1;2\n"
    antwoord = _stuur(anna, ("vreemd.csv", inhoud))
    assert antwoord.status_code == 422
    assert "vreemd.csv" in antwoord.text
    assert not Aanlevering.objects.exists()


def test_cancel_leaves_everything_as_it_was(anna: Client, lege_home: Path, tmp_path: Path) -> None:
    lees(tmp_path, LIJST)
    build = Opslag(cijfermap()).actief
    adres = _stuur(anna, ("x.yaml", lijst({"1.1.1": {"GM0575": [1]}}, opgehaald=date(2025, 2, 1)))).url
    na = anna.post(f"{adres}verwerpen/", follow=True)
    assert "Niet ingelezen: x.yaml" in na.text
    assert (_getal(), Opslag(cijfermap()).actief, _map(lege_home)) == (78, build, [])
    opnieuw = anna.post(f"{adres}overnemen/", follow=True)
    assert "al besloten" in opnieuw.text
    assert _getal() == 78


def test_what_is_read_is_what_was_looked_at(anna: Client, lege_home: Path) -> None:
    adres = _stuur(anna, ("x.yaml", LIJST)).url
    [pad] = (lege_home / "aangeleverd").rglob("x.yaml")
    pad.write_bytes(lijst({"1.1.1": {"GM0575": [999]}}))
    na = anna.post(f"{adres}overnemen/", follow=True)
    assert "niet meer wat u hebt bekeken" in na.text
    assert (_getal(), Aanlevering.objects.get().status) == (None, "open")


def test_other_figures_in_between_ask_for_another_look(anna: Client, tmp_path: Path) -> None:
    adres = _stuur(anna, ("x.yaml", lijst({"1.1.1": {"GM0575": [80]}}, opgehaald=date(2025, 1, 1)))).url
    lees(tmp_path, LIJST)
    na = anna.post(f"{adres}overnemen/", follow=True)
    assert "Intussen zijn er andere cijfers ingelezen" in na.text
    assert ">78<" in na.text.partition("Gewijzigd in x.yaml")[2]
    assert _getal() == 78
    anna.post(f"{adres}overnemen/")
    assert _getal() == 80


def test_a_file_that_changes_nothing_cannot_be_read_in_twice(anna: Client, tmp_path: Path) -> None:
    lees(tmp_path, LIJST)
    pagina = anna.get(_stuur(anna, ("x.yaml", LIJST)).url).text
    assert "Deze bestanden veranderen niets" in pagina
    assert "overnemen/" not in pagina


def test_figures_of_a_municipality_of_others_are_refused(anna: Client, elders: Gemeente, lege_home: Path) -> None:
    inhoud = lijst({"1.1.1": {"GM0575": [78], elders.code: [5], "GM0363": [7]}})
    antwoord = _stuur(anna, ("x.yaml", inhoud))
    assert antwoord.status_code == 422
    assert "cijfers van Westland. Daar bent u geen adviseur" in antwoord.text
    assert (Aanlevering.objects.count(), _map(lege_home)) == (0, [])
    # A municipality without pages here, such as Amsterdam, is there to compare with.
    assert _stuur(anna, ("x.yaml", lijst({"1.1.1": {"GM0575": [78], "GM0363": [7]}}))).status_code == 302


def test_unchanged_figures_of_others_are_no_reason_to_refuse(anna: Client, elders: Gemeente, tmp_path: Path) -> None:
    lees(tmp_path, lijst({"1.1.1": {elders.code: [5]}}))
    assert _stuur(anna, ("x.yaml", lijst({"1.1.1": {"GM0575": [78], elders.code: [5]}}))).status_code == 302


@pytest.mark.parametrize("naam", ["../../boze.yaml", "..\\..\\boze.yaml", "/etc/boze.yaml", "boze.yaml\x00.csv"])
def test_a_name_stays_in_its_folder(anna: Client, lege_home: Path, naam: str) -> None:
    _stuur(anna, (naam, LIJST))
    gevonden = [pad for pad in lege_home.rglob("*boze*") if pad.is_file()]
    assert all((lege_home / "aangeleverd") in pad.parents for pad in gevonden)


def test_two_files_with_one_name_are_refused(anna: Client) -> None:
    antwoord = _stuur(anna, ("x.yaml", LIJST), ("x.yaml", LIJST))
    assert antwoord.status_code == 422
    assert "twee bestanden die x.yaml heten" in antwoord.text


def test_too_many_and_too_large(anna: Client, settings: object) -> None:
    veel = _stuur(anna, *((f"{nummer}.yaml", LIJST) for nummer in range(21)))
    assert (veel.status_code, "Dit zijn 21 bestanden" in veel.text) == (422, True)
    settings.MAX_UPLOAD_BYTES = 100_000  # type: ignore[attr-defined]
    groot = _stuur(anna, ("x.yaml", LIJST + b"#" * 200_000))
    assert (groot.status_code, "te groot" in groot.text) == (422, True)
    assert not Aanlevering.objects.exists()


def test_a_spreadsheet_that_swells_is_refused(anna: Client) -> None:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        archief.writestr("xl/worksheets/sheet1.xml", b"0" * 210_000_000)
    antwoord = _stuur(anna, ("bom.xlsx", uit.getvalue()))
    assert (antwoord.status_code, "te groot bij het uitpakken" in antwoord.text) == (422, True)


def test_a_day_that_is_still_to_come(anna: Client) -> None:
    antwoord = _stuur(anna, ("x.yaml", LIJST), opgehaald="2999-01-01")
    assert (antwoord.status_code, "moet nog komen" in antwoord.text) == (422, True)


def test_deliveries_do_not_pile_up(anna: Client) -> None:
    for _ in range(10):
        assert _stuur(anna, ("x.yaml", LIJST)).status_code == 302
    vol = _stuur(anna, ("x.yaml", LIJST))
    assert (vol.status_code, "Er wachten al 10" in vol.text) == (422, True)


@pytest.mark.parametrize(("naam", "status"), [("bram", 403), ("carla", 403), ("dirk", 403), ("bezoeker", 403)])
def test_others_see_why_they_may_not(cast: Cast, hier: Gemeente, lege_home: Path, naam: str, status: int) -> None:
    hier.is_voorbeeld = True
    hier.save()
    adres = _stuur(als(cast.anna), ("x.yaml", LIJST)).url
    client = als(cast.wie(naam))
    pagina = client.get(ADRES)
    assert (pagina.status_code, 'type="file"' in pagina.text) == (status, False)
    assert _stuur(client, ("y.yaml", LIJST)).status_code == status
    for deel in ("", "overnemen/", "verwerpen/"):
        vraag = client.post if deel else client.get
        assert vraag(f"{adres}{deel}").status_code == 404
    assert [rij.status for rij in Aanlevering.objects.all()] == ["open"]
    assert _map(lege_home) == ["x.yaml"]


def test_an_adviser_of_elsewhere_finds_nothing_through_their_own_pages(cast: Cast, anna: Client) -> None:
    pk = _stuur(anna, ("x.yaml", LIJST)).url.rstrip("/").rpartition("/")[2]
    assert als(cast.carla).post(f"/westland/cijfers/inlezen/{pk}/overnemen/").status_code == 404


def test_the_act_itself_asks_who(cast: Cast, hier: Gemeente, lege_home: Path) -> None:  # noqa: ARG001
    with pytest.raises(RefusedError, match="Alleen een adviseur"):
        actions.cijfers_aanleveren(gemeente=hier, door=cast.bram, bestanden=[SimpleUploadedFile("x.yaml", LIJST)])
    rij = actions.cijfers_aanleveren(gemeente=hier, door=cast.anna, bestanden=[SimpleUploadedFile("x.yaml", LIJST)])
    for act in (actions.aanlevering_inlezen, actions.aanlevering_verwerpen):
        for naam in ("bram", "carla", "dirk", "bezoeker"):
            with pytest.raises(RefusedError):
                act(aanlevering=rij, door=cast.wie(naam))
    assert _getal() is None


def test_only_a_few_files_are_read_at_the_same_time(anna: Client, lege_home: Path) -> None:
    """The pages stay up for everyone else; nothing is kept of what could not be read now."""
    with ExitStack() as bezet:
        for _ in range(TEGELIJK):
            bezet.enter_context(plaats_om_te_lezen())
        assert "Wacht een minuut" in _stuur(anna, ("politie.yaml", LIJST)).text
        assert (Aanlevering.objects.count(), _map(lege_home)) == (0, [])
    assert _stuur(anna, ("politie.yaml", LIJST)).url == f"{ADRES}{Aanlevering.objects.get().pk}/"
