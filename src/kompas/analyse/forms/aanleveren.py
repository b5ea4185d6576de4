"""Sending files with figures."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from kompas.analyse.rules.aanleveren import may_aantal
from kompas.base import Refused

SOORTEN_BESTAND = ".csv,.txt,.json,.geojson,.yaml,.yml,.xlsx,.ods"


class _VeleBestanden(forms.ClearableFileInput):
    allow_multiple_selected = True


class BestandenField(forms.FileField):
    """One or more files; each of them is checked."""

    def clean(self, data: Any, initial: Any = None) -> list["UploadedFile[bytes]"]:  # noqa: ANN401  (Django's own)
        enkel = super().clean
        if not data:
            return [enkel(None, initial)]  # raises when a file is required
        return [enkel(bestand, initial) for bestand in (data if isinstance(data, list | tuple) else [data])]


class AanleverForm(forms.Form):
    bestanden = BestandenField(
        label="Bestanden",
        help_text="CSV, JSON, YAML, Excel (.xlsx) of OpenDocument (.ods). U kunt er meer tegelijk kiezen. Samen"
        " hoogstens 25 MB.",
        widget=_VeleBestanden(attrs={"accept": SOORTEN_BESTAND}),
        error_messages={
            "required": "Kies een bestand.",
            "invalid": "Er is geen bestand verstuurd. Kies de bestanden opnieuw.",
            "empty": "Een van de bestanden is leeg. Controleer of u de goede koos.",
        },
    )
    opgehaald = forms.DateField(
        label="Wanneer zijn de cijfers bij de bron opgehaald?",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Zo weten we later wat op welke dag bekend was. Leeg: die dag is niet bekend.",
        error_messages={"invalid": "Vul een datum in, bijvoorbeeld 2024-03-31."},
    )
    ook_onvolledig = forms.BooleanField(
        label="Lees de goede rijen ook in als er veel rijen niet kloppen",
        required=False,
    )

    def clean_bestanden(self) -> list["UploadedFile[bytes]"]:
        bestanden: list[UploadedFile[bytes]] = self.cleaned_data["bestanden"]
        if isinstance(reden := may_aantal(len(bestanden)), Refused):
            raise forms.ValidationError(reden.reason)
        return bestanden

    def clean_opgehaald(self) -> Any:  # noqa: ANN401  (a date or nothing)
        dag = self.cleaned_data["opgehaald"]
        if dag and dag > timezone.localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Vul de dag in waarop de cijfers zijn opgehaald.")
        return dag
