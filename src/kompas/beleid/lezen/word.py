"""A Word document as lines; the zip container is weighed before anything is unpacked."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from defusedxml import ElementTree as VeiligXml

from kompas.beleid.lezen.document import Grenzen, Regel, Soort
from kompas.beleid.lezen.fout import LeesFout

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OUD = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_KOPSTIJL = re.compile(r"(?:heading|kop)\s*([1-9])$", re.IGNORECASE)
_TITELSTIJL = re.compile(r"(?:title|titel)$", re.IGNORECASE)
_LIJSTSTIJL = re.compile(r"(?:list|lijst|opsom)", re.IGNORECASE)
_LIJSTDIEPTE = re.compile(r"(\d)\s*$")
_HOOFD = "word/document.xml"
_DIEP = 12


def lees_word(inhoud: bytes, grenzen: Grenzen) -> tuple[str, list[Regel]]:
    """Title (core properties) and lines: paragraphs, list items, table rows, pictures, footnotes at the end."""
    with _archief(inhoud, grenzen) as archief:
        stijlen = _stijlen(archief)
        lichaam = _zonder_dubbel(VeiligXml.fromstring(archief.read(_HOOFD), forbid_dtd=True)).find(f"{_W}body")
        regels = list(_blokken(lichaam, stijlen, 0)) if lichaam is not None else []
        return _titel(archief), regels + list(_noten(archief))


def _zonder_dubbel(boom: Any) -> Any:  # noqa: ANN401
    """Word writes drawings twice, the second time for old versions: leave that out."""
    for ouder in list(boom.iter()):
        for kind in [k for k in ouder if k.tag == _OUD]:
            ouder.remove(kind)
    return boom


def _archief(inhoud: bytes, grenzen: Grenzen) -> zipfile.ZipFile:
    try:
        archief = zipfile.ZipFile(io.BytesIO(inhoud))
    except zipfile.BadZipFile:
        raise LeesFout(
            "{naam} is een beschadigd Word-bestand: de verpakking (zip) klopt niet. Open het in Word en sla "
            "het opnieuw op."
        ) from None
    namen = {i.filename: i for i in archief.infolist()}
    if "EncryptedPackage" in namen or any(i.flag_bits & 1 for i in namen.values()):
        raise LeesFout("{naam} is beveiligd met een wachtwoord. Sla het op zonder wachtwoord en lever het opnieuw aan.")
    if _HOOFD not in namen:
        raise LeesFout(
            "{naam} is een zip-bestand, maar geen Word-document. Pak het uit en lever het document zelf aan."
        )
    # only the parts that we open count: large pictures stay packed
    zwaar = sum(i.file_size for n, i in namen.items() if n.endswith((".xml", ".rels")))
    if zwaar > grenzen.uitgepakt or len(namen) > 20_000:
        raise LeesFout(
            f"{{naam}} wordt na uitpakken {zwaar // 1_000_000} MB groot (hoogstens "
            f"{grenzen.uitgepakt // 1_000_000} MB mag). "
            "Zo'n bestand is geen gewoon document; lever de tekst aan als .txt of .pdf."
        )
    return archief


def _xml(archief: zipfile.ZipFile, naam: str) -> Any:  # noqa: ANN401  an Element; ElementTree's own type differs per parser
    try:
        return VeiligXml.fromstring(archief.read(naam), forbid_dtd=True)
    except KeyError:
        return None


def _titel(archief: zipfile.ZipFile) -> str:
    kern = _xml(archief, "docProps/core.xml")
    titel = kern.findtext("{http://purl.org/dc/elements/1.1/}title") if kern is not None else ""
    return (titel or "").strip()


def _stijlen(archief: zipfile.ZipFile) -> dict[str, str]:
    """Style id -> name: the ids are translated in a Dutch Word, the names are not always."""
    boom = _xml(archief, "word/styles.xml")
    if boom is None:
        return {}
    return {
        stijl.get(f"{_W}styleId", ""): naam.get(f"{_W}val", "")
        for stijl in boom.iter(f"{_W}style")
        if (naam := stijl.find(f"{_W}name")) is not None
    }


def _blokken(knoop: Any, stijlen: dict[str, str], diep: int) -> Iterator[Regel]:  # noqa: ANN401
    for kind in knoop:
        if kind.tag == f"{_W}p":
            yield from _alinea(kind, stijlen)
        elif kind.tag == f"{_W}tbl":
            yield from _tabel(kind)
        elif kind.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag"} and diep < _DIEP:
            yield from _blokken(kind, stijlen, diep + 1)


def _tekst(knoop: Any) -> str:  # noqa: ANN401
    delen: list[str] = []
    for kind in knoop.iter():
        if kind.tag == f"{_W}t":
            delen.append(kind.text or "")
        elif kind.tag == f"{_W}tab":
            delen.append("\t")
        elif kind.tag in {f"{_W}br", f"{_W}cr"}:
            delen.append("\n")
        elif kind.tag == f"{_W}noBreakHyphen":
            delen.append("-")
    return "".join(delen)


def _alinea(alinea: Any, stijlen: dict[str, str]) -> Iterator[Regel]:  # noqa: ANN401
    if next(alinea.iter(f"{_W}drawing"), None) is not None or next(alinea.iter(f"{_W}pict"), None) is not None:
        yield Regel(0, "[afbeelding]", Soort.BEELD)
    tekst = _tekst(alinea).strip()
    if not tekst:
        yield Regel(0, "")
        return
    soort, niveau = _vorm(alinea, stijlen)
    for i, regel in enumerate(filter(str.strip, tekst.split("\n"))):
        yield Regel(0, regel.strip(), soort if i == 0 or soort is Soort.KOP else Soort.TEKST, niveau)


def _vorm(alinea: Any, stijlen: dict[str, str]) -> tuple[Soort, int]:  # noqa: ANN401
    eigenschappen = alinea.find(f"{_W}pPr")
    stijl = _waarde(eigenschappen, "pStyle")
    naam = stijlen.get(stijl, stijl)
    if kop := _KOPSTIJL.search(naam):
        return Soort.KOP, int(kop[1])
    if _TITELSTIJL.match(naam):
        return Soort.KOP, 1
    genummerd = eigenschappen.find(f"{_W}numPr") if eigenschappen is not None else None
    if genummerd is not None:
        return Soort.PUNT, int(_waarde(genummerd, "ilvl") or 0) + 1
    if _LIJSTSTIJL.search(naam):
        diepte = _LIJSTDIEPTE.search(naam)
        return Soort.PUNT, int(diepte[1]) if diepte else 1
    return (Soort.KOP, 0) if _geheel_vet(alinea) else (Soort.TEKST, 0)


def _waarde(knoop: Any, naam: str) -> str:  # noqa: ANN401
    kind = knoop.find(f"{_W}{naam}") if knoop is not None else None
    return kind.get(f"{_W}val", "") if kind is not None else ""


def _geheel_vet(alinea: Any) -> bool:  # noqa: ANN401
    """A short paragraph in bold is a heading whose level we do not know."""
    lopen = [r for r in alinea.iter(f"{_W}r") if _tekst(r).strip()]
    if not lopen or sum(len(_tekst(r)) for r in lopen) > 90:
        return False
    return all(
        (b := r.find(f"{_W}rPr/{_W}b")) is not None and b.get(f"{_W}val", "1") not in {"0", "false"} for r in lopen
    )


def _tabel(tabel: Any) -> Iterator[Regel]:  # noqa: ANN401
    for rij in tabel.findall(f"{_W}tr"):
        cellen = tuple(
            " ".join(filter(None, (_tekst(p).strip() for p in cel.iter(f"{_W}p")))) for cel in rij.findall(f"{_W}tc")
        )
        if any(cellen):
            yield Regel(0, "\t".join(cellen), Soort.RIJ, cellen=cellen)
    yield Regel(0, "")


def _noten(archief: zipfile.ZipFile) -> Iterator[Regel]:
    boom = _xml(archief, "word/footnotes.xml")
    if boom is None:
        return
    for noot in boom.iter(f"{_W}footnote"):
        tekst = _tekst(noot).strip()
        if noot.get(f"{_W}type") is None and tekst:
            yield Regel(0, tekst.replace("\n", " "), Soort.NOOT, noot=noot.get(f"{_W}id", ""))
