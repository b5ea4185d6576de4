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
        """Counted before the password is looked at, so that attempts at the same moment count too."""
        if not (self.cleaned_data.get("username") and self.cleaned_data.get("password")):
            return super().clean()  # nothing was tried
        account, adres = self._sleutels()
        toegestaan = may_proberen(_tel_op(account) - 1, _tel_op(adres) - 1)
        if isinstance(toegestaan, Refused):
            raise ValidationError(toegestaan.reason, code="te_vaak")
        opgeschoond = super().clean()
        if self.user_cache is not None:
            cache.delete(account)
            _tel_op(adres, -1)
        return opgeschoond

    def _sleutels(self) -> tuple[str, str]:
        """The account at this address, and the address; hashed: a cache needs no names."""
        adres = self.request.META.get("REMOTE_ADDR", "") if self.request else ""
        naam = str(self.cleaned_data.get("username", "")).casefold()
        return _sleutel(f"{adres}\n{naam}"), _sleutel(adres)


def _sleutel(tekst: str) -> str:
    return "aanmelden-" + hashlib.sha256(tekst.encode()).hexdigest()


def _tel_op(sleutel: str, erbij: int = 1) -> int:
    """The number of attempts, this one included; the first one starts the clock."""
    cache.add(sleutel, 0, timeout=WACHTTIJD_MINUTEN * 60)
    try:
        return cache.incr(sleutel, erbij)
    except ValueError:  # the time was up between the two lines
        return erbij


class VersieForm(forms.Form):
    """The version that the user saw; forms of parts of a plan carry it, and so does the button that removes one."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
