"""Numbers about a chain of care or safety out of events with a pseudonym, never about a person.

A person (or household) is in a step from one day to another. What comes out are numbers of persons, rounded and not
below a threshold, and times that at least so many persons stand at both sides of. See docs/methoden/ketens.md.
"""

import hmac
import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused, getal_tekst
from kompas.stats.openbaarmaking import Som, afgerond, bereiken, bezwaar

Dagen = NDArray[np.float64]

MINSTE_DREMPEL: Final = 3
KORTSTE_GEHEIM: Final = 16
KANSEN: Final = (0.5, 0.8)
"""The times that are given: when half had left, and when eight in ten had."""


def pseudoniem(naam: str, geheim: bytes) -> str | Refused:
    """The same name gives the same pseudonym; without the secret nobody can find out which (HMAC, SHA-256).

    A plain hash of a name or number would be no secret: all names can be tried.
    """
    if len(geheim) < KORTSTE_GEHEIM:
        return Refused(f"Een geheim voor pseudoniemen telt ten minste {KORTSTE_GEHEIM} tekens.")
    plat = " ".join(naam.split()).casefold()
    if not plat:
        return Refused("Een pseudoniem heeft een naam of nummer nodig.")
    return hmac.digest(geheim, plat.encode("utf-8"), "sha256").hex()


@dataclass(frozen=True, slots=True, eq=False)
class Gebeurtenissen:
    """Stays: who (a pseudonym), in which step, from which day to which; `eind` NaN is still there."""

    wie: Sequence[str]
    stap: Sequence[str]
    begin: ArrayLike
    eind: ArrayLike


@dataclass(frozen=True, slots=True)
class Venster:
    """The period [`van`, `tot`) that numbers are about, and the last day of which the events are known."""

    van: float
    tot: float
    peildag: float


@dataclass(frozen=True, slots=True)
class Telregel:
    """From how many persons on a number is given, to what it is rounded, and to how many days a time is.

    `terug_binnen`: days in which coming back to the same step counts as coming back. `aansluiting`: days after which
    another step is no longer the next one.
    """

    drempel: int = 5
    afronding: int = 5
    dagen: int = 7
    terug_binnen: float = 365.0
    aansluiting: float = 90.0


@dataclass(frozen=True, slots=True)
class Doorlooptijd:
    """In how many days this part of those who entered had left again; None: not (yet) to be said."""

    deel: float
    dagen: float | None


@dataclass(frozen=True, slots=True)
class Stapcijfers:
    """Numbers of persons, rounded; None is fewer than the threshold, also when it is nobody.

    `terug` are those of `gevolgd` who came back to this step in time; None also when nearly all of them did.
    `daarna` says for those who left which step came next; "" is none.
    """

    stap: str
    ingestroomd: int | None
    aanwezig: int | None
    uitgestroomd: int | None
    gevolgd: int | None
    terug: int | None
    doorlooptijd: tuple[Doorlooptijd, ...]
    daarna: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class _Verblijf:
    begin: float
    eind: float
    """Infinite as long as the end is not known."""


Verblijven = Mapping[str, Mapping[str, Sequence[_Verblijf]]]
"""Person -> step -> stays in order, that do not touch each other."""


def ketencijfers(
    gebeurtenissen: Gebeurtenissen, stappen: Sequence[str], venster: Venster, regel: Telregel | None = None
) -> tuple[Stapcijfers, ...] | Refused:
    """Per step of the chain, in the given order, what may be told about it."""
    regel = regel or Telregel()
    for reden in (_bezwaar(gebeurtenissen, stappen, venster), _bezwaar_regel(regel)):
        if reden is not None:
            return reden
    verblijven = _verblijven(gebeurtenissen, venster.peildag)
    return tuple(_van_stap(stap, stappen, verblijven, venster, regel) for stap in stappen)


