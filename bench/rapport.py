"""How long a report takes: a real plan with real charts, and a plan that gives thirty pages and more.

Run by hand: `python bench/rapport.py`. Loads the example in a data folder of its own and prints figures; every form is
made in a fresh process first (as the command does) and then again in one that is warm (as the server does).
"""

import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
REPO = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Tijd:
    """Seconds by the clock, and of the processor: on a busy machine the first says little."""

    klok: float
    rekentijd: float

    def __str__(self) -> str:
        return f"{self.klok:5.2f} s (rekentijd {self.rekentijd:5.2f} s)"

    def __add__(self, ander: "Tijd") -> "Tijd":
        return Tijd(self.klok + ander.klok, self.rekentijd + ander.rekentijd)


def meet_tijd(werk: Callable[[], T]) -> tuple[Tijd, T]:
    begin, rekenbegin = time.perf_counter(), time.process_time()
    uit = werk()
    return Tijd(time.perf_counter() - begin, time.process_time() - rekenbegin), uit


def rekentijd_van_kinderen() -> float:
    gebruik = resource.getrusage(resource.RUSAGE_CHILDREN)
    return gebruik.ru_utime + gebruik.ru_stime


def voorbereiden() -> None:
    """Django with an example of its own."""
    os.environ["KOMPAS_HOME"] = os.environ.get("BENCH_HOME") or tempfile.mkdtemp(prefix="kompas-bench-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "kompas.project.settings"
    sys.path[:0] = [str(REPO / "src"), str(REPO)]
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)
    from kompas.beleid.actions import voorbeeld_laden

    voorbeeld_laden()


def groot_plan() -> int:
    """A plan with twenty goals, each with an indicator that has figures: returns its year."""
    from decimal import Decimal

    from kompas.beleid.models import Doel, Hoofdlijn, Indicator, Plan, Thema
    from kompas.core.cijfers import cijfers
    from kompas.core.models import Gemeente

    gemeente = Gemeente.objects.get(slug="westland")
    plan, nieuw = Plan.objects.get_or_create(
        gemeente=gemeente, slug="bench",
        defaults={"titel": "Groot plan", "soort": "ivp", "jaar_van": 2023, "jaar_tot": 2024, "status": "geldend"},
    )  # fmt: skip
    tellingen = [d for d in cijfers().indicatoren_met_cijfers(gemeente.code) if d.soort == "telling"]
    for nummer in range(20 if nieuw else 0):
        thema = Thema.objects.create(
            plan=plan,
            nummer=f"5.{nummer + 1}",
            slug=f"thema-{nummer}",
            titel=f"Thema {nummer + 1}",
            status="prioritair",
        )
        for regel in range(8):
            Hoofdlijn.objects.create(thema=thema, tekst=f"Afspraak {regel + 1} over de aanpak van dit thema.")
        definitie = tellingen[nummer % len(tellingen)]
        doel = Doel.objects.create(plan=plan, thema=thema, tekst=f"Minder {definitie.titel.lower()}", doeljaar=2024)
        Indicator.objects.create(
            doel=doel, naam=f"{definitie.titel} ({nummer + 1})", definitie=definitie.key, uitgangswaarde=Decimal(400),
            uitgangsjaar=2019, streefsoort="hoogstens", streefwaarde=Decimal(300 + nummer), doeljaar=2024,
        )  # fmt: skip
    return 2024


def meet(naam: str, slug: str, jaar: int) -> None:
    from pypdf import PdfReader

    from kompas.core.cijfers import cijfers
    from kompas.core.models import Gemeente
    from kompas.rapportage.queries import maak_rapport
    from kompas.rapportage.renderers import VORMEN
    from kompas.rapportage.secties.inhoud import Rapport

    gemeente = Gemeente.objects.get(slug=slug)
    eerste, rapport = meet_tijd(lambda: maak_rapport(gemeente, jaar, cijfers()))
    opnieuw, _ = meet_tijd(lambda: maak_rapport(gemeente, jaar, cijfers()))
    if not isinstance(rapport, Rapport):
        raise SystemExit(rapport.reason)
    print(f"\n{naam}\n  inhoud en grafieken  {eerste}, opnieuw {opnieuw}")
    for vorm in VORMEN:
        tijd, inhoud = meet_tijd(partial(vorm.maak, rapport))
        opnieuw, _ = meet_tijd(partial(vorm.maak, rapport))
        print(f"  {vorm.key:20} {tijd}, opnieuw {opnieuw}, {len(inhoud) / 1024:.0f} kB")
        if vorm.key == "pdf":
            bladzijden = len(PdfReader(io.BytesIO(inhoud)).pages)
            print(f"  samen tot de PDF     {eerste + tijd}, {bladzijden} bladzijden")


def meet_opdracht() -> None:
    """The command as a person runs it, start of Python and Django included."""
    with tempfile.TemporaryDirectory() as map_:
        opdracht = [sys.executable, "-m", "kompas.cli.app", "rapport", "westland", "--jaar", "2024", "-o", map_]
        omgeving = os.environ | {"PYTHONPATH": str(REPO / "src")}
        vooraf = rekentijd_van_kinderen()
        tijd, _ = meet_tijd(lambda: subprocess.run(opdracht, env=omgeving, check=True, stdout=subprocess.DEVNULL))
        tijd = Tijd(tijd.klok, rekentijd_van_kinderen() - vooraf)
    print(f"\nkompas rapport westland --jaar 2024 (groot plan, PDF, nieuw proces): {tijd}")


if __name__ == "__main__":
    voorbereiden()
    jaar = groot_plan()
    print(f"{os.cpu_count()} kernen, belasting {os.getloadavg()[0]:.1f}; grens: 5 seconden voor 30 bladzijden")
    meet("Westland 2022", "westland", 2022)
    meet("Noordwijk 2024", "noordwijk", 2024)
    meet("Groot plan 2024", "westland", jaar)
    meet_opdracht()
