"""Files with figures: send and look, then read in or throw away. Nothing changes before the last step."""

import hashlib
import shutil
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kompas.analyse.models import Aanlevering
from kompas.analyse.rules.aanleveren import bestandsnaam, may_aantal, may_uitpakken, may_veranderen
from kompas.base import RefusedError, demand
from kompas.core.access import Persoon, rollen_in
from kompas.core.actions import Verschil, wijziging_vastleggen
from kompas.core.cijfers import cijfermap, definitiemappen
from kompas.core.models import Gebruiker, Gemeente, Rolverlening
from kompas.core.rules import BEWERKERS, may_cijfers
from kompas.core.uploads import plaats_om_te_lezen
from kompas.data.build import Inleesverslag, Opgave, Opslag, lees_bestanden
from kompas.data.definities import laad_definities
from kompas.data.queries.grenzen import Grenzen

MAX_OPEN = 10
"""Deliveries of one municipality that may wait at the same time: together they stay small on disk."""


class Ontvangen(Protocol):
    """A file as it arrived, such as Django's uploaded file."""

    @property
    def name(self) -> str | None: ...
    def chunks(self) -> Iterable[bytes]: ...


@dataclass(frozen=True, slots=True)
class Keuzes:
    """What the sender tells about the files."""

    opgehaald: date | None = None
    ook_onvolledig: bool = False


def inlezer(door: Persoon, gemeente: Gemeente) -> Gebruiker:
    """The person as someone who may read figures in for this municipality, or `RefusedError` with the reason."""
    demand(may_cijfers(rollen_in(door, gemeente)))
    if not isinstance(door, Gebruiker):  # a rule that let an anonymous visitor through would be a mistake
        raise RefusedError("Meld u aan om cijfers in te lezen.")
    return door


def cijfers_aanleveren(
    *, gemeente: Gemeente, door: Persoon, bestanden: Sequence[Ontvangen], keuzes: Keuzes | None = None
) -> Aanlevering:
    """Keep the files apart and see what they would change; the figures stay what they are."""
    wie = inlezer(door, gemeente)
    demand(may_aantal(len(bestanden)))
    if Aanlevering.objects.filter(gemeente=gemeente, status=Aanlevering.Status.OPEN).count() >= MAX_OPEN:
        raise RefusedError(f"Er wachten al {MAX_OPEN} aanleveringen. Beslis daar eerst over, of verwerp ze.")
    keuzes = keuzes or Keuzes()
    rij = Aanlevering(
        id=uuid4(),
        gemeente=gemeente,
        door=wie,
        moment=timezone.now(),
        opgehaald=keuzes.opgehaald,
        ook_onvolledig=keuzes.ook_onvolledig,
    )
    try:
        rij.bestanden = [_bewaar(rij.pk, bestand) for bestand in bestanden]
        _bekijk(rij, wie)
        with transaction.atomic():
            rij.save(force_insert=True)
            wijziging_vastleggen(gemeente=gemeente, onderdeel=rij, door=wie, handeling="cijfers aangeleverd")
    except BaseException:
        _gooi_weg(rij.pk)
        raise
    return rij


def aanlevering_inlezen(*, aanlevering: Aanlevering, door: Persoon) -> Inleesverslag:
    """Read in what was previewed: the same bytes, against the same figures; else a new preview and the reason."""
    wie = inlezer(door, aanlevering.gemeente)
    rij = _open_rij(Aanlevering.objects.get(pk=aanlevering.pk))
    _eis_zelfde_bytes(rij)
    if Opslag(cijfermap()).actief != rij.vorige_build:
        _bekijk(rij, wie)
        rij.save(update_fields=["verslag", "vorige_build"])
        raise RefusedError(
            "Intussen zijn er andere cijfers ingelezen. Hieronder staat opnieuw wat er verandert. Kijk dat na en kies"
            " dan nog een keer voor inlezen."
        )
    # Outside the transaction, for it may take long. Reading the same files twice changes nothing.
    verslag = _lees(rij, proef=False)
    _besluit(rij, wie, Aanlevering.Status.INGELEZEN, build=verslag.build_id)
    _gooi_weg(rij.pk)
    return verslag


def aanlevering_verwerpen(*, aanlevering: Aanlevering, door: Persoon) -> None:
    """Throw the files away; the figures stay what they are."""
    wie = inlezer(door, aanlevering.gemeente)
    _besluit(_open_rij(Aanlevering.objects.get(pk=aanlevering.pk)), wie, Aanlevering.Status.VERWORPEN)
    _gooi_weg(aanlevering.pk)


def _open_rij(rij: Aanlevering) -> Aanlevering:
    if rij.status != Aanlevering.Status.OPEN:
        raise RefusedError(f"Over deze aanlevering is al besloten: {rij.get_status_display()}.")
    return rij


