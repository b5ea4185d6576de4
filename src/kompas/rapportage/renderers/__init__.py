"""The forms of a report. They know sections, not features; a new form is one entry in `VORMEN`."""

from collections.abc import Callable
from dataclasses import dataclass

from kompas.base import Registry
from kompas.rapportage.renderers.gegevens import maak_csv
from kompas.rapportage.renderers.html import maak_html
from kompas.rapportage.renderers.pdf import maak_pdf
from kompas.rapportage.renderers.word import maak_docx
from kompas.rapportage.secties.inhoud import Rapport


@dataclass(frozen=True, slots=True)
class Vorm:
    """`key` is also the extension of the file."""

    key: str
    titel: str
    media_type: str
    maak: Callable[[Rapport], bytes]

    def bestandsnaam(self, rapport: Rapport) -> str:
        return f"{rapport.naam}.{self.key}"


VORMEN: Registry[Vorm] = Registry(
    "vorm",
    Vorm("pdf", "PDF, om te lezen en te delen", "application/pdf", maak_pdf),
    Vorm(
        "docx",
        "Word, om zelf verder te bewerken",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        maak_docx,
    ),
    Vorm("html", "HTML, om op een website te zetten", "text/html; charset=utf-8", maak_html),
    Vorm("csv", "CSV, alleen de cijfers met hun herkomst", "text/csv; charset=utf-8", maak_csv),
)
