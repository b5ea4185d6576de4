"""What the services are known to do, each to be switched on and off."""

import re
from dataclasses import dataclass, field, fields
from typing import Any

FOUTSOORTEN = (
    "500",
    "503",
    "429",
    "404",
    "afgekapt",
    "verbreek",
    "html",
    "leeg",
    "dubbel",
    "onbekend",
    "tekort",
    "telfout",
)


@dataclass
class Fout:
    """A wrong answer: how often, after how many good ones, for which table and entity (empty: all).

    `afgekapt` is JSON that stops halfway, `verbreek` a connection that breaks, `html` an error page with status 200,
    `leeg` no rows, `dubbel` a row twice, `onbekend` a key that is in no list, `tekort` a row too few,
    `telfout` a first row with a number that does not add up.
    """

    soort: str
    keer: int = 1
    na: int = 0
    tabel: str = ""
    entiteit: str = "UntypedDataSet"
    retry_after: str = ""

    def treft(self, tabel: str, entiteit: str) -> bool:
        """Whether this answer goes wrong; counts down."""
        if self.keer <= 0 or (self.tabel and self.tabel != tabel) or (self.entiteit and self.entiteit != entiteit):
            return False
        if self.na > 0:
            self.na -= 1
            return False
        self.keer -= 1
        return True


@dataclass
class Grillen:
    """The switches. Delays in seconds; caps in rows.

    `skip_faalt` names the service on which `$skip` gives 500, `topgrens` what `$top` may be on it. Links in answers
    point to `linkhost`, which does not exist. `verschuif` is added to the number behind every measure. After
    `wijzig_na` answers with data the figures of `wijzig_tabel` are those of the next version.
    """

    vertraging: float = 0.0
    metavertraging: float = 0.0
    druppel: float = 0.0
    apigrens: int = 10_000
    topgrens: int = 5_000
    feedblad: int = 10_000
    skip_faalt: str = "ODataApi"
    linkhost: str = "https://dataderden.prod.cbsp.nl"
    verschuif: int = 0
    wijzig_na: int = -1
    wijzig_tabel: str = ""
    gzip: bool = False
    fouten: list[Fout] = field(default_factory=list)

    def zet(self, **velden: Any) -> None:
        """Change switches; `fouten` may be dicts."""
        bekend = {veld.name for veld in fields(self)}
        if vreemd := set(velden) - bekend:
            raise ValueError(f"no such switch: {', '.join(sorted(vreemd))}")
        for naam, waarde in velden.items():
            nieuw = [Fout(**f) if isinstance(f, dict) else f for f in waarde] if naam == "fouten" else waarde
            setattr(self, naam, nieuw)

    def fout(self, tabel: str, entiteit: str) -> Fout | None:
        return next((fout for fout in self.fouten if fout.treft(tabel, entiteit)), None)


def bederf(rijen: list[bytes], fout: Fout | None) -> list[bytes]:
    """Rows that are not what was asked."""
    soort = fout.soort if fout else ""
    if soort == "leeg":
        return []
    if soort == "tekort":
        return rijen[:-1]
    if soort == "dubbel" and rijen:
        return [*rijen[:-1], rijen[0]]
    if soort == "telfout" and rijen:
        return [re.sub(rb'"Geregistreerde(\w+)":"[ \d]{8}"', rb'"Geregistreerde\1":"  999999"', rijen[0]), *rijen[1:]]
    if soort == "onbekend" and rijen:
        return [re.sub(rb'("Perioden":")\d{4}', rb"\g<1>1899", rijen[0]), *rijen[1:]]
    return rijen
