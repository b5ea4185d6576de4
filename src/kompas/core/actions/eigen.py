"""Indicators that a municipality defines itself: add, change and remove, each with its line of history."""

from collections.abc import Iterable, Iterator, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from kompas.base import RefusedError, demand
from kompas.core.access import Persoon, rollen_in
from kompas.core.actions.geschiedenis import Verschil, eis_versie, wijziging_vastleggen
from kompas.core.cijfers import cijfers
from kompas.core.eigen import controleer, definitie_van, eigen_van
from kompas.core.models import EigenIndicator, Gebruiker, Gemeente
from kompas.core.models.eigen import VOORVOEGSEL
from kompas.core.rules import may_cijfers
from kompas.data.definities import Definities

EIGEN_VELDEN = (
    "titel", "omschrijving", "bron", "soort", "richting", "eenheid", "decimalen", "delen", "formule", "per", "noemer",
    "toelichting", "in_begroting",
)  # fmt: skip
MAX_PER_GEMEENTE = 200
Velden = Mapping[str, object]


@transaction.atomic
def eigen_indicator_toevoegen(*, gemeente: Gemeente, door: Persoon, velden: Velden) -> EigenIndicator:
    """Add an indicator with a key of its own, made of its title."""
    wie = _maker(door, gemeente)
    if EigenIndicator.objects.filter(gemeente=gemeente).count() >= MAX_PER_GEMEENTE:
        raise RefusedError(f"Er zijn al {MAX_PER_GEMEENTE} eigen indicatoren. Verwijder er eerst een.")
    rij = EigenIndicator(gemeente=gemeente, sleutel=_vrije_sleutel(gemeente, str(velden.get("titel", ""))))
    _vul(rij, velden)
    _eis_geldig(rij)
    rij.save(force_insert=True)
    _leg_vast(rij, wie, "eigen indicator toegevoegd", (Verschil(veld, "", getattr(rij, veld)) for veld in EIGEN_VELDEN))
    return rij


@transaction.atomic
def eigen_indicator_wijzigen(
    *, indicator: EigenIndicator, door: Persoon, versie: int, velden: Velden, toelichting: str = ""
) -> EigenIndicator:
    """Change an indicator; refused when that would break another one that leans on it."""
    wie = _maker(door, indicator.gemeente)
    rij = EigenIndicator.objects.select_for_update().get(pk=indicator.pk)
    eis_versie(rij, versie)
    oud = {veld: getattr(rij, veld) for veld in EIGEN_VELDEN}
    _vul(rij, velden)
    verschillen = [Verschil(v, oud[v], getattr(rij, v)) for v in EIGEN_VELDEN if oud[v] != getattr(rij, v)]
    if not verschillen:
        return rij
    _eis_geldig(rij)
    rij.versie += 1
    rij.save()
    _eis_anderen_heel(rij)
    _leg_vast(rij, wie, "eigen indicator gewijzigd", verschillen, toelichting)
    return rij


@transaction.atomic
def eigen_indicator_verwijderen(
    *, indicator: EigenIndicator, door: Persoon, versie: int, toelichting: str = ""
) -> None:
    """Remove an indicator; history keeps what it said. Refused when another one leans on it."""
    wie = _maker(door, indicator.gemeente)
    rij = EigenIndicator.objects.select_for_update().get(pk=indicator.pk)
    eis_versie(rij, versie)
    laatste = (Verschil(veld, getattr(rij, veld), "") for veld in EIGEN_VELDEN)
    _leg_vast(rij, wie, "eigen indicator verwijderd", laatste, toelichting)
    rij.delete()
    _eis_anderen_heel(rij)


def _maker(door: Persoon, gemeente: Gemeente) -> Gebruiker:
    demand(may_cijfers(rollen_in(door, gemeente)))
    if not isinstance(door, Gebruiker):  # a rule that let an anonymous visitor through would be a mistake
        raise RefusedError("Meld u aan om eigen indicatoren te maken.")
    return door


def _vrije_sleutel(gemeente: Gemeente, titel: str) -> str:
    """`eigen-` and the title; with a number behind it when the municipality has that one already."""
    stam = VOORVOEGSEL + (slugify(titel)[:60].strip("-") or "indicator")
    bezet = set(EigenIndicator.objects.filter(gemeente=gemeente).values_list("sleutel", flat=True))
    bezet |= {definitie.key for definitie in _definities().indicatoren}
    kandidaten: Iterator[str] = (stam if nummer == 1 else f"{stam}-{nummer}" for nummer in range(1, len(bezet) + 2))
    return next(sleutel for sleutel in kandidaten if sleutel not in bezet)


def _definities() -> Definities:
    """Those of the product and of the installation, without own indicators of any municipality."""
    return cijfers().definities


def _vul(rij: EigenIndicator, velden: Velden) -> None:
    if vreemd := sorted(set(velden) - set(EIGEN_VELDEN)):
        raise RefusedError(f"Een eigen indicator heeft geen veld {', '.join(vreemd)}.")
    for veld, waarde in velden.items():
        setattr(rij, veld, waarde)


def _eis_geldig(rij: EigenIndicator) -> None:
    """The fields one by one, and together as a definition beside the other ones of this municipality."""
    try:
        rij.clean_fields(exclude=["gemeente"])
    except ValidationError as fout:
        veld, meldingen = next(iter(fout.message_dict.items()))
        raise RefusedError(f"{rij._meta.get_field(veld).verbose_name}: {meldingen[0]}") from None  # type: ignore[union-attr]
    anderen = [ander for ander in eigen_van(rij.gemeente) if ander.pk != rij.pk]
    demand(definitie_van(rij, _definities().met(controleer(anderen, _definities()).goed)))


def _eis_anderen_heel(rij: EigenIndicator) -> None:
    """After the change: what was usable before and leans on this one still is."""
    fout = controleer(eigen_van(rij.gemeente), _definities()).fout
    namen = {ander.sleutel: ander.titel for ander in eigen_van(rij.gemeente)}
    geraakt = sorted(namen[s] for s in fout if s != rij.sleutel and rij.sleutel in _leunt_op(s, rij.gemeente))
    if geraakt:
        raise RefusedError(f"{rij.titel} wordt gebruikt in {', '.join(geraakt)}. Pas dat eerst aan.")


def _leunt_op(sleutel: str, gemeente: Gemeente) -> set[str]:
    """The words in the parts and the denominator of an own indicator; a key is one of them."""
    rij = EigenIndicator.objects.get(gemeente=gemeente, sleutel=sleutel)
    return {*rij.delen.split(), rij.noemer}


def _leg_vast(
    rij: EigenIndicator,
    wie: Gebruiker,
    handeling: str,
    verschillen: Iterable[Verschil],
    reden: str = "",
) -> None:
    """One line per field; an empty field that stays empty is no change."""
    for wat in verschillen:
        if wat.oud in ("", None) and wat.nieuw in ("", None):
            continue
        wijziging_vastleggen(
            gemeente=rij.gemeente, onderdeel=rij, door=wie, handeling=handeling, wat=wat, toelichting=reden
        )
