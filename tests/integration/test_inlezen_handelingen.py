"""Reading a document in: what is kept, what a person decides, and what becomes a concept plan."""

import pytest
from tests.factories.personen import Cast
from tests.factories.plannen import KleinPlan
from tests.unit.lezen.plandocumenten import VAARTWIJK, ZANDERMEER, als_docx, als_txt

from kompas.base import RefusedError
from kompas.beleid import actions
from kompas.beleid.actions import inlezen as module
from kompas.beleid.lezen import Document, lees_document
from kompas.beleid.models import Burgerperspectief, Indicator, Inlezing, InlezingElement, Partner, PartnerAlias, Plan
from kompas.core.models import Gemeente, Wijziging
from kompas.core.uploads import TEGELIJK


@pytest.fixture
def inlezing(hier: Gemeente, cast: Cast) -> Inlezing:
    return actions.document_inlezen(gemeente=hier, door=cast.anna, naam="vaartwijk.txt", inhoud=als_txt(VAARTWIJK))


def _element(inlezing: Inlezing, soort: str, **waarde: str) -> InlezingElement:
    for element in inlezing.elementen.filter(soort=soort):
        if all(element.waarde.get(k) == v for k, v in waarde.items()):
            return element
    raise AssertionError((soort, waarde))


def _beslis(element: InlezingElement, cast: Cast, besluit: str, **verbeterd: str) -> InlezingElement:
    return actions.element_beslissen(
        element=element,
        door=cast.anna,
        versie=element.versie,
        besluit=besluit,
        verbeterd=(element.waarde | verbeterd) if verbeterd else None,
    )


def test_every_element_keeps_its_place(inlezing: Inlezing) -> None:
    thema = _element(inlezing, "thema", nummer="4.1")
    assert thema.plaats == f"regel {thema.regel}"
    assert inlezing.regels[thema.regel - 1][0] == "4.1 Ondernijning"
    assert _element(inlezing, "hoofdlijn", tekst="We maken ondernemers weerbaar.").ouder == thema
    assert "PM" in _element(inlezing, "indicator", naam="meldingen woonoverlast (p/1.000 inwoners)").aandacht
    assert inlezing.structuur["gemeente"] == "Vaartwijk"


def test_what_is_no_plan_is_refused_and_leaves_nothing(hier: Gemeente, cast: Cast) -> None:
    with pytest.raises(RefusedError, match="geen veiligheidsplan"):
        actions.document_inlezen(gemeente=hier, door=cast.anna, naam="taart.txt", inhoud=b"Meng de bloem en de suiker.")
    assert not Inlezing.objects.exists()
    assert not Wijziging.objects.exists()


