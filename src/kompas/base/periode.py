"""Periods as the sources write them, and as people read them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_CODE = re.compile(r"(?P<jaar>\d{4})(?P<soort>JJ|KW|MM)(?P<nummer>\d{2})")
_BEREIK = re.compile(r"(?P<van>\d{4}(?:JJ|MM)\d{2})-(?P<tot>\d{4}(?:JJ|MM)\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Periode:
    """Whole months, first day up to and including last day.

    `code` is CBS notation: `2019JJ00` (year), `2019KW03` (quarter), `2019MM09` (month); a longer run
    is two codes with a dash, `2019MM09-2020MM08`.
    """

    begin: date
    eind: date

    def __post_init__(self) -> None:
        if self.begin.day != 1 or (self.eind + timedelta(days=1)).day != 1 or self.eind < self.begin:
            raise ValueError(f"een periode bestaat uit hele maanden: {self.begin} t/m {self.eind}")

    @classmethod
    def jaar(cls, jaar: int) -> "Periode":
        return cls(date(jaar, 1, 1), date(jaar, 12, 31))

    @classmethod
    def jaren(cls, van: int, tot: int) -> "Periode":
        return cls(date(van, 1, 1), date(tot, 12, 31))

    @classmethod
    def maand(cls, jaar: int, maand: int) -> "Periode":
        return cls(date(jaar, maand, 1), _laatste_dag(jaar, maand))

    @classmethod
    def twaalf_maanden(cls, jaar: int, maand: int) -> "Periode":
        """The twelve months that end with the given month."""
        begin = date(jaar - 1, maand + 1, 1) if maand < 12 else date(jaar, 1, 1)
        return cls(begin, _laatste_dag(jaar, maand))

    @classmethod
    def lees(cls, code: str) -> "Periode":
        """Read a CBS period code; `ValueError` with a Dutch sentence when it is none."""
        code = code.strip()
        if bereik := _BEREIK.fullmatch(code):
            van, tot = cls.lees(bereik["van"]), cls.lees(bereik["tot"])
            return cls(van.begin, tot.eind)
        match = _CODE.fullmatch(code)
        if match is None:
            raise ValueError(f"{code!r} is geen periode (verwacht: 2019JJ00, 2019KW03 of 2019MM09)")
        jaar, nummer = int(match["jaar"]), int(match["nummer"])
        if not 1000 <= jaar <= 9000:  # outside of it a calendar ends somewhere
            raise ValueError(f"{code!r} is geen periode: het jaar {jaar} kan niet")
        if match["soort"] == "JJ" and nummer == 0:
            return cls.jaar(jaar)
        if match["soort"] == "KW" and 1 <= nummer <= 4:
            return cls(date(jaar, nummer * 3 - 2, 1), _laatste_dag(jaar, nummer * 3))
        if match["soort"] == "MM" and 1 <= nummer <= 12:
            return cls.maand(jaar, nummer)
        raise ValueError(f"{code!r} is geen periode: {match['soort']}{match['nummer']} bestaat niet")

    @property
    def maanden(self) -> int:
        return (self.eind.year - self.begin.year) * 12 + self.eind.month - self.begin.month + 1

    def eerder(self, maanden: int) -> "Periode":
        """As long, so many months before this one."""
        begin, eind = _maandnummer(self.begin) - maanden, _maandnummer(self.eind) - maanden
        return Periode(_eerste_dag(begin), _laatste_dag(eind // 12, eind % 12 + 1))

    def laatste(self, maanden: int) -> "Periode":
        """The so many months that end with this period."""
        return Periode(_eerste_dag(_maandnummer(self.eind) - maanden + 1), self.eind)

    @property
    def is_jaar(self) -> bool:
        return self.begin.month == 1 and self.maanden == 12

    @property
    def code(self) -> str:
        if self.is_jaar:
            return f"{self.begin.year}JJ00"
        if self.maanden == 1:
            return f"{self.begin.year}MM{self.begin.month:02d}"
        if self.maanden == 3 and self.begin.month % 3 == 1:
            return f"{self.begin.year}KW{self.eind.month // 3:02d}"
        if self.begin.month == 1 and self.eind.month == 12:
            return f"{self.begin.year}JJ00-{self.eind.year}JJ00"
        return f"{self.begin.year}MM{self.begin.month:02d}-{self.eind.year}MM{self.eind.month:02d}"

    @property
    def label(self) -> str:
        """As a Dutch reader expects it: `2019`, `2017-2019`, `september 2019 t/m augustus 2020`."""
        if self.is_jaar:
            return str(self.begin.year)
        if self.maanden == 1:
            return f"{MAANDEN[self.begin.month - 1]} {self.begin.year}"
        if self.begin.month == 1 and self.eind.month == 12:
            return f"{self.begin.year}-{self.eind.year}"
        van = f"{MAANDEN[self.begin.month - 1]} {self.begin.year}"
        return f"{van} t/m {MAANDEN[self.eind.month - 1]} {self.eind.year}"


def _maandnummer(dag: date) -> int:
    return dag.year * 12 + dag.month - 1


def _eerste_dag(nummer: int) -> date:
    return date(nummer // 12, nummer % 12 + 1, 1)


def _laatste_dag(jaar: int, maand: int) -> date:
    volgende = date(jaar + 1, 1, 1) if maand == 12 else date(jaar, maand + 1, 1)
    return volgende - timedelta(days=1)
