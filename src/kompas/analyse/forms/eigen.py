"""The definition of an own indicator."""

from typing import Any, ClassVar

from django import forms

from kompas.base import Refused
from kompas.core.actions.eigen import EIGEN_VELDEN
from kompas.core.cijfers import definitiemappen
from kompas.core.eigendelen import lees_delen
from kompas.core.models import EigenIndicator
from kompas.data.definities import laad_definities

SOORTEN = [
    ("telling", "een aantal, zoals misdrijven"),
    ("verhouding", "een aantal per zoveel inwoners, of een percentage"),
    ("enquete", "een uitkomst van een enquête"),
    ("stand", "een stand op één moment, zoals inwoners"),
]
RICHTINGEN = [("lager", "lager is beter"), ("hoger", "hoger is beter")]
PER = [
    ("", "nergens door delen"),
    (100, "per 100"),
    (1_000, "per 1.000"),
    (10_000, "per 10.000"),
    (100_000, "per 100.000"),
]
EERSTE_BRON = "politie-misdrijven"
"""The source that stands in an empty form: most own figures are made of it."""
KLEIN = forms.Textarea(attrs={"rows": 3})
DELEN = forms.Textarea(attrs={"rows": 5, "spellcheck": "false"})
VERPLICHT = {"required": "Vul dit in."}


def _bronnen() -> list[tuple[str, str]]:
    bekend = laad_definities(*definitiemappen()).bronnen
    return sorted(((bron.key, bron.titel) for bron in bekend), key=lambda paar: paar[1].casefold())


def _noemers() -> list[tuple[str, str]]:
    """What a count can be divided by: stocks and counts."""
    bekend = laad_definities(*definitiemappen()).indicatoren
    passend = [(d.key, d.titel) for d in bekend if d.soort in {"stand", "telling"}]
    return [("", "inwoners (de gewone keuze)"), *sorted(passend, key=lambda paar: paar[1].casefold())]


def _per(tekst: str) -> int | None:
    return int(tekst) if tekst else None


class EigenIndicatorForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no argument at run time
    """Carries the version that the user saw. Never `save()`: `velden` and `versie_gezien` go to an action."""

    use_required_attribute = False  # an empty form is no fault: what is missing is said after it was sent

    bron = forms.ChoiceField(label="Bron", choices=_bronnen, help_text="De bron van codes waar geen andere bij staat.")
    soort = forms.ChoiceField(label="Soort cijfer", choices=SOORTEN)
    richting = forms.ChoiceField(label="Wat is beter?", choices=RICHTINGEN)
    per = forms.TypedChoiceField(label="Delen door", choices=PER, coerce=_per, empty_value=None, required=False)
    noemer = forms.ChoiceField(
        label="Waardoor wordt er gedeeld?",
        choices=_noemers,
        required=False,
        help_text="Alleen als u per zoveel rekent.",
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    toelichting_wijziging = forms.CharField(
        label="Waarom wijzigt u dit?",
        required=False,
        max_length=500,
        help_text="Niet verplicht. Komt in de geschiedenis.",
        widget=forms.TextInput,
    )

    class Meta:
        model = EigenIndicator
        fields = EIGEN_VELDEN
        labels: ClassVar = {
            "titel": "Titel",
            "omschrijving": "Wat zegt dit cijfer?",
            "eenheid": "Eenheid",
            "decimalen": "Aantal decimalen",
            "delen": "Delen",
            "formule": "Formule",
            "toelichting": "Toelichting",
            "in_begroting": "Dit cijfer staat in de begroting en het jaarverslag",
        }
        help_texts: ClassVar = {
            "eenheid": "Bijvoorbeeld: misdrijven, %, of per 1.000 inwoners.",
            "decimalen": "0 tot en met 4.",
            "delen": "Op elke regel één deel: een naam, een = en een code, bijvoorbeeld: inbraak = 1.1.1. Of: eerder ="
            " indicator woninginbraak. Erachter mag: uit (een bron), over 3 jaar, terug 1 jaar, en als laatste in"
            " (een eenheid, zoals misdrijven).",
            "formule": "Rekenen met de namen van de delen: + - * / en haakjes. Leeg bij één deel.",
        }
        widgets: ClassVar = {"delen": DELEN, "toelichting": KLEIN, "omschrijving": forms.TextInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  (Django's own signature)
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            del self.fields["versie"], self.fields["toelichting_wijziging"]
            self.initial["bron"] = self.initial.get("bron") or EERSTE_BRON
        else:
            self.initial.setdefault("versie", self.instance.versie)
        for veld in self.fields.values():
            veld.error_messages.update(VERPLICHT)

    def clean_delen(self) -> str:
        delen = str(self.cleaned_data["delen"])
        if isinstance(reden := lees_delen(delen), Refused):
            raise forms.ValidationError(reden.reason)
        return delen

    def clean(self) -> dict[str, Any]:
        """A denominator only with `per`; inhabitants when none was chosen."""
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        gegevens["noemer"] = (gegevens.get("noemer") or "inwoners") if gegevens.get("per") else ""
        return gegevens

    @property
    def velden(self) -> dict[str, object]:
        """The values for the action; only of a valid form."""
        return {naam: self.cleaned_data[naam] for naam in EIGEN_VELDEN}

    @property
    def versie_gezien(self) -> int:
        return int(self.cleaned_data["versie"])

    @property
    def reden(self) -> str:
        return str(self.cleaned_data["toelichting_wijziging"])