def test_only_a_few_documents_are_read_at_the_same_time(
    hier: Gemeente, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted in the reader itself: while one reads, so many others may join, and no more."""
    gelukt: list[int] = []

    def lees_en_roep(inhoud: bytes, naam: str) -> Document:
        gelukt.append(len(gelukt))
        stuur()
        return lees_document(inhoud, naam)

    def stuur() -> None:
        actions.document_inlezen(gemeente=hier, door=cast.anna, naam="plan.txt", inhoud=als_txt(VAARTWIJK))

    monkeypatch.setattr(module, "lees_document", lees_en_roep)
    with pytest.raises(RefusedError, match="al andere documenten gelezen"):
        stuur()
    assert len(gelukt) == TEGELIJK
    monkeypatch.undo()
    stuur()  # the places are free again
    assert Inlezing.objects.count() == 1


def test_a_decision_is_kept_with_who_and_when(inlezing: Inlezing, cast: Cast) -> None:
    element = _beslis(_element(inlezing, "thema", nummer="4.1"), cast, "overgenomen")
    assert (element.besluit, element.besloten_door, element.versie) == ("overgenomen", cast.anna, 2)
    regel = Wijziging.objects.get(object_id=str(element.pk))
    assert (regel.veld, regel.oud, regel.nieuw, regel.door) == ("besluit", "nog te beslissen", "overgenomen", cast.anna)
    weer_open = _beslis(element, cast, "open")
    assert (weer_open.besluit, weer_open.besloten_door, weer_open.besloten_op) == ("open", None, None)


def test_two_people_do_not_decide_over_each_other(inlezing: Inlezing, cast: Cast) -> None:
    element = _element(inlezing, "thema", nummer="4.1")
    _beslis(element, cast, "verworpen")
    with pytest.raises(RefusedError, match="intussen gewijzigd"):
        actions.element_beslissen(element=element, door=cast.anna, versie=1, besluit="overgenomen")


def test_an_element_that_is_not_complete_cannot_be_accepted_as_it_is(hier: Gemeente, cast: Cast) -> None:
    tekst = als_txt(VAARTWIJK).replace(b"maximaal 1.100", b"1.100")
    inlezing = actions.document_inlezen(gemeente=hier, door=cast.anna, naam="v.txt", inhoud=tekst)
    indicator = _element(inlezing, "indicator", naam="totaal misdrijven")
    with pytest.raises(RefusedError, match="Soort streefwaarde is leeg"):
        _beslis(indicator, cast, "overgenomen")
    assert _beslis(indicator, cast, "verbeterd", streefsoort="hoogstens").besluit == "verbeterd"


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("uitgangswaarde", "veel", "klopt niet"),
        ("doeljaar", "9999", "geen jaar"),
        ("streefwaarde", "", "Streefwaarde is leeg"),
        ("uitgangsjaar", "", "het jaar niet bekend"),
        ("naam", "x" * 201, "te lang"),
        ("streefsoort", "ongeveer", "hoort niet bij de keuzes"),
        ("uitgangswaarde", "NaN", "geen bruikbaar getal"),
    ],
)
def test_a_correction_that_cannot_be_true_is_refused(
    inlezing: Inlezing, cast: Cast, veld: str, waarde: str, zin: str
) -> None:
    indicator = _element(inlezing, "indicator", naam="woninginbraken")
    with pytest.raises(RefusedError, match=zin):
        _beslis(indicator, cast, "verbeterd", **{veld: waarde})
    indicator.refresh_from_db()
    assert indicator.besluit == "open"


def test_the_rest_is_only_what_asks_for_no_attention(inlezing: Inlezing, cast: Cast) -> None:
    aantal = actions.elementen_overnemen(inlezing=inlezing, door=cast.anna)
    besluiten = {(bool(e.aandacht), e.besluit) for e in inlezing.elementen.all()}
    assert besluiten == {(True, "open"), (False, "overgenomen")}
    assert aantal == inlezing.elementen.filter(besluit="overgenomen").count()


def test_without_its_own_characteristics_there_is_no_plan(inlezing: Inlezing, cast: Cast) -> None:
    _beslis(_element(inlezing, "thema", nummer="4.1"), cast, "overgenomen")
    with pytest.raises(RefusedError, match="kenmerken van het plan"):
        actions.inlezing_overnemen(inlezing=inlezing, door=cast.anna)
    assert not Plan.objects.exists()


def test_accepted_and_corrected_elements_become_a_concept_plan(inlezing: Inlezing, cast: Cast) -> None:
    actions.elementen_overnemen(inlezing=inlezing, door=cast.anna)
    for element in inlezing.elementen.filter(besluit="open"):
        _beslis(element, cast, "overgenomen")
    _beslis(_element(inlezing, "thema", nummer="4.2b"), cast, "verbeterd", titel="Inbraak in woningen")
    _beslis(_element(inlezing, "hoofdlijn", tekst="We controleren samen."), cast, "verworpen")
    plan = actions.inlezing_overnemen(inlezing=inlezing, door=cast.anna)

    assert (plan.status, plan.jaar_van, plan.jaar_tot, plan.soort) == ("concept", 2023, 2026, "ivp")
    assert [(t.nummer, t.titel) for t in plan.themas.order_by("volgorde")] == [
        ("4.1", "Ondermijning"),
        ("4.2", "Leefbare wijken"),
        ("4.2a", "Buren en straten"),
        ("4.2b", "Inbraak in woningen"),
        ("5.1", "Verkeersveiligheid"),
        ("5.2", "Brandveiligheid"),
    ]
    ondermijning = plan.themas.get(nummer="4.1")
    assert [h.tekst for h in ondermijning.hoofdlijnen.all()] == [
        "We werken als één overheid.",
        "We maken ondernemers weerbaar.",
    ]
    assert ondermijning.themapartners.count() == 4  # RIEC stands there twice
    assert plan.themas.get(nummer="4.2a").bovenliggend == plan.themas.get(nummer="4.2")
    assert {b.kant for b in Burgerperspectief.objects.filter(thema__plan=plan)} == {"betekent", "versterkt"}
    inbraken = Indicator.objects.get(doel__plan=plan, naam="woninginbraken")
    assert (inbraken.uitgangswaarde, inbraken.uitgangsjaar, inbraken.streefsoort, inbraken.streefwaarde) == (
        64,
        2021,
        "hoogstens",
        50,
    )
    assert Indicator.objects.get(doel__plan=plan, naam="meldingen woonoverlast (p/1.000 inwoners)").is_pm
    assert Indicator.objects.get(doel__plan=plan, naam="rapportcijfer veiligheid").decimalen == 1
    assert all(o.vindplaats.startswith("regel ") for o in (plan, ondermijning, inbraken, inbraken.doel))
    assert sum(regel.bedrag or 0 for regel in plan.budgetregels.all()) == 245000
    inlezing.refresh_from_db()
    assert (inlezing.status, inlezing.plan) == ("overgenomen", plan)
    assert Wijziging.objects.filter(object_id=str(plan.pk), handeling="conceptplan gemaakt uit document").count() == 1


def test_what_hangs_on_a_rejected_theme_goes_with_it(inlezing: Inlezing, cast: Cast) -> None:
    actions.elementen_overnemen(inlezing=inlezing, door=cast.anna)
    _beslis(_element(inlezing, "thema", nummer="4.2"), cast, "verworpen")
    plan = actions.inlezing_overnemen(inlezing=inlezing, door=cast.anna)
    assert not plan.themas.filter(nummer__startswith="4.2").exists()
    assert not Indicator.objects.filter(doel__plan=plan, naam="woninginbraken").exists()


def test_a_closed_document_stays_closed(inlezing: Inlezing, cast: Cast) -> None:
    actions.inlezing_verwerpen(inlezing=inlezing, door=cast.anna)
    for poging in (
        lambda: actions.inlezing_overnemen(inlezing=inlezing, door=cast.anna),
        lambda: actions.elementen_overnemen(inlezing=inlezing, door=cast.anna),
        lambda: _beslis(_element(inlezing, "thema", nummer="4.1"), cast, "overgenomen"),
    ):
        with pytest.raises(RefusedError, match="al verworpen"):
            poging()


def test_a_known_partner_is_used_by_each_of_its_names(hier: Gemeente, cast: Cast) -> None:
    bekend = Partner.objects.create(gemeente=hier, naam="Politie-eenheid")
    PartnerAlias.objects.create(partner=bekend, naam="politie")
    inlezing = actions.document_inlezen(gemeente=hier, door=cast.anna, naam="z.docx", inhoud=als_docx(ZANDERMEER))
    actions.elementen_overnemen(inlezing=inlezing, door=cast.anna)
    plan = actions.inlezing_overnemen(inlezing=inlezing, door=cast.anna)
    thema = plan.themas.get(titel="Wonen zonder overlast")
    assert thema.themapartners.get(partner=bekend).genoemd_als == "Politie"
    assert thema.nummer  # the document gives none; the plan needs one


def test_the_same_document_twice_gives_two_plans_side_by_side(hier: Gemeente, cast: Cast, klein: KleinPlan) -> None:
    slugs = set()
    for _ in range(2):
        inlezing = actions.document_inlezen(gemeente=hier, door=cast.anna, naam="v.txt", inhoud=als_txt(VAARTWIJK))
        actions.elementen_overnemen(inlezing=inlezing, door=cast.anna)
        slugs.add(actions.inlezing_overnemen(inlezing=inlezing, door=cast.anna).slug)
    assert len(slugs) == 2
    klein.plan.refresh_from_db()
    assert klein.plan.status == "geldend"
