"""An example says in every form that the municipality did not make it."""

import io
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from docx import Document
from pypdf import PdfReader
from tests.factories.rapport import rapport

from kompas.rapportage.renderers import VORMEN

VOORBEELD = replace(rapport(), is_voorbeeld=True)
EIGEN = replace(rapport(), is_voorbeeld=False)


@pytest.mark.parametrize(
    ("welk", "auteur"), [(VOORBEELD, "Veiligheidskompas (voorbeeld)"), (EIGEN, "Gemeente Westland")]
)
def test_auteur_in_elke_vorm(welk: object, auteur: str) -> None:
    bestanden = {vorm.key: vorm.maak(welk) for vorm in VORMEN}  # type: ignore[arg-type]
    pdf = PdfReader(io.BytesIO(bestanden["pdf"])).metadata
    meta = BeautifulSoup(bestanden["html"], "html.parser").select_one("meta[name=author]")
    assert pdf is not None
    assert meta is not None
    assert (pdf.author, meta["content"]) == (auteur, auteur)
    assert Document(io.BytesIO(bestanden["docx"])).core_properties.author == auteur


def test_voettekst_van_een_voorbeeld_noemt_de_gemeente_niet_als_maker() -> None:
    voet = BeautifulSoup(VORMEN["html"].maak(VOORBEELD), "html.parser").footer
    assert voet is not None
    assert voet.get_text(strip=True).startswith("Voorbeeld over Westland, niet van de gemeente; cijferset")
    onder = Document(io.BytesIO(VORMEN["docx"].maak(VOORBEELD))).sections[0].footer.paragraphs[0].text
    assert onder.startswith("Voorbeeld over Westland")
