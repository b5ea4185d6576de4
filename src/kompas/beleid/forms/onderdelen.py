"""One form per part of a plan that people edit."""

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from django import forms

from kompas.beleid.actions.bewerken import DOEL_VELDEN, HOOFDLIJN_VELDEN, INDICATOR_VELDEN, THEMA_VELDEN
from kompas.beleid.forms.velden import GetalField, RegelsField
from kompas.beleid.models import Doel, Hoofdlijn, Indicator, Onderdeel, StrategischDoel, Thema
from kompas.core.cijfers import definities_van
from kompas.core.forms import VersieForm
from kompas.core.models import Gemeente
from kompas.core.models.eigen import VOORVOEGSEL

M = TypeVar("M", bound=Onderdeel)

KLEIN = forms.Textarea(attrs={"rows": 3})
VERPLICHT = {"required": "Vul dit in."}
JAAR = {"invalid": "Vul een jaar in met vier cijfers, bijvoorbeeld 2024."}


if TYPE_CHECKING:
    _Basis = forms.ModelForm
else:  # Django's own class takes no type argument at run time

    class _Basis(forms.ModelForm, Generic[M]): ...


class OnderdeelForm(_Basis[M]):
    """Carries the version that the user saw. Never `save()`: `velden` and `versie_gezien` go to an action.

    For a part that is still to be added there is no version to compare, and no change to explain.
    """

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    toelichting_wijziging = forms.CharField(
        label="Waarom wijzigt u dit?",
        required=False,
        max_length=500,
        help_text="Niet verplicht. Komt in de geschiedenis.",
        widget=forms.TextInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  (Django's own signature)
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            del self.fields["versie"], self.fields["toelichting_wijziging"]
        else:
            self.initial.setdefault("versie", self.instance.versie)
        for veld in self.fields.values():
            veld.error_messages.update(VERPLICHT)
            if isinstance(veld, forms.IntegerField) and not isinstance(veld, GetalField):
                veld.error_messages.update(JAAR)

    @property
    def velden(self) -> dict[str, object]:
        """The values for the action; only of a valid form."""
        return {naam: self.cleaned_data[naam] for naam in self._meta.fields or ()}

    @property
    def erbij(self) -> dict[str, object]:
        """What the action that adds needs beside the values; only of a valid form."""
        return {}

    @property
    def versie_gezien(self) -> int:
        return int(self.cleaned_data["versie"])

    @property
    def reden(self) -> str:
        return str(self.cleaned_data["toelichting_wijziging"])


class ThemaForm(OnderdeelForm[Thema]):
    class Meta:
        model = Thema
        fields = THEMA_VELDEN
        labels: ClassVar = {
            "titel": "Titel",
            "andere_titel": "Andere titel",
            "status": "Status",
            "reden": "Waarom heeft het thema deze status?",
            "inleiding": "Inleiding",
            "geen_indicator_omdat": "Geen indicator, omdat",
            "focus": "Bijzondere aandacht voor",
            "digitaal": "Digitale kant",
        }
        help_texts: ClassVar = {
            "status": "Prioritair: meer doen. Going concern: vasthouden.",
            "geen_indicator_omdat": "Alleen invullen als het thema geen indicator heeft.",
        }
        widgets: ClassVar = {
            "reden": KLEIN,
            "inleiding": KLEIN,
            "geen_indicator_omdat": KLEIN,
            "focus": KLEIN,
            "digitaal": KLEIN,
        }


class DoelForm(OnderdeelForm[Doel]):
    class Meta:
        model = Doel
        fields = DOEL_VELDEN
        labels: ClassVar = {
            "tekst": "Doel",
            "doeljaar": "Doeljaar",
            "geen_indicator_omdat": "Geen indicator, omdat",
            "invloed": "Invloed van de gemeente",
        }
        help_texts: ClassVar = {
            "tekst": "Wat is er straks anders?",
            "doeljaar": "Het jaar waarin het doel is bereikt.",
            "geen_indicator_omdat": "Alleen invullen als het doel niet te meten is.",
        }
        widgets: ClassVar = {"tekst": KLEIN, "geen_indicator_omdat": KLEIN}


class PlandoelForm(DoelForm):
    """A goal of the whole plan; it may be the measurable side of a strategic goal."""

    strategisch_doel = forms.ModelChoiceField(
        label="Hoort bij het strategische doel",
        queryset=StrategischDoel.objects.none(),
        required=False,
        empty_label="geen: een doel op zichzelf",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  (Django's own signature)
        super().__init__(*args, **kwargs)
        keuze = self.fields["strategisch_doel"]
        if isinstance(keuze, forms.ModelChoiceField):
            keuze.queryset = StrategischDoel.objects.filter(plan=self.instance.plan)

    @property
    def erbij(self) -> dict[str, object]:
        return {"strategisch_doel": self.cleaned_data["strategisch_doel"]}


class HoofdlijnForm(OnderdeelForm[Hoofdlijn]):
    class Meta:
        model = Hoofdlijn
        fields = HOOFDLIJN_VELDEN
        labels: ClassVar = {"tekst": "Hoofdlijn", "rol_gemeente": "Rol van de gemeente"}
        widgets: ClassVar = {"tekst": KLEIN}


Keuzes = list[tuple[str, str | list[tuple[str, str]]]]


def _definities(gemeente: Gemeente) -> Keuzes:
    """The definitions to choose from, by title: those of the municipality itself apart and first."""
    bekend = sorted(definities_van(gemeente).indicatoren, key=lambda definitie: definitie.titel.casefold())
    eigen = [(d.key, d.titel) for d in bekend if d.key.startswith(VOORVOEGSEL)]
    overig = [(d.key, d.titel) for d in bekend if not d.key.startswith(VOORVOEGSEL)]
    geen: Keuzes = [("", "geen: er zijn geen cijfers")]
    if not eigen:
        return [*geen, *overig]
    return [*geen, (f"Eigen indicatoren van {gemeente}", eigen), ("Andere indicatoren", overig)]


class IndicatorForm(OnderdeelForm[Indicator]):
    definitie = forms.ChoiceField(
        label="Cijfers", choices=(), required=False, help_text="Welke cijfers bij deze indicator horen."
    )
    uitgangswaarde = GetalField(label="Uitgangswaarde", required=False, max_digits=14, decimal_places=4)
    streefwaarde = GetalField(
        label="Streefwaarde",
        required=False,
        max_digits=14,
        decimal_places=4,
        help_text="Een getal met een komma, bijvoorbeeld 3,5. Leeg bij PM.",
    )
    schaal = RegelsField(
        label="Schaal",
        required=False,
        widget=KLEIN,
        help_text="Alleen bij een kwalitatieve schaal: één niveau per regel, laag eerst.",
    )

    class Meta:
        model = Indicator
        fields = INDICATOR_VELDEN
        labels: ClassVar = {
            "naam": "Naam",
            "bron": "Bron volgens het plan",
            "eenheid": "Eenheid",
            "decimalen": "Aantal decimalen",
            "uitgangsjaar": "Jaar van de uitgangswaarde",
            "streefsoort": "Soort streefwaarde",
            "doeljaar": "Doeljaar",
            "is_pm": "PM: het plan laat de waarde open",
            "pm_eigenaar": "Wie vult de PM in?",
            "pm_datum": "Wanneer is de PM ingevuld?",
            "toelichting": "Toelichting",
        }
        help_texts: ClassVar = {
            "doeljaar": "Leeg: het doeljaar van het doel, of anders het laatste jaar van het plan.",
            "pm_eigenaar": "Een functie, geen naam.",
        }
        widgets: ClassVar = {
            "toelichting": KLEIN,
            "pm_datum": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  (Django's own signature)
        super().__init__(*args, **kwargs)
        keuze = self.fields["definitie"]
        huidig = self.instance.definitie
        if isinstance(keuze, forms.ChoiceField):
            keuze.choices = _definities(self.instance.doel.plan.gemeente)
            if not keuze.valid_value(huidig):
                keuze.choices = [*keuze.choices, (huidig, f"{huidig} (bestaat niet meer)")]

    def clean(self) -> dict[str, Any]:
        """What belongs together: a target or PM, a baseline with its year, a scale with levels."""
        gegevens = super().clean() or self.cleaned_data
        if gegevens.get("is_pm") and gegevens.get("streefwaarde") is not None:
            self.add_error("streefwaarde", "U koos PM; laat de streefwaarde dan leeg of haal PM weg.")
        if gegevens.get("streefsoort") == Indicator.Streefsoort.KWALITATIEF and len(gegevens.get("schaal") or []) < 2:
            self.add_error("schaal", "Noem ten minste twee niveaus, elk op een eigen regel.")
        return gegevens


class VerwijderForm(VersieForm):
    """The version that is removed, and why."""

    toelichting_wijziging = forms.CharField(
        label="Waarom verwijdert u dit?",
        required=False,
        max_length=500,
        help_text="Niet verplicht. Komt in de geschiedenis.",
    )

    @property
    def versie_gezien(self) -> int:
        return int(self.cleaned_data["versie"])

    @property
    def reden(self) -> str:
        return str(self.cleaned_data["toelichting_wijziging"])
