"""`kompas cijfers verifieer|snoei|schijf|bewaar`: look after the figures that were stored."""

from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from kompas.base import RefusedError, getal_tekst
from kompas.cli.django_setup import setup

console = Console(highlight=False, soft_wrap=True)
Map = typer.Option(None, "--map", metavar="MAP", help="Map met cijfers. Standaard: de map cijfers in KOMPAS_HOME.")
MB = 1_000_000


def verifieer(
    build: str = typer.Argument("", help="De build. Standaard: de cijfers die in gebruik zijn.", metavar="BUILD"),
    map_: Path | None = Map,
    snel: bool = typer.Option(False, "--snel", help="Vergelijk alleen de hashes van de bestanden; reken niets na."),
) -> None:
    """Reken na of cijfers nog zijn wat ze waren.

    De bestanden worden met hun hashes vergeleken. Daarna wordt de build opnieuw gemaakt uit de bewaarde ruwe bestanden;
    daar moeten dezelfde cijfers uit komen.

    Voorbeeld: kompas cijfers verifieer
    """
    from kompas.data.build import verifieer as reken_na
    from kompas.data.definities import laad_definities

    waar, mappen = _mappen(map_)
    uitslag = reken_na(waar, build or None, definities=laad_definities(*mappen), narekenen=not snel)
    for naam in uitslag.beschadigd:
        console.print(f"beschadigd: {naam}", markup=False)
    for naam in uitslag.afwijkend:
        console.print(f"komt er anders uit: {naam}", markup=False)
    if uitslag.niet_nagerekend and not snel:
        console.print(f"niet nagerekend: {uitslag.niet_nagerekend}", markup=False)
    if not uitslag.klopt:
        console.print(f"Build {uitslag.build_id} klopt niet. Zet de map met cijfers terug uit een reservekopie.")
        raise typer.Exit(1)
    hoe = "de bestanden zijn ongewijzigd" if uitslag.niet_nagerekend else "uit de ruwe bestanden komen dezelfde cijfers"
    console.print(f"Build {uitslag.build_id} is in orde: {hoe}.")


def snoei(
    map_: Path | None = Map,
    builds: int = typer.Option(10, "--builds", metavar="AANTAL", min=1, help="Zoveel van de nieuwste builds blijven."),
    dagen: int = typer.Option(90, "--dagen", metavar="AANTAL", min=0, help="Builds van de laatste dagen blijven."),
    proef: bool = typer.Option(False, "--proef", help="Zeg alleen wat er weg zou gaan."),
) -> None:
    """Verwijder oude builds, en kubussen en ruwe bestanden die geen build meer gebruikt.

    De build die in gebruik is, blijft altijd, net als een build die wordt bewaard (zie kompas cijfers bewaar) of waar
    een rapport mee is gemaakt.

    Voorbeeld: kompas cijfers snoei --builds 5 --dagen 30 --proef
    """
    from kompas.data.build import Snoeibeleid
    from kompas.data.build import snoei as ruim_op

    verslag = ruim_op(_mappen(map_)[0], Snoeibeleid(builds, dagen, proef))
    for build, reden in verslag.gebleven.items():
        console.print(f"{build} blijft: {reden}", markup=False)
    for naam in verslag.builds:
        console.print(f"{naam} {'zou weggaan' if proef else 'is weg'}", markup=False)
    console.print(
        f"{len(verslag.builds)} builds, {len(verslag.kubussen)} kubussen en {len(verslag.ruw)} ruwe bestanden"
        f" {'zouden weggaan' if proef else 'verwijderd'}: {_mb(verslag.bytes)} vrij."
    )


def schijf(map_: Path | None = Map) -> None:
    """Toon hoeveel ruimte de cijfers innemen, en wat van één build alleen is.

    Voorbeeld: kompas cijfers schijf
    """
    from kompas.data.build import Opslag, pins, schijfgebruik

    waar = _mappen(map_)[0]
    gebruik, vast, actief = schijfgebruik(waar), pins(waar), Opslag(waar).actief
    for naam, aantal in {
        "builds": gebruik.builds,
        "kubussen": gebruik.kubussen,
        "ruwe bestanden": gebruik.ruw,
        "overig": gebruik.overig,
        "samen": gebruik.totaal,
    }.items():
        console.print(f"{naam:15}{_mb(aantal):>12}")
    if not gebruik.eigen:
        return
    tabel = Table(title="Wat vrijkomt als één build weggaat", title_justify="left")
    for kop in ("build", "ruimte", "bewaard voor"):
        tabel.add_column(kop, justify="right" if kop == "ruimte" else "left")
    for build, aantal in gebruik.eigen.items():
        redenen = [wat["reden"] for wat in vast.get(build, ())]
        tabel.add_row(build, _mb(aantal), "; ".join([*(["in gebruik"] if build == actief else []), *redenen]))
    console.print(tabel, soft_wrap=False)


def bewaar(
    reden: str = typer.Argument(
        "", help="Waarvoor de build moet blijven, bijvoorbeeld jaarverslag 2026.", metavar="REDEN"
    ),
    build: str = typer.Option("", "--build", metavar="BUILD", help="Standaard: de cijfers die in gebruik zijn."),
    los: bool = typer.Option(False, "--los", help="Deze build hoeft niet meer te worden bewaard."),
    map_: Path | None = Map,
) -> None:
    """Bewaar een build, zodat snoeien hem niet verwijdert; of laat hem met --los weer los.

    Voorbeeld: kompas cijfers bewaar "jaarverslag 2026"
    """
    from kompas.data.build import Opslag, maak_los, pin

    waar = _mappen(map_)[0]
    build = build or Opslag(waar).actief
    if not build:
        raise RefusedError("Er zijn nog geen cijfers ingelezen, dus er valt niets te bewaren.")
    if los:
        was = maak_los(waar, build)
        console.print(f"Build {build} {'wordt niet meer bewaard' if was else 'werd niet bewaard'}.")
        return
    if not reden.strip():
        raise RefusedError("Geef de reden: waarvoor moet deze build blijven?")
    pin(waar, build, reden.strip())
    console.print(f"Build {build} blijft bewaard: {reden.strip()}.", markup=False)


def _mappen(map_: Path | None) -> tuple[Path, tuple[Path, ...]]:
    setup()
    from kompas.core.cijfers import cijfermap, definitiemappen

    return map_ or cijfermap(), definitiemappen()


def _mb(aantal: int) -> str:
    return f"{getal_tekst(aantal / MB, 1)} MB"
