"""Sending a document, and correcting what was found in it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from kompas.base import Refused
from kompas.beleid.lezen import LeesFout, keur_grootte
from kompas.beleid.rules.inlezen import SOORTEN, Veld, gelezen_waarden

SOORTEN_BESTAND = ".txt,.docx,.pdf,.html,.htm"


class InleesForm(forms.Form):
    document = forms.FileField(
        label="Document",
        help_text="Word (.docx), pdf met tekst, webpagina (.html) of tekst (.txt). Hoogstens 25 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": SOORTEN_BESTAND}),
        error_messages={
            "required": "Kies een document.",
            "invalid": "Er is geen bestand verstuurd. Kies het document opnieuw.",
            "empty": "Dit bestand is leeg. Controleer of u het goede bestand koos.",
        },
    )

    def clean_document(self) -> "UploadedFile[bytes]":
        """By its size, before a byte is read."""
        bestand: UploadedFile[bytes] = self.cleaned_data["document"]
        try:
            keur_grootte(bestand.size or 0, bestand.name or "Het bestand")
        except LeesFout as fout:
            raise forms.ValidationError(str(fout)) from None
        return bestand


class ElementForm(forms.Form):
    """The values of one kind of element; the action reads them in the types of the database."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, soort: str, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  (Django's own signature)
        super().__init__(*args, **kwargs)
        self.soort = soort
        for veld in SOORTEN[soort].velden:
            self.fields[veld.naam] = _veld(veld)

    @property
    def waarden(self) -> dict[str, str]:
        """As text, the way an element keeps them."""
        return {v.naam: _tekst(self.cleaned_data.get(v.naam)) for v in SOORTEN[self.soort].velden}

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        if not self.errors and isinstance(reden := gelezen_waarden(self.soort, self.waarden), Refused):
            self.add_error(None, reden.reason)
        return gegevens


def _tekst(waarde: object) -> str:
    if isinstance(waarde, bool):
        return "ja" if waarde else ""
    return str(waarde or "")


def _veld(veld: Veld) -> forms.Field:
    fout = {"required": "Vul dit in."}
    if veld.soort == "vinkje":
        return forms.BooleanField(label=veld.label, required=False)
    if veld.soort == "keuze":
        keuzes = [*([] if veld.verplicht else [("", "niet ingevuld")]), *veld.keuzes]
        return forms.ChoiceField(label=veld.label, required=veld.verplicht, choices=keuzes, error_messages=fout)
    if veld.soort == "tekst":
        vlak = forms.Textarea(attrs={"rows": 4})
        return forms.CharField(label=veld.label, required=veld.verplicht, widget=vlak, error_messages=fout)
    return forms.CharField(label=veld.label, required=veld.verplicht, max_length=veld.lengte, error_messages=fout)


def begin_van(waarde: Mapping[str, str], versie: int) -> dict[str, object]:
    return {**waarde, "versie": versie}
