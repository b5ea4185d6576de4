"""`kompas rapport`: make the progress report."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kompas.core.models import Gemeente
    from kompas.rapportage.renderers import Vorm
    from kompas.rapportage.secties.inhoud import Rapport


def rapport(
    gemeente: Annotated[
        str, typer.Argument(help="De gemeente: naam, naam in het webadres of CBS-code.", metavar="GEMEENTE")
    ],
    jaar: Annotated[
        int,
        typer.Option("--jaar", metavar="JAAR", help="Het verslagjaar; cijfers van later staan niet in het rapport."),
    ],
    vorm: Annotated[
        str, typer.Option("--vorm", metavar="VORM", help="pdf, docx, html of csv; meer dan één met komma's.")
    ] = "pdf",
    map_: Annotated[
        Path,
        typer.Option("-o", "--map", metavar="MAP", help="De map voor de bestanden; wordt gemaakt als hij er niet is."),
    ] = Path(),
) -> None:
    """Maak de voortgangsrapportage van een gemeente over een jaar.

    Voorbeeld: kompas rapport noordwijk --jaar 2024 --vorm pdf,docx,html,csv -o rapporten
    """
    from kompas.cli.django_setup import setup_met_database

    setup_met_database()
    from kompas.base import demand
    from kompas.core.openbaar import openbare_cijfers
    from kompas.rapportage.actions import build_vastzetten
    from kompas.rapportage.queries import maak_rapport

    vormen = _vormen(vorm)
    van = _gemeente(gemeente)
    gelezen = openbare_cijfers(van)
    inhoud = demand(maak_rapport(van, jaar, gelezen))
    for pad in _schrijf(inhoud, vormen, map_):
        typer.echo(pad)
    build_vastzetten(van, jaar, gelezen)


def _vormen(namen: str) -> "list[Vorm]":
    """The chosen forms, each once; `RefusedError` names the first that does not exist."""
    from kompas.base import RefusedError
    from kompas.rapportage.renderers import VORMEN

    gekozen = list(dict.fromkeys(naam.strip().lower() for naam in namen.split(",") if naam.strip()))
    onbekend = [naam for naam in gekozen if naam not in VORMEN]
    if onbekend or not gekozen:
        kan = ", ".join(vorm.key for vorm in VORMEN)
        raise RefusedError(f"De vorm {onbekend[0] if onbekend else namen!r} bestaat niet. Kies uit: {kan}.")
    return [VORMEN[naam] for naam in gekozen]


def _gemeente(naam: str) -> "Gemeente":
    from django.db.models import Q

    from kompas.base import RefusedError
    from kompas.core.models import Gemeente

    zoek = Q(slug__iexact=naam) | Q(naam__iexact=naam) | Q(code__iexact=naam)
    gemeente = Gemeente.objects.filter(zoek).first()
    if gemeente is None:
        bekend = (
            ", ".join(Gemeente.objects.values_list("slug", flat=True))
            or "geen. Maak er een met kompas gemeente toevoegen, of laad het voorbeeld met kompas voorbeeld laad"
        )
        raise RefusedError(f"De gemeente {naam!r} is hier niet bekend. Bekend: {bekend}.")
    return gemeente


def _schrijf(inhoud: "Rapport", vormen: "list[Vorm]", map_: Path) -> list[Path]:
    """All files or none: each is made whole beside its place, then all are put in place."""
    from kompas.base import RefusedError

    try:
        map_.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=map_, prefix=".rapport-") as tijdelijk:
            klaar = [(Path(tijdelijk) / vorm.key, map_ / vorm.bestandsnaam(inhoud)) for vorm in vormen]
            for vorm, (bestand, _) in zip(vormen, klaar, strict=True):
                bestand.write_bytes(vorm.maak(inhoud))
            for bestand, doel in klaar:
                bestand.replace(doel)
    except OSError as fout:
        raise RefusedError(f"Het rapport kan niet in {map_} worden geschreven: {fout.strerror}.") from fout
    return [doel for _, doel in klaar]
