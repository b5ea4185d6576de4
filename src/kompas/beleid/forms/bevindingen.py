"""The button that takes a statement over: which one the user saw, of which version of the indicator."""

from django import forms

from kompas.core.forms import VersieForm


class OvernameForm(VersieForm):
    """Nothing of the statement itself: the action makes it again."""

    kenmerk = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)

    @property
    def versie_gezien(self) -> int:
        return int(self.cleaned_data["versie"])

    @property
    def gezien(self) -> str:
        return str(self.cleaned_data["kenmerk"])