def _verblijven(gebeurtenissen: Gebeurtenissen, peildag: float) -> Verblijven:
    """What was known on the last day: a stay that begins later does not exist, an end that lies later is not known."""
    per: defaultdict[str, defaultdict[str, list[_Verblijf]]] = defaultdict(lambda: defaultdict(list))
    begin, eind = np.asarray(gebeurtenissen.begin, float), np.asarray(gebeurtenissen.eind, float)
    einden = np.where(eind <= peildag, eind, np.inf).tolist()
    rijen = zip(begin.tolist(), einden, gebeurtenissen.wie, gebeurtenissen.stap, strict=True)
    for van, tot, wie, stap in sorted(rijen):
        if van > peildag:
            continue
        eerder = per[wie][stap]
        if eerder and van <= eerder[-1].eind:
            eerder[-1] = _Verblijf(eerder[-1].begin, max(tot, eerder[-1].eind))
        else:
            eerder.append(_Verblijf(van, tot))
    return per


def _van_stap(
    stap: str, stappen: Sequence[str], verblijven: Verblijven, venster: Venster, regel: Telregel
) -> Stapcijfers:
    van_deze = {wie: delen[stap] for wie, delen in verblijven.items() if stap in delen}
    in_, uit = _eerste(van_deze, venster, "begin"), _eerste(van_deze, venster, "eind")
    aanwezig = sum(any(v.begin < venster.tot <= v.eind for v in delen) for delen in van_deze.values())
    gevolgd = {wie: v for wie, v in uit.items() if v.eind + regel.terug_binnen <= venster.peildag}
    terug = sum(_is_terug(van_deze[wie], v, regel) for wie, v in gevolgd.items())
    zichtbaar = terug >= regel.drempel and len(gevolgd) - terug >= regel.drempel
    volgende = [_volgende(stap, verblijven[wie], v, regel) for wie, v in uit.items()]
    daarna = {naar: _aantal(volgende.count(naar), regel) for naar in (*stappen, "") if naar != stap}
    uitgestroomd = _aantal(len(uit), regel)
    return Stapcijfers(
        stap=stap,
        ingestroomd=_aantal(len(in_), regel),
        aanwezig=_aantal(aanwezig, regel),
        uitgestroomd=None if _verraadt(uitgestroomd, daarna, regel) else uitgestroomd,
        gevolgd=_aantal(len(gevolgd), regel),
        terug=_aantal(terug, regel) if zichtbaar else None,
        doorlooptijd=_doorlooptijden(in_.values(), venster.peildag, regel),
        daarna=daarna,
    )


def _eerste(van_deze: Mapping[str, Sequence[_Verblijf]], venster: Venster, wat: str) -> dict[str, _Verblijf]:
    """Per person the first stay that begins (or ends) in the period; everybody counts once."""
    uit: dict[str, _Verblijf] = {}
    for wie, delen in van_deze.items():
        binnen = (v for v in delen if venster.van <= (v.begin if wat == "begin" else v.eind) < venster.tot)
        if (eerste := next(binnen, None)) is not None:
            uit[wie] = eerste
    return uit


def _is_terug(delen: Sequence[_Verblijf], weg: _Verblijf, regel: Telregel) -> bool:
    return any(weg.eind < v.begin <= weg.eind + regel.terug_binnen for v in delen)


def _volgende(stap: str, delen: Mapping[str, Sequence[_Verblijf]], weg: _Verblijf, regel: Telregel) -> str:
    """The step that began first after this stay had begun, and not too long after it ended; "" for none."""
    tot = weg.eind + regel.aansluiting
    kansen = ((v.begin, ander) for ander, rij in delen.items() if ander != stap for v in rij)
    return min(((dag, ander) for dag, ander in kansen if weg.begin < dag <= tot), default=(0.0, ""))[1]


def _aantal(personen: int, regel: Telregel) -> int | None:
    return None if personen < regel.drempel else int(afgerond(personen, regel.afronding))


def _verraadt(allen: int | None, delen: Mapping[str, int | None], regel: Telregel) -> bool:
    """Whether the total would tell a hidden part: 10, 10 and few that are 30 together can only be 12, 12 and 4."""
    if allen is None:
        return False
    sommen = [_wat_men_weet(naar, aantal, regel) for naar, aantal in delen.items()]
    som: dict[Hashable, float] = {"allen": -1.0, **{f"naar {naar}": 1.0 for naar in delen}}
    verborgen = {f"naar {naar}" for naar, aantal in delen.items() if aantal is None}
    gevonden = bereiken([*sommen, _wat_men_weet(None, allen, regel), Som.precies(som, 0)], verborgen)
    return isinstance(gevonden, Refused) or any(bereik.bekend for bereik in gevonden.values())


