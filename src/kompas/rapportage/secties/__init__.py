"""The sections of a report: functions that turn a context into content.

A new section is a function and an entry in `SECTIES`; definities/rapporten/*.yaml says which report has it, and where.
"""

from collections.abc import Callable
from dataclasses import dataclass

from kompas.base import Registry
from kompas.rapportage.secties.cijfers import cijfers
from kompas.rapportage.secties.context import Context
from kompas.rapportage.secties.doelen import doelen
from kompas.rapportage.secties.inhoud import Rapport, Section
from kompas.rapportage.secties.samenvatting import samenvatting
from kompas.rapportage.secties.themas import themas
from kompas.rapportage.secties.verantwoording import bronnen, methoden, niet_te_beoordelen
from kompas.rapportage.secties.voorblad import voorblad


@dataclass(frozen=True, slots=True)
class Sectiemaker:
    key: str
    maak: Callable[[Context], Section]


SECTIES: Registry[Sectiemaker] = Registry(
    "sectie",
    Sectiemaker("voorblad", voorblad),
    Sectiemaker("samenvatting", samenvatting),
    Sectiemaker("doelen", doelen),
    Sectiemaker("themas", themas),
    Sectiemaker("cijfers", cijfers),
    Sectiemaker("niet-te-beoordelen", niet_te_beoordelen),
    Sectiemaker("bronnen", bronnen),
    Sectiemaker("methoden", methoden),
)


def stel_samen(context: Context) -> Rapport:
    """The report in the order of its definition; a reference to a heading that is not there is an error."""
    rapport = Rapport(
        titel=context.definitie.titel_van(context.jaar),
        gemeente=context.gemeente,
        jaar=context.jaar,
        peildatum=context.peildatum,
        build_id=context.build_id,
        is_voorbeeld=context.is_voorbeeld,
        secties=tuple(SECTIES[key].maak(context) for key in context.definitie.secties),
        naam=context.naam,
    )
    if los := rapport.losse_verwijzingen():
        raise ValueError(
            f"rapport {context.definitie.key}: verwijzing naar iets dat er niet in staat: {', '.join(los)}"
        )
    return rapport
