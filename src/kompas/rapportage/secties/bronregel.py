"""Source lines: from the origin of the very figures that are shown, never from what could have been the source."""

from collections.abc import Iterator, Sequence

from kompas.base import Herkomst, Waarde


def bronnen_van(waarden: Sequence[Waarde]) -> tuple[str, ...]:
    """Each source once, with its table or its place in a document; a rate names numerator and denominator."""
    return tuple(dict.fromkeys(_in_woorden(deel.herkomst) for waarde in waarden for deel in met_delen(waarde)))


def bronregel_van(waarden: Sequence[Waarde]) -> str:
    """`Bron: politie, tabel 47018NED; CBS, tabel 70072ned.`, or nothing when no figure is known."""
    bronnen = bronnen_van([waarde for waarde in waarden if waarde.bekend])
    return f"Bron: {'; '.join(bronnen)}." if bronnen else ""


def stand_bronregel(uitgang: Waarde | None, laatste: Waarde | None, bron_plan: str) -> str:
    """Where the baseline and the latest figure come from; without figure what its source would be."""
    delen = []
    if uitgang is not None and uitgang.bekend:
        delen.append(f"Uitgangswaarde: {'; '.join(bronnen_van([uitgang]))}.")
    if laatste is not None and laatste.bekend:
        eenheid = f" (eenheid: {laatste.eenheid})" if laatste.eenheid else ""
        delen.append(f"Laatste cijfer: {'; '.join(bronnen_van([laatste]))}{eenheid}.")
    elif bron_plan:
        delen.append(f"Laatste cijfer: geen; het plan noemt als bron {bron_plan.rstrip('.')}.")
    return f"Bron. {' '.join(delen)}" if delen else ""


def met_delen(waarde: Waarde) -> Iterator[Waarde]:
    """The figures that this one was made of, all the way down; itself when it was not made of others."""
    if not waarde.herkomst.delen:
        yield waarde
    for deel in waarde.herkomst.delen:
        yield from met_delen(deel)


def _in_woorden(herkomst: Herkomst) -> str:
    return ", ".join(filter(None, (herkomst.bron, _tabelnaam(herkomst.tabel), herkomst.vindplaats)))


def _tabelnaam(tabel: str) -> str:
    """`tabel 47018NED`; the title of a document says itself what it is."""
    return f"tabel {tabel}" if tabel and " " not in tabel else tabel
