"""Small lists of figures as a user would send them."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from django.test import Client

from kompas.core.access import Persoon
from kompas.core.cijfers import cijfermap
from kompas.core.models import Gebruiker
from kompas.data.build import lees_bestanden

Reeksen = Mapping[str, Mapping[str, Sequence[float]]]


def lijst(
    reeksen: Reeksen,
    *,
    bron: str = "politie-misdrijven",
    tabel: str = "47018NED",
    jaren: Sequence[int] = (2019,),
    opgehaald: date | None = date(2024, 2, 1),
) -> bytes:
    """A YAML list: per code, per area, one number for each year."""
    regels = ["kompas_cijfers: 1", "titel: Proef", f"bron: {bron}", f"tabel: {tabel}", "indeling: 2019"]
    regels += [f"opgehaald: {opgehaald}"] if opgehaald else []
    regels += [f"perioden: [{', '.join(map(str, jaren))}]", "reeksen:"]
    for code, gebieden in reeksen.items():
        inhoud = ", ".join(f"{gebied}: [{', '.join(map(str, rij))}]" for gebied, rij in gebieden.items())
        regels += [f'  - code: "{code}"', f"    gebieden: {{{inhoud}}}"]
    return "\n".join(regels).encode() + b"\n"


def lees(map_: Path, *lijsten: bytes) -> None:
    """Read lists into the figures of this installation."""
    map_.mkdir(parents=True, exist_ok=True)
    for nummer, inhoud in enumerate(lijsten):
        pad = map_ / f"lijst-{nummer}.yaml"
        pad.write_bytes(inhoud)
        lees_bestanden(cijfermap(), [pad])


def als(wie: Persoon) -> Client:
    """A browser in which this person is signed in; of a visitor it is not."""
    client = Client()
    if isinstance(wie, Gebruiker):
        client.force_login(wie)
    return client
