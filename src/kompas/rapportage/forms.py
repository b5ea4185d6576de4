"""Which report, in which form."""

from django import forms

from kompas.rapportage.renderers import VORMEN


class RapportForm(forms.Form):
    """Choices of year and form; both have a first choice, so that one click gives a report."""

    jaar = forms.TypedChoiceField(label="Verslagjaar", coerce=int)
    vorm = forms.ChoiceField(
        label="Vorm", choices=[(vorm.key, vorm.titel) for vorm in VORMEN], widget=forms.RadioSelect, initial="pdf"
    )

    def __init__(self, *args: object, jaren: tuple[int, ...], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        veld = self.fields["jaar"]
        assert isinstance(veld, forms.TypedChoiceField)  # noqa: S101  (declared above)
        veld.choices = [(jaar, str(jaar)) for jaar in jaren]
        veld.error_messages["invalid_choice"] = "Over dit jaar is er geen plan. Kies een jaar uit de lijst."
