"""Every indicator of the catalogue that is made of police figures, once more: YAML, dictionaries and Python sums."""

from typing import Any

import pytest
import yaml

from kompas.base import Periode
from kompas.data import Cijfers, open_cijfers
from kompas.data.build import lees_bestanden
from kompas.data.definities import meegeleverde_map

GEBIEDEN, JAREN = ("GM1783", "GM0537"), range(2012, 2025)
SKIP = {"over", "terug"}


def lijst(submap: str, veld: str) -> list[dict[str, Any]]:
    paden = sorted((meegeleverde_map() / submap).glob("*.yaml"))
    return [item for pad in paden for item in yaml.safe_load(pad.read_text())[veld]]


INDICATOREN = {item["key"]: item for item in lijst("indicatoren", "indicatoren")}
SOORTEN = {item["key"]: [soort["code"] for soort in item["soorten"]] for item in lijst("soorten", "soortenlijsten")}


def getal(bron: str, code: str, gebied: str, jaar: int) -> int:
    """An invented count; totals are the sum of the others, because that is checked while reading."""
    if code == "0.0.0":
        return sum(getal(bron, ander, gebied, jaar) for ander in SOORTEN[bron] if ander != code)
    return (sum(map(ord, code + gebied)) * 31 + jaar * 7) % 97 + 1


def inwoners(gebied: str, jaar: int) -> int:
    return 60_000 + jaar * (3 if gebied == "GM1783" else 5)


def reken(key: str, gebied: str, jaar: int) -> float | None:
    """The slow way; None where the indicator is not made of these sources."""
    item = INDICATOREN[key]
    if key == "inwoners":
        return inwoners(gebied, jaar)
    delen = item.get("delen") or ({"aantal": {"code": item["code"]}} if "code" in item else {})
    waarden = {naam: _deel(item, deel, gebied, jaar) for naam, deel in delen.items()}
    if not waarden or None in waarden.values():
        return None
    uitkomst = eval(item.get("formule") or next(iter(waarden)), {"__builtins__": {}}, waarden)  # noqa: S307
    if "per" in item:
        noemer = reken(item.get("noemer", "inwoners"), gebied, jaar)
        return None if noemer is None else float(uitkomst) / noemer * int(item["per"])
    return float(uitkomst)


def _deel(item: dict[str, Any], deel: dict[str, Any], gebied: str, jaar: int) -> float | None:
    terug = int(str(deel.get("terug", "0 jaar")).split()[0])
    over = int(deel["over"].split()[0]) if str(deel.get("over", "")).endswith("jaar") else 1
    jaren = range(jaar - terug - over + 1, jaar - terug + 1)
    if jaren[0] not in JAREN:
        return None
    if "indicator" in deel:
        waarden = [reken(deel["indicator"], gebied, j) for j in jaren]
    else:
        bron = deel.get("bron", item["bron"])
        waarden = [
            getal(bron, deel["code"], gebied, j) if deel["code"] in SOORTEN.get(bron, []) else None for j in jaren
        ]
    return None if None in waarden else sum(waarde for waarde in waarden if waarde is not None) / len(waarden)


@pytest.fixture(scope="module")
def cijfers(tmp_path_factory: pytest.TempPathFactory) -> Cijfers:
    map_ = tmp_path_factory.mktemp("indicatoren")
    perioden = [f"{jaar}JJ00" for jaar in JAREN]
    bronnen = {"politie-misdrijven": "47018NED", "politie-overlast": "47021NED"}
    lijsten = [
        (
            bron,
            tabel,
            [
                {"code": c, "gebieden": {g: [getal(bron, c, g, j) for j in JAREN] for g in GEBIEDEN}}
                for c in SOORTEN[bron]
            ],
        )
        for bron, tabel in bronnen.items()
    ]
    lijsten.append(
        ("cbs-bevolking", "70072ned",
         [{"code": "inwoners", "gebieden": {g: [inwoners(g, j) for j in JAREN] for g in GEBIEDEN}}])
    )  # fmt: skip
    for bron, tabel, reeksen in lijsten:
        inhoud = {"kompas_cijfers": 1, "titel": bron, "bron": bron, "tabel": tabel, "opgehaald": "2025-03-01",
                  "perioden": perioden, "reeksen": reeksen, "indeling": 2025}  # fmt: skip
        (map_ / f"{bron}.yaml").write_text(yaml.safe_dump(inhoud))
    lees_bestanden(map_ / "c", sorted(map_.glob("*.yaml")))
    return open_cijfers(map_ / "c")


KEYS = [key for key in INDICATOREN if reken(key, "GM1783", 2020) is not None]


def test_the_oracle_covers_most_of_the_catalogue() -> None:
    assert len(KEYS) >= 75


@pytest.mark.parametrize("key", KEYS)
def test_the_same_as_the_slow_way(cijfers: Cijfers, key: str) -> None:
    for gebied in GEBIEDEN:
        for jaar in JAREN:
            breuken = cijfers.breuken(key, jaar - 1, jaar)
            if breuken and any(SKIP & set(deel) for deel in INDICATOREN[key].get("delen", {}).values()):
                continue
            verwacht = reken(key, gebied, jaar)
            waarde = cijfers.waarde(key, gebied, Periode.jaar(jaar))
            assert waarde.getal == (None if verwacht is None else pytest.approx(verwacht)), (
                gebied,
                jaar,
                waarde.uitleg,
            )
