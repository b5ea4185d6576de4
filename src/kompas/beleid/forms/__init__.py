"""Forms to edit a plan. A form checks and translates; the action decides and writes."""

from kompas.beleid.forms.bevindingen import OvernameForm
from kompas.beleid.forms.inlezen import ElementForm, InleesForm
from kompas.beleid.forms.onderdelen import (
    DoelForm,
    HoofdlijnForm,
    IndicatorForm,
    OnderdeelForm,
    PlandoelForm,
    ThemaForm,
    VerwijderForm,
)
from kompas.beleid.forms.velden import GetalField

__all__ = [
    "DoelForm",
    "ElementForm",
    "GetalField",
    "HoofdlijnForm",
    "IndicatorForm",
    "InleesForm",
    "OnderdeelForm",
    "OvernameForm",
    "PlandoelForm",
    "ThemaForm",
    "VerwijderForm",
]
