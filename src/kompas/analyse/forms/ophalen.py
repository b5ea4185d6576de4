"""What to fetch, and how often."""

from django import forms

from kompas.core.rules import BUNDELS, Ritme


class OphaalForm(forms.Form):
    wat = forms.ChoiceField(
        label="Welke cijfers wilt u ophalen?",
        choices=list(BUNDELS.items()),
        initial="politie",
        error_messages={"invalid_choice": "Kies een van de soorten cijfers."},
    )


class OphaalplanForm(forms.Form):
    """How often one bundle is fetched; the version that the user saw goes along, 0 for a plan that is not there yet."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    ritme = forms.ChoiceField(label="Hoe vaak?", choices=[(ritme.value, ritme.label) for ritme in Ritme])
    actief = forms.BooleanField(label="Haal deze cijfers vanzelf op", required=False)
