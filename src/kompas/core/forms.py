"""Signing in."""

import hashlib
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.cache import cache
from django.core.exceptions import ValidationError

from kompas.base import Refused
from kompas.core.rules import WACHTTIJD_MINUTEN, may_proberen


class AanmeldForm(AuthenticationForm):
    """Name and password, in plain Dutch; after too many failures the account waits, per address."""

    error_messages = {  # noqa: RUF012  (Django's own attribute)
        "invalid_login": "De gebruikersnaam en het wachtwoord horen niet bij elkaar. Let op hoofdletters.",
        "inactive": "Dit account is niet (meer) in gebruik. Vraag uw beheerder om hulp.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  (Django's own signature)
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Gebruikersnaam"
        self.fields["password"].label = "Wachtwoord"
        for naam, label in (("username", "uw gebruikersnaam"), ("password", "uw wachtwoord")):
            self.fields[naam].error_messages["required"] = f"Vul {label} in."
        self.fields["username"].widget.attrs.pop("autofocus", None)  # a screen reader starts at the heading

    def clean(self) -> dict[str, Any]:
        sleutel = self._sleutel()
        toegestaan = may_proberen(cache.get(sleutel, 0))
        if isinstance(toegestaan, Refused):
            raise ValidationError(toegestaan.reason, code="te_vaak")
        try:
            opgeschoond = super().clean()
        except ValidationError:
            _tel_op(sleutel)
            raise
        cache.delete(sleutel)
        return opgeschoond

    def _sleutel(self) -> str:
        """The account and the address of the attempt, hashed: a cache needs no names."""
        adres = self.request.META.get("REMOTE_ADDR", "") if self.request else ""
        naam = str(self.cleaned_data.get("username", "")).casefold()
        return "aanmelden-" + hashlib.sha256(f"{adres}\n{naam}".encode()).hexdigest()


def _tel_op(sleutel: str) -> None:
    if not cache.add(sleutel, 1, timeout=WACHTTIJD_MINUTEN * 60):
        cache.incr(sleutel)


class VersieForm(forms.Form):
    """The version that the user saw; forms of parts of a plan carry it, and so does the button that removes one."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