def _wat_men_weet(naar: str | None, aantal: int | None, regel: Telregel) -> Som:
    naam = "allen" if naar is None else f"naar {naar}"
    if aantal is None:
        return Som({naam: 1.0}, 0, regel.drempel - 1)
    rond = Som.afgerond(naam, aantal, regel.afronding)
    return Som(rond.gewichten, max(rond.laag, regel.drempel), rond.hoog)


def _doorlooptijden(verblijven: Iterable[_Verblijf], peildag: float, regel: Telregel) -> tuple[Doorlooptijd, ...]:
    """Kaplan and Meier: who is still there counts for the time that we know of."""
    rij = list(verblijven)
    duur = np.array([min(v.eind, peildag) - v.begin for v in rij])
    weg = np.array([math.isfinite(v.eind) for v in rij], dtype=bool)
    return tuple(Doorlooptijd(kans, _tijd(duur, weg, kans, regel)) for kans in KANSEN)


def _tijd(duur: Dagen, weg: NDArray[np.bool_], kans: float, regel: Telregel) -> float | None:
    """Rounded up to whole classes of days; None unless enough persons had left by then and enough stayed longer."""
    over = 1.0
    for dag in np.unique(duur[weg]).tolist():
        over *= 1 - (weg & (duur == dag)).sum() / (duur >= dag).sum()
        if over <= 1 - kans + 1e-12:
            klasse = max(math.ceil(dag / regel.dagen), 1) * regel.dagen
            voor, na = int((weg & (duur <= klasse)).sum()), int((duur > klasse).sum())
            return float(klasse) if min(voor, na) >= regel.drempel else None
    return None


def _bezwaar(gebeurtenissen: Gebeurtenissen, stappen: Sequence[str], venster: Venster) -> Refused | None:
    begin, eind = np.asarray(gebeurtenissen.begin, float), np.asarray(gebeurtenissen.eind, float)
    aantal = len(gebeurtenissen.wie)
    if begin.shape != (aantal,) or eind.shape != (aantal,) or len(gebeurtenissen.stap) != aantal:
        return Refused("Elk verblijf heeft een pseudoniem, een stap, een begin en een eind.")
    if not np.isfinite(begin).all() or np.isinf(eind).any() or (eind < begin).any():
        return Refused("Een verblijf begint op een dag en eindigt niet eerder dan het begon.")
    if not all(gebeurtenissen.wie):
        return Refused("Een verblijf zonder pseudoniem telt niet: vul het aan of laat de regel weg.")
    if not venster.van < venster.tot <= venster.peildag < math.inf or venster.van == -math.inf:
        return Refused("Een periode begint voor ze eindigt, en eindigt niet na de laatste dag waarvan iets bekend is.")
    return _bezwaar_stappen(stappen, gebeurtenissen.stap)


def _bezwaar_stappen(stappen: Sequence[str], genoemd: Sequence[str]) -> Refused | None:
    if not stappen or "" in stappen or len(set(stappen)) < len(stappen):
        return Refused("Een keten heeft stappen, elk met een eigen naam.")
    if onbekend := sorted(set(genoemd) - set(stappen)):
        return Refused(f"De stap {onbekend[0]!r} hoort niet bij de keten.")
    return None


def _bezwaar_regel(regel: Telregel) -> Refused | None:
    if (reden := bezwaar(regel.drempel, regel.afronding)) is not None:
        return reden
    if regel.drempel < MINSTE_DREMPEL:
        return Refused(f"Cijfers over een keten beginnen bij ten minste {MINSTE_DREMPEL} personen.")
    if not regel.drempel <= regel.afronding <= 2 * regel.drempel:
        return Refused(
            f"Rond af op {getal_tekst(regel.drempel)} t/m {getal_tekst(2 * regel.drempel)}: fijner afronden laat kleine"
            " aantallen uit andere berekenen, grover maakt er nul van."
        )
    if regel.dagen < 1 or not 0 < regel.terug_binnen < math.inf or not 0 <= regel.aansluiting < math.inf:
        return Refused("Het aantal dagen voor afronden, terugkeer en aansluiting is groter dan nul.")
    return None
