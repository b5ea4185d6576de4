"""The report as HTML, opened from disk in a real browser: axe, a phone, and nothing from elsewhere."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.factories.rapportcontext import context

from kompas.rapportage.renderers.html import maak_html
from kompas.rapportage.secties import stel_samen

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("breedte", [1280, 320])
def test_html_rapport(browser: Browser, tmp_path: Path, repo: Path, breedte: int) -> None:
    bestand = tmp_path / "rapport.html"
    bestand.write_bytes(maak_html(stel_samen(context(3))))
    pagina = browser.new_page(viewport={"width": breedte, "height": 900})
    gevraagd: list[str] = []
    pagina.on("request", lambda vraag: gevraagd.append(vraag.url.partition(":")[0]))
    pagina.goto(bestand.as_uri())
    pagina.add_script_tag(content=(repo / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    fouten = pagina.evaluate("axe.run().then(uitkomst => uitkomst.violations.map(v => [v.id, v.nodes[0].html]))")
    breder = pagina.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    pagina.close()
    assert fouten == []
    assert not breder
    assert set(gevraagd) <= {"file", "data"}