@transaction.atomic
def _besluit(aanlevering: Aanlevering, wie: Gebruiker, status: str, build: str = "") -> None:
    rij = _open_rij(Aanlevering.objects.select_for_update().get(pk=aanlevering.pk))
    oud = rij.get_status_display()
    rij.status, rij.besloten_door, rij.besloten_op, rij.build = status, wie, timezone.now(), build
    rij.save(update_fields=["status", "besloten_door", "besloten_op", "build"])
    wijziging_vastleggen(
        gemeente=rij.gemeente,
        onderdeel=rij,
        door=wie,
        handeling="besluit over aangeleverde cijfers",
        wat=Verschil("status", oud, rij.get_status_display()),
        toelichting=build and f"Cijferset {build}",
    )


def _map(pk: UUID) -> Path:
    return Path(settings.KOMPAS_HOME) / "aangeleverd" / str(pk)


def _gooi_weg(pk: UUID) -> None:
    shutil.rmtree(_map(pk), ignore_errors=True)


def _bewaar(pk: UUID, bestand: Ontvangen) -> dict[str, Any]:
    """Write the bytes under their own name, for a description finds its table by name, and remember what they were."""
    naam = bestandsnaam(bestand.name or "")
    pad = _map(pk) / naam
    pad.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
    if pad.exists():
        raise RefusedError(f"Er zijn twee bestanden die {naam} heten. Geef een ervan een andere naam.")
    vingerafdruk, grootte = hashlib.sha256(), 0
    with pad.open("xb") as doel:
        for stuk in bestand.chunks():
            doel.write(stuk)
            vingerafdruk.update(stuk)
            grootte += len(stuk)
    _eis_klein_uitgepakt(pad)
    return {"naam": naam, "bytes": grootte, "sha256": vingerafdruk.hexdigest()}


def _eis_klein_uitgepakt(pad: Path) -> None:
    if not zipfile.is_zipfile(pad):
        return
    try:
        with zipfile.ZipFile(pad) as archief:
            delen = [deel.file_size for deel in archief.infolist()]
    except (zipfile.BadZipFile, NotImplementedError, OSError):
        raise RefusedError(f"{pad.name} is beschadigd. Sla het opnieuw op en stuur het nog een keer.") from None
    demand(may_uitpakken(pad.name, delen))


def _paden(rij: Aanlevering) -> list[Path]:
    return [_map(rij.pk) / str(bestand["naam"]) for bestand in rij.bestanden]


def _eis_zelfde_bytes(rij: Aanlevering) -> None:
    """What is read in is what was looked at."""
    for pad, bestand in zip(_paden(rij), rij.bestanden, strict=True):
        try:
            with pad.open("rb") as bron:
                huidig = hashlib.file_digest(bron, "sha256").hexdigest()
        except FileNotFoundError:
            huidig = ""
        if huidig != bestand["sha256"]:
            raise RefusedError(f"{bestand['naam']} is niet meer wat u hebt bekeken. Verwerp dit en stuur het opnieuw.")


def _bekijk(rij: Aanlevering, wie: Gebruiker) -> None:
    """Fill the preview; refuse what touches figures of a municipality where this person is no adviser."""
    verslag = _lees(rij, proef=True)
    geraakt = {code for bestand in verslag.bestanden for code in bestand.gemeenten}
    demand(may_veranderen(rij.gemeente.code, geraakt, *_gemeenten_voor(wie)))
    rij.verslag = asdict(verslag)
    rij.vorige_build = verslag.vorige_build


def _gemeenten_voor(wie: Gebruiker) -> tuple[dict[str, str], frozenset[str]]:
    """The municipalities with pages here by code, and the codes of those where this person is adviser.

    With the municipalities that became part of them: their figures count in those of now.
    """
    rollen = Rolverlening.objects.filter(gebruiker=wie, rol__in=[rol.value for rol in BEWERKERS])
    grenzen = Grenzen(laad_definities(*definitiemappen()).herindelingen)
    namen = Gemeente.objects.values_list("code", "naam")
    bekend = {eerder: naam for code, naam in namen for eerder in grenzen.met_voorgangers(code)} | dict(namen)
    eigen = rollen.values_list("gemeente__code", flat=True)
    return bekend, frozenset(eerder for code in eigen for eerder in grenzen.met_voorgangers(code))


def _lees(rij: Aanlevering, *, proef: bool) -> Inleesverslag:
    opgave = Opgave(opgehaald=rij.opgehaald, gemeente=rij.gemeente.code, ook_onvolledig=rij.ook_onvolledig)
    definities = laad_definities(*definitiemappen())
    with plaats_om_te_lezen():
        return lees_bestanden(cijfermap(), _paden(rij), definities=definities, opgave=opgave, proef=proef)
