"""Fields that read what Dutch people type."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from kompas.core.actions import als_tekst

_NEDERLANDS = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?", re.ASCII)
_MET_PUNT = re.compile(r"-?\d+\.\d{1,2}", re.ASCII)


class GetalField(forms.DecimalField):
    """A number in Dutch notation: `3,5`, `1.400`, `4,2%`; `3.5` is understood too, `1.400` is 1400."""

    widget = forms.TextInput

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)  # type: ignore[arg-type]
        self.widget.attrs["inputmode"] = "decimal"

    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override]
        if value is None or isinstance(value, Decimal):
            return value
        tekst = str(value).replace(" ", "").replace("\N{NO-BREAK SPACE}", "").removesuffix("%")
        if not tekst:
            return None
        if tekst.casefold() == "pm":
            raise ValidationError("Laat dit veld leeg en kruis PM aan.", code="pm")
        if _MET_PUNT.fullmatch(tekst):
            return Decimal(tekst)
        if not _NEDERLANDS.fullmatch(tekst):
            raise ValidationError("Vul een getal in, bijvoorbeeld 3,5 of 1.400.", code="invalid")
        return Decimal(tekst.replace(".", "").replace(",", "."))

    def prepare_value(self, value: object) -> object:
        return als_tekst(value) if isinstance(value, Decimal) else value


class RegelsField(forms.CharField):
    """A list of texts, one a line."""

    widget = forms.Textarea

    def to_python(self, value: object) -> list[str]:  # type: ignore[override]
        if isinstance(value, list):
            return value
        return [regel.strip() for regel in str(value or "").splitlines() if regel.strip()]

    def prepare_value(self, value: object) -> object:
        return "\n".join(value) if isinstance(value, list) else value
